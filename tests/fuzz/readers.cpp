// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/fuzz/readers.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "bank_adapters/iso20022/camt.hpp"
#include "bank_adapters/iso20022/payment_status.hpp"
#include "bank_adapters/iso20022/recall.hpp"
#include "bank_adapters/iso20022/recall_answer.hpp"
#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "bank_adapters/layouts/statement_file.hpp"
#include "bank_adapters/mt940/mt940.hpp"
#include "bank_adapters/transport/https_answers.hpp"
#include "base/tables/row_reader.hpp"
#include "base/text/encoding.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"
#include "base/values/money.hpp"
#include "engine/policy/parse_pack.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/receipt.hpp"
#include "tests/fuzz/signing_readers.hpp"

namespace mingzhang::fuzz {

namespace {

// What is refused is refused in words.
template <class Value>
bool taken(const Result<Value, Refusal>& result) {
    if (result) return true;
    const Refusal& refusal = result.error();
    MINGZHANG_CHECK(!refusal.what().zh.empty() && !refusal.what().en.empty());
    MINGZHANG_CHECK(!refusal.next().zh.empty() && !refusal.next().en.empty());
    for (const Finding& finding : refusal.findings())
        MINGZHANG_CHECK(!finding.reason.zh.empty() && !finding.reason.en.empty() &&
                        !first_wrong_utf8_byte(finding.value));
    return false;
}

// Read in pieces as whole; and what is text in either character set is the same bytes when written again.
void read_encoding(std::string_view bytes) {
    for (const Encoding encoding : {Encoding::utf8, Encoding::gb18030}) {
        const auto whole = to_utf8(bytes, encoding);
        if (whole) {
            MINGZHANG_CHECK(!first_wrong_utf8_byte(*whole));
            const auto again = from_utf8(*whole, encoding);
            MINGZHANG_CHECK(again && *again == bytes);
        }
        const std::size_t cut = bytes.empty() ? 0 : static_cast<unsigned char>(bytes.front()) % bytes.size();
        Decoder decoder{encoding};
        std::string pieces;
        auto fed = decoder.feed(bytes.substr(0, cut), pieces);
        if (fed) fed = decoder.feed(bytes.substr(cut), pieces);
        if (fed) fed = decoder.finish();
        MINGZHANG_CHECK(fed.has_value() == whole.has_value());
        if (whole)
            MINGZHANG_CHECK(pieces == *whole);
        else
            MINGZHANG_CHECK(fed.error() == whole.error());
    }
}

void read_rows(std::string_view bytes) {
    ReadLimits limits;
    limits.sheet_bytes = limits.shared_text_bytes = 1'000'000;
    limits.cell_bytes = 10'000;
    auto rows = open_rows_in_memory(std::string{bytes}, limits);
    if (!taken(rows)) return;
    RawRow row;
    for (;;) {
        const auto next = (*rows)->next(row);
        if (!taken(next) || !*next) return;
        for (const std::string& cell : row.cells)
            MINGZHANG_CHECK(!first_wrong_utf8_byte(cell) && cell.size() <= limits.cell_bytes);
    }
}

// Every statement is begun and ended, and its entries lie between.
class Watch final : public bank::StatementSink {
public:
    void begin() override {
        MINGZHANG_CHECK(!inside_);
        inside_ = true;
    }
    void entry(const bank::StatementEntry&) override { MINGZHANG_CHECK(inside_); }
    void transaction(const bank::EntryTransaction&) override { MINGZHANG_CHECK(inside_); }
    void end(const bank::Statement&) override {
        MINGZHANG_CHECK(inside_);
        inside_ = false;
    }

private:
    bool inside_ = false;
};

void read_camt(std::string_view bytes) {
    std::istringstream in{std::string{bytes}};
    Watch watch;
    (void)taken(bank::iso20022::read_camt(in, "x.xml", watch));
}

void read_payment_status(std::string_view bytes) {
    std::istringstream in{std::string{bytes}};
    (void)taken(bank::iso20022::read_payment_status(in, "x.xml", [](const bank::iso20022::PaymentStatusLine&) {}));
}

void read_recall_answer(std::string_view bytes) {
    std::istringstream in{std::string{bytes}};
    (void)taken(bank::iso20022::read_recall_answer(in, "x.xml", [](const bank::iso20022::RecallAnswerLine&) {}));
}

// What was handed out is what the head counts.
void read_recall(std::string_view bytes) {
    std::istringstream in{std::string{bytes}};
    std::uint64_t recalls = 0;
    const auto head = bank::iso20022::read_recall(in, "x.xml", [&](const bank::iso20022::Recall&) { ++recalls; });
    if (taken(head)) MINGZHANG_CHECK(head->count == recalls);
}

void read_mt940(std::string_view bytes) {
    std::istringstream in{std::string{bytes}};
    Watch watch;
    (void)taken(bank::mt940::read_mt940(in, "x.sta", watch));
}

void read_layout(std::string_view bytes) {
    const auto layout = bank::layouts::load_layout(bytes, "x.toml");
    if (!taken(layout)) return;
    bank::FileHead head;
    head.date = Date{std::chrono::year{2022}, std::chrono::month{8}, std::chrono::day{6}};
    head.merchant = "M001";
    head.batch = 1;
    head.payer_name = "测试县民政局";
    head.program = "城市低保";
    bank::Instruction one{1,      "B1-000001",        AccountNumber::parse("6299999000000017").value(),
                          "测试", Money::fen(51'500), "低保金"};
    (void)taken(bank::layouts::payment_file_name(*layout, head));
    (void)taken(bank::layouts::write_payment_file(*layout, {head, {one}}));
}

// A file of a bank: its first line names one of the delivered layouts, the rest is what the bank sent. A first line
// that names none stands for any of them.
struct BankFile {
    const bank::layouts::Layout& layout;
    std::string_view bytes;
};

std::optional<BankFile> bank_file(std::string_view bytes) {
    static const auto layouts = [] {
        std::vector<bank::layouts::Layout> loaded;
        for (const auto& delivered : bank::layouts::delivered_layouts())
            loaded.push_back(bank::layouts::delivered_layout(delivered.name).value());
        return loaded;
    }();
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = bytes.substr(0, end);
    std::size_t index = 0;
    while (index < layouts.size() && layouts[index].name != name) ++index;
    if (index == layouts.size()) index = name.size() % layouts.size();
    return BankFile{layouts[index], bytes.substr(end + 1)};
}

void read_result(std::string_view bytes) {
    if (const auto file = bank_file(bytes))
        (void)taken(bank::layouts::read_result_file(file->layout, file->bytes, "x.txt"));
}

// The first byte says whether as CSV or as a workbook. What is handed out adds up, row by row.
void read_statement(std::string_view bytes) {
    static const auto csv = bank::layouts::delivered_layout("statement-csv").value();
    static const auto workbook = bank::layouts::delivered_layout("statement-xlsx").value();
    if (bytes.empty()) return;
    bank::CollectingSink sink;
    const auto& layout = bytes.front() == 'x' ? workbook : csv;
    if (!taken(bank::layouts::read_statement_file(layout, bytes.substr(1), "x.csv", sink))) return;
    const bank::Statement& statement = sink.statements().at(0);
    if (!statement.opening) return;
    std::optional<std::int64_t> balance = statement.opening->amount.units;
    for (const bank::StatementEntry& entry : statement.entries) {
        balance = bank::add_units(*balance, entry.amount.units);
        MINGZHANG_CHECK(balance && entry.balance && *balance == entry.balance->units);
    }
    MINGZHANG_CHECK(statement.closing && *balance == statement.closing->amount.units);
}

// What a bank could read is the same when it is written and read again.
void read_payment(std::string_view bytes) {
    const auto given = bank_file(bytes);
    if (!given) return;
    const auto file = bank::layouts::read_payment_file(given->layout, given->bytes, "x.txt");
    if (!taken(file)) return;
    const auto written = bank::layouts::write_payment_file(given->layout, *file);
    if (!taken(written)) return;
    const auto again = bank::layouts::read_payment_file(given->layout, *written, "x.txt");
    MINGZHANG_CHECK(again && *again == *file);
}

void read_pack(std::string_view bytes) {
    (void)taken(policy::parse_pack(bytes, "x.toml"));
}

void read_receipt(std::string_view bytes) {
    const auto receipt = ledger::parse_receipt(bytes);
    if (receipt) MINGZHANG_CHECK(bytes.starts_with(ledger::to_json(*receipt)));
}

void read_checkpoint(std::string_view bytes) {
    const auto checkpoint = ledger::parse_checkpoint(bytes);
    if (checkpoint) MINGZHANG_CHECK(ledger::to_text(*checkpoint) == bytes);
}

void read_amount(std::string_view bytes) {
    const auto amount = parse_yuan(bytes);
    if (amount) MINGZHANG_CHECK(parse_yuan(to_yuan(*amount)) == amount);
}

// Both documents of the HTTPS road and a name in its paths: what was understood is understood again as we write it.
void read_road_answer(std::string_view bytes) {
    namespace road = bank::transport;
    const auto receipt = road::read_receipt(bytes);
    if (receipt) MINGZHANG_CHECK(road::read_receipt(road::write_receipt(*receipt)) == receipt);
    const auto listed = road::read_listing(bytes);
    if (listed) MINGZHANG_CHECK(road::read_listing(road::write_listing(*listed)) == listed);
    const auto name = road::from_path_part(bytes);
    if (name) MINGZHANG_CHECK(road::from_path_part(road::to_path_part(*name)) == name);
}

constexpr std::array all{
    Reader{"amount", read_amount},
    Reader{"camt", read_camt},
    Reader{"camt029", read_recall_answer},
    Reader{"camt056", read_recall},
    Reader{"checkpoint", read_checkpoint},
    Reader{"cms", read_cms},
    Reader{"csv", read_rows},
    Reader{"encoding", read_encoding},
    Reader{"layout", read_layout},
    Reader{"manifest", read_manifest},
    Reader{"mt940", read_mt940},
    Reader{"pack", read_pack},
    Reader{"pain002", read_payment_status},
    Reader{"payment", read_payment},
    Reader{"pkcs12", read_pkcs12},
    Reader{"receipt", read_receipt},
    Reader{"result", read_result},
    Reader{"road_answer", read_road_answer},
    Reader{"shared_key", read_shared_key},
    Reader{"statement", read_statement},
    Reader{"xlsx", read_rows},
};

}  // namespace

std::span<const Reader> readers() noexcept {
    return all;
}

}  // namespace mingzhang::fuzz
