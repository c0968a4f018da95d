// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include "base/text/atomic_file.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/public_key.hpp"
#include "console/cli/verbs.hpp"
#include "engine/batches/batch.hpp"
#include "ledger/make_receipt.hpp"

namespace mingzhang::console {

namespace {

// Why a payment named by a person was not found. Checked in this order.
enum class PaymentRefusal : std::uint8_t { not_a_name, unknown, several_lines };
RefusalWords words(PaymentRefusal reason) {
    switch (reason) {
        case PaymentRefusal::not_a_name:
            return {"receipt/not_a_payment_name", "“{0}”不是流水号，也不是“发放号/行号”。",
                    "\"{0}\" is neither a serial nor a run and a line.",
                    "请写流水号，如 B12-000345；或发放号和行号，如 2/15。",
                    "Give the serial, such as B12-000345, or run and line, such as 2/15."};
        case PaymentRefusal::unknown:
            return {"receipt/unknown_payment", "没有流水号为“{0}”的指令。", "There is no instruction {0}.",
                    "请用 mingzhang batch show 查看。", "See mingzhang batch show."};
        case PaymentRefusal::several_lines:
            return {"receipt/several_lines", "{0} 一笔支付了几行：{1}。", "{0} paid several lines: {1}.",
                    "请写明要哪一行的回执，如 mingzhang receipt {2}。",
                    "Say which line the receipt is for, such as mingzhang receipt {2}."};
    }
    return {};
}

struct PairOfNumbers {
    std::int64_t first = 0;
    std::int64_t second = 0;
};

std::optional<PairOfNumbers> numbers_around(std::string_view text, char mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const auto first = parse_whole_number(text.substr(0, at)), second = parse_whole_number(text.substr(at + 1));
    if (!first || !second || *first < 1 || *second < 1) return std::nullopt;
    return PairOfNumbers{*first, *second};
}

std::string spoken(const runs::LineKey& line) {
    return fmt::format("{}/{}", line.run, line.line);
}

// "2/15" is a line of a run; "B12-000345" an instruction, which mostly pays one line.
Result<runs::LineKey, Refusal> line_meant(soci::session& sql, County county, const std::string& payment) {
    if (const auto line = numbers_around(payment, '/')) return runs::LineKey{line->first, line->second};
    const auto serial =
        payment.starts_with('B') ? numbers_around(std::string_view{payment}.substr(1), '-') : std::nullopt;
    if (!serial) return refuse(PaymentRefusal::not_a_name, payment);
    std::vector<runs::LineKey> lines;
    batches::read_instruction_lines(sql, county, serial->first, [&](const batches::InstructionLine& line) {
        if (line.instruction == serial->second) lines.push_back(line.line);
    });
    if (lines.empty()) return refuse(PaymentRefusal::unknown, payment);
    if (lines.size() == 1) return lines.front();
    std::string all;
    for (const runs::LineKey& line : lines) all += (all.empty() ? "" : ", ") + spoken(line);
    return refuse(PaymentRefusal::several_lines, payment, all, spoken(lines.front()));
}

Result<Reply, Refusal> issue(Invocation& invocation) {
    const auto with = reading_in(invocation);
    if (!with) return tl::unexpected{with.error()};
    std::optional<ledger::Receipt> receipt;
    auto read = reading(with->store(), [&]() -> Result<void, Refusal> {
        const auto line = line_meant(with->sql(), with->county, invocation.text("payment"));
        if (!line) return tl::unexpected{line.error()};
        auto made = ledger::make_receipt(with->sql(), with->county, line->run, line->line);
        if (!made) return pass_on(made);
        receipt = std::move(*made);
        return {};
    });
    if (!read) return pass_on(read);
    const std::string json = to_json(*receipt);
    if (!invocation.given("out")) return Reply{.said = {json, json}, .document = json};
    const std::string out = invocation.text("out");
    if (auto written = write_file_atomically(out, json + "\n"); !written) return pass_on(written);
    return answered(
        Answer{}.set("file", out),
        say("回执已写入 {0}。核对：mingzhang verify-receipt {0} --key 公钥.pem",
            "The receipt is written to {0}. To verify it: mingzhang verify-receipt {0} --key public.pem", out));
}

Answer answer_of(const ledger::ProvenPayment& proven, const crypto::PublicKey& key) {
    const ledger::Dimensions& of = proven.of();
    return Answer{}
        .set("holds", 1)
        .set("county", proven.receipt.entry.command.county.number)
        .set("household", ledger::masked_household(of.household))
        .set("program", std::string{code(*of.program)})
        .set("month", to_string(*of.month))
        .set("amount_fen", proven.amount().fen())
        .set("recorded_at", to_utc_text(proven.receipt.leaf.at))
        .set("run", of.run)
        .set("line", of.line)
        .set("batch", of.batch)
        .set("instruction", of.instruction)
        .set("origin", proven.checkpoint.origin)
        .set("checkpoint_at", to_utc_text(proven.checkpoint.at))
        .set("checkpoint_size", static_cast<std::int64_t>(proven.checkpoint.size))
        .set("fingerprint", key.fingerprint());
}

Result<Reply, Refusal> verify(Invocation& invocation) {
    const auto key = public_key_given(invocation);
    if (!key) return tl::unexpected{key.error()};
    const auto json = invocation.file_bytes("file");
    if (!json) return tl::unexpected{json.error()};
    const auto proven = ledger::verify_receipt(*json, *key, invocation.text("file"));
    if (!proven) return tl::unexpected{proven.error()};
    const ledger::Dimensions& of = proven->of();
    const Text program = name(*of.program);
    return answered(
        answer_of(*proven, *key),
        say("回执成立。\n"
            "  户 {0}，{1}，{2}，{3} 元，{4} 登记到账（第 {5} 批次第 {6} 笔）。\n"
            "  依据：检查点 {7}，{8}，日志前 {9} 条。\n"
            "  公钥指纹 {10}：请与当面得到的核对。",
            "The receipt holds.\n"
            "  Household {0}, {11}, {12}, {3} yuan, recorded as paid at {4} China time (batch {5}, payment {6}).\n"
            "  By the checkpoint of {7} at {8} China time, over {9} leaves of the log.\n"
            "  Fingerprint of the public key: {10}. Compare it with the one you were given in person.",
            ledger::masked_household(of.household), program.zh, to_chinese(*of.month),
            to_yuan_grouped(proven->amount()), to_office_text(proven->receipt.leaf.at), of.batch, of.instruction,
            proven->checkpoint.origin, to_office_text(proven->checkpoint.at), proven->checkpoint.size,
            key->fingerprint(), program.en, to_string(*of.month)));
}

}  // namespace

std::vector<Verb> receipt_verbs() {
    return {
        {{"receipt"},
         {"出具一笔到账的回执", "issue the receipt of a payment"},
         {argument("payment", Kind::text,
                   {"流水号 B12-000345，或发放号/行号 2/15", "the serial B12-000345, or run/line 2/15"}),
          option("--out", Kind::file, {"写到哪个文件；不写则打印", "the file to write; printed when not given"})},
         issue},
        {{"verify-receipt"},
         {"核对回执，不需要数据库，不联网", "verify a receipt, without a database or a network"},
         {argument("file", Kind::file, {"回执文件", "the receipt"}),
          required(option("--key", Kind::file, {"当面得到的公钥", "the public key, got in person"}))},
         verify},
    };
}

}  // namespace mingzhang::console
