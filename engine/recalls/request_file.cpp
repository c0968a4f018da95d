// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/request_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "bank_adapters/iso20022/payment_order.hpp"
#include "bank_adapters/layouts/record.hpp"
#include "base/crypto/digest.hpp"
#include "base/text/atomic_file.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"
#include "engine/registry/numbers.hpp"

namespace mingzhang::recalls {

namespace fs = std::filesystem;
namespace iso = bank::iso20022;

RefusalWords words(RequestFileRefusal reason) {
    switch (reason) {
        case RequestFileRefusal::cannot_be_written:
            return {"recall.file/cannot_be_written", "追回请求无法写成报文：{0}。",
                    "The recall cannot be written as a message: {1}.",
                    "请按所列各项改正：说明写短些，或补全本单位账户的联行号。",
                    "Correct what is listed: shorten the note, or complete the branch number of the own account."};
        case RequestFileRefusal::digest_differs:
            return {"recall.file/digest_differs", "第 {0} 号追回请求按现有数据写出的文件与登记时的摘要不符，未写文件。",
                    "The file of recall {0} as its rows give it now is not the one that was committed; nothing was "
                    "written.",
                    "请勿送交银行；先运行 mingzhang verify 查明改动。",
                    "Give the bank nothing: find what changed with mingzhang verify."};
        case RequestFileRefusal::other_content_there:
            return {"recall.file/other_content_there", "“{0}”已存在且内容不同，未覆盖。",
                    "\"{0}\" is there already with other content; it was not replaced.",
                    "请查明该文件来历并移走，再运行 mingzhang recall files。",
                    "Find out where it came from, move it away, then run mingzhang recall files."};
        case RequestFileRefusal::folder_failed:
            return {"recall.file/folder_failed", "“{0}”无法建立：{1}", "\"{0}\" cannot be made: {1}",
                    "请检查文件夹权限和磁盘，再运行 mingzhang recall files。",
                    "Check the folder's rights and the disk, then run mingzhang recall files."};
    }
    return {};
}

namespace {

// What a request tells besides the recall itself.
struct Sources {
    batches::Batch batch;
    batches::BankAccount account;
    bank::layouts::Layout layout;
    std::vector<batches::BatchInstruction> instructions;
};

Result<Sources, Refusal> sources_of(soci::session& sql, County county, const Recall& recall,
                                    const std::vector<std::int64_t>& wanted) {
    auto batch = batches::find_batch(sql, county, recall.batch);
    if (!batch) return pass_on(batch);
    auto account = batches::find_bank_account(sql, county, batch->bank_account, batch->command);
    if (!account) return pass_on(account);
    auto layout = batches::layout_of(*account);
    if (!layout) return pass_on(layout);
    Sources sources{*batch, std::move(*account), std::move(*layout), {}};
    batches::read_instructions(sql, county, recall.batch, [&](const batches::BatchInstruction& instruction) {
        if (std::ranges::find(wanted, instruction.number) != wanted.end()) sources.instructions.push_back(instruction);
    });
    return sources;
}

// What the message of the batch calls itself: of the head only what such a number is made of.
std::string order_id(const Sources& from) {
    bank::FileHead head;
    head.merchant = from.account.merchant;
    head.batch = static_cast<std::uint64_t>(from.batch.number);
    head.date = from.batch.file_date;
    return from.layout.payment.message_id.fill(bank::layouts::to_record(head)).value_or("");
}

void note_faults(const std::string& serial, std::vector<iso::OrderFault> faults, std::vector<Finding>& findings) {
    for (iso::OrderFault& fault : faults)
        findings.push_back({{}, 0, std::string{fault.field}, serial, std::move(fault.reason)});
}

Result<std::string, Refusal> render_message(County county, const Recall& recall, const Sources& from) {
    const bool is_old = from.layout.payment.message == bank::layouts::MessageForm::pain_001_03;
    const iso::RecallWriter writer{
        {.id = RequestId{county, recall.number}.text(),
         .asker = from.account.account_name,
         .bank_code = from.account.branch_code,
         .created_at = recall.asked_at,
         .order_id = order_id(from),
         .order_version = std::string{code(is_old ? iso::PaymentOrderVersion::v03 : iso::PaymentOrderVersion::v09)},
         .count = static_cast<std::uint64_t>(recall.instructions),
         .total = recall.total}};
    std::vector<Finding> findings;
    note_faults({}, writer.faults_of_head(), findings);
    std::string bytes;
    if (findings.empty()) writer.begin(bytes);
    for (const batches::BatchInstruction& instruction : from.instructions) {
        const iso::Recall line{instruction.serial, instruction.amount, recall.reason, recall.note};
        note_faults(instruction.serial, writer.faults_of(line), findings);
        if (findings.empty()) writer.recall(line, bytes);
    }
    if (!findings.empty()) {
        const Text first = findings.front().reason;
        const std::string field = findings.front().column;
        return tl::unexpected{
            refusal(RequestFileRefusal::cannot_be_written, field + " " + first.zh, field + " " + first.en)
                .with(std::move(findings))};
    }
    writer.end(bytes);
    return bytes;
}

Result<std::string, Refusal> render_letter(soci::session& sql, const crypto::Sealer& sealer, County county,
                                           const Recall& recall, const Sources& from) {
    constexpr std::string_view line_end = "\r\n";
    std::string letter = "\xEF\xBB\xBF";
    const auto line = [&](const std::string& text) { letter.append(text).append(line_end); };
    line(fmt::format("追回请求书　{}-R{}", county.number, recall.number));
    line("");
    line(fmt::format("{}：", from.account.branch_name.empty() ? "开户银行" : from.account.branch_name));
    line(
        fmt::format("　　我单位 {} 送交的代发文件“{}”（第 {} 号批次）中，下列 {} 笔共 {} 元请协助追回，并逐笔书面答复"
                    "同意或拒绝及理由。",
                    to_string(from.batch.file_date), from.batch.file_name, from.batch.number, recall.instructions,
                    to_yuan(recall.total)));
    line(fmt::format("　　原因：{}。{}", iso::name(recall.reason).zh, recall.note));
    line("");
    line("序号\t流水号\t账号\t户名\t金额（元）");
    for (const batches::BatchInstruction& instruction : from.instructions) {
        auto account = registry::open_account(sql, sealer, county, instruction.account);
        if (!account) return pass_on(account);
        line(fmt::format("{}\t{}\t{}\t{}\t{}", instruction.number, instruction.serial, account->text(),
                         instruction.name, to_yuan(instruction.amount)));
    }
    line("");
    line(from.account.account_name);
    line(to_string(office_date(recall.asked_at)));
    return letter;
}

std::vector<std::int64_t> instructions_of(soci::session& sql, County county, const Recall& recall) {
    std::vector<std::int64_t> numbers;
    for (const RecalledInstruction& recalled : read_recalled(sql, county, recall))
        numbers.push_back(recalled.instruction);
    return numbers;
}

}  // namespace

Result<std::string, Refusal> render_request(soci::session& sql, const crypto::Sealer& sealer, County county,
                                            const Recall& recall, const std::vector<std::int64_t>& instructions) {
    auto from = sources_of(sql, county, recall, instructions);
    if (!from) return pass_on(from);
    if (recall.form == RequestForm::message) return render_message(county, recall, *from);
    return render_letter(sql, sealer, county, recall, *from);
}

std::string RequestId::text() const {
    return fmt::format("{}-R{}", county.number, recall);
}

std::optional<RequestId> parse_request_id(std::string_view text) {
    RequestId id;
    const char* const end = text.data() + text.size();
    const auto county = std::from_chars(text.data(), end, id.county.number);
    constexpr std::string_view mark = "-R";
    if (county.ec != std::errc{} || !std::string_view{county.ptr, end}.starts_with(mark)) return std::nullopt;
    const auto number = std::from_chars(county.ptr + mark.size(), end, id.recall);
    // Only as it is written: a number of the bank's may look alike.
    if (number.ec != std::errc{} || number.ptr != end || id.text() != text) return std::nullopt;
    return id;
}

Result<std::optional<std::int64_t>, Refusal> batch_of_order(soci::session& sql, County county, std::int64_t batch,
                                                            const std::string& order_id) {
    auto made = batches::find_batch(sql, county, batch);
    if (!made) return pass_on(made);
    auto account = batches::find_bank_account(sql, county, made->bank_account, made->command);
    if (!account) return pass_on(account);
    auto layout = batches::layout_of(*account);
    if (!layout) return pass_on(layout);
    bank::layouts::Record named;
    const auto rest = layout->payment.message_id.take(order_id, named);
    if (layout->payment.message_id.empty() || !rest || !rest->empty()) return std::nullopt;
    const bank::FileHead head = bank::layouts::head_from(named);
    if (head.batch == 0) return std::nullopt;
    return static_cast<std::int64_t>(head.batch);
}

Result<WrittenRequest, Refusal> write_request(store::Store& store, const crypto::Sealer& sealer, County county,
                                              std::int64_t number, const fs::path& folder) {
    std::string bytes;
    std::string file_name;
    auto rendered = reading(store, [&]() -> Result<void, Refusal> {
        auto recall = find_recall(store.sql(), county, number);
        if (!recall) return pass_on(recall);
        auto made = render_request(store.sql(), sealer, county, *recall, instructions_of(store.sql(), county, *recall));
        if (!made) return pass_on(made);
        if (crypto::sha256(*made).hex() != recall->digest) return refuse(RequestFileRefusal::digest_differs, number);
        bytes = std::move(*made);
        file_name = recall->file_name;
        return {};
    });
    if (!rendered) return pass_on(rendered);

    WrittenRequest request{number, folder / std::to_string(county.number) / fmt::format("R{}", number) / file_name};
    std::error_code error;
    fs::create_directories(request.path.parent_path(), error);
    if (error) return refuse(RequestFileRefusal::folder_failed, request.path.string(), error.message());
    if (fs::exists(request.path, error)) {
        std::ifstream there{request.path, std::ios::binary};
        const std::string content{std::istreambuf_iterator<char>{there}, std::istreambuf_iterator<char>{}};
        if (content != bytes) return refuse(RequestFileRefusal::other_content_there, request.path.string());
        request.was_there = true;
        return request;
    }
    if (auto written = write_file_atomically(request.path, bytes); !written) return pass_on(written);
    return request;
}

}  // namespace mingzhang::recalls
