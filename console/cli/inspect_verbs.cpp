// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <array>

#include "base/tables/masking.hpp"
#include "console/cli/bank_file.hpp"
#include "console/cli/inspect_document.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

using bank::EntryStatus;
using bank::iso20022::PaymentStatus;
using bank::iso20022::PaymentStatusLine;

constexpr std::size_t statements_described_max = 50;

Word word(EntryStatus status) {
    const Text text = status == EntryStatus::booked    ? Text{"已入账", "booked"}
                      : status == EntryStatus::pending ? Text{"待入账", "pending"}
                                                       : Text{"仅通知", "information"};
    return {std::string{code(status)}, text};
}

Word word(PaymentStatus status) {
    switch (status) {
        case PaymentStatus::accepted:
            return {"accepted", {"已受理", "accepted"}};
        case PaymentStatus::partly_accepted:
            return {"partly_accepted", {"部分受理", "partly accepted"}};
        case PaymentStatus::pending:
            return {"pending", {"处理中", "pending"}};
        case PaymentStatus::rejected:
            return {"rejected", {"拒绝", "rejected"}};
        case PaymentStatus::not_given:
            return {"not_given", {"未说明", "not given"}};
    }
    return {};
}

Word word(PaymentStatusLine::Level level) {
    const Text text = level == PaymentStatusLine::Level::file    ? Text{"文件", "file"}
                      : level == PaymentStatusLine::Level::batch ? Text{"批次", "batch"}
                                                                 : Text{"支付", "payment"};
    return {std::string{code(level)}, text};
}

Cell cell(const std::string& text) {
    return text.empty() ? Cell{} : Cell{text};
}

// Makes a row of each entry. One transaction stands in its entry's row; several stand below it, each on its own.
class EntryRows final : public bank::StatementSink {
public:
    explicit EntryRows(RowSink& rows) : rows_{rows} {}

    void begin() override { ++statement_; }
    void entry(const bank::StatementEntry& entry) override {
        flush();
        entry_ = entry;
    }
    void transaction(const bank::EntryTransaction& transaction) override {
        if (entry_ && !first_) {
            first_ = transaction;
            return;
        }
        if (entry_) {
            put(&*entry_, nullptr);
            put(nullptr, &*first_);
            entry_.reset();
            first_.reset();
        }
        put(nullptr, &transaction);
    }
    void end(const bank::Statement&) override { flush(); }

    [[nodiscard]] Result<void, Refusal> sent() && { return std::move(sent_); }

private:
    void flush() {
        if (!entry_) return;
        put(&*entry_, first_ ? &*first_ : nullptr);
        entry_.reset();
        first_.reset();
    }

    void put(const bank::StatementEntry* entry, const bank::EntryTransaction* transaction) {
        if (!sent_) return;
        static const bank::EntryTransaction nothing;
        const bank::EntryTransaction& payment = transaction ? *transaction : nothing;
        const Word of_it{"transaction", {"其中", "of it"}};
        const auto amount = entry ? std::optional{entry->amount} : payment.amount;
        const std::array cells{Cell{statement_},
                               Cell{entry ? word(entry->status) : of_it},
                               entry ? Cell{entry->booked_on} : Cell{},
                               entry ? Cell{entry->valued_on} : Cell{},
                               amount ? Cell{to_text(*amount)} : Cell{},
                               amount ? cell(amount->currency) : Cell{},
                               entry && entry->reversal ? Cell{Text{"冲正", "reversal"}} : Cell{},
                               cell(entry ? entry->reference : payment.reference),
                               cell(payment.end_to_end_id),
                               cell(payment.name),
                               cell(payment.account),
                               cell(payment.return_reason)};
        sent_ = rows_.row(cells);
    }

    RowSink& rows_;
    std::int64_t statement_ = 0;
    std::optional<bank::StatementEntry> entry_;
    std::optional<bank::EntryTransaction> first_;
    Result<void, Refusal> sent_;
};

Table entries_table(const BankFile& file) {
    return {{{"对账单明细", "Entries"},
             {},
             {{"statement", {"对账单", "Statement"}, CellKind::whole_number},
              {"status", {"状态", "Status"}},
              {"booked_on", {"入账日", "Booked on"}, CellKind::date},
              {"valued_on", {"起息日", "Valued on"}, CellKind::date},
              {"amount", {"金额（收入为正）", "Amount (credit positive)"}},
              {"currency", {"币种", "Currency"}},
              {"reversal", {"冲正", "Reversal"}},
              {"reference", {"参考号", "Reference"}},
              {"end_to_end_id", {"端到端标识", "End-to-end id"}},
              {"name", {"对方户名", "Other party"}},
              {"account", {"对方账号", "Its account"}, CellKind::text, false, Personal::account_number},
              {"return_reason", {"退汇原因", "Return reason"}}}},
            [file](RowSink& sink) -> Result<void, Refusal> {
                EntryRows rows{sink};
                if (auto read = file.read(rows); !read) return pass_on(read);
                return std::move(rows).sent();
            }};
}

Text described(const std::optional<bank::Balance>& balance) {
    if (!balance) return {"无", "none"};
    const std::string text = to_text(balance->amount) + (balance->date ? " (" + to_string(*balance->date) + ")" : "");
    return {text, text};
}

Text described(std::size_t number, const StatementHead& head) {
    const bank::Statement& statement = head.statement;
    const Text opening = described(statement.opening);
    const Text closing = described(statement.closing);
    const Text proven = !statement.proven   ? Text{"无从验证", "cannot be proven"}
                        : *statement.proven ? Text{"相符", "proven"}
                                            : Text{"不符！", "DOES NOT ADD UP"};
    const std::string account = mask(Personal::account_number, statement.account);
    return say(
        "第 {0} 份：{1}，账号 {2}，{3}，期初 {4}，期末 {5}，明细 {6} 条，其中已入账 {7} 条；余额{8}。\n",
        "Statement {0}: {1}, account {2}, {3}, opening {9}, closing {10}, {6} entries, {7} of them booked; balance: "
        "{11}.\n",
        number, statement.id.empty() ? "-" : statement.id, account.empty() ? "-" : account,
        statement.currency.empty() ? "-" : statement.currency, opening.zh, closing.zh, head.entries, head.booked,
        proven.zh, opening.en, closing.en, proven.en);
}

Result<Reply, Refusal> shown(const BankFile& file) {
    HeadSink heads;
    auto version = file.read(heads);
    if (!version) return pass_on(version);
    const std::string format = version->empty() ? file.format_name() : *version;
    Text said = say("格式 {0}，对账单 {1} 份。\n", "Format {0}, {1} statements.\n", format, heads.heads().size());
    std::size_t number = 0;
    for (const StatementHead& head : heads.heads()) {
        if (++number > statements_described_max) break;
        said = said + described(number, head);
    }
    return Reply{.said = std::move(said), .table = masked(entries_table(file))};
}

Table payments_table(const BankFile& file) {
    return {{{"支付状态", "Status of payments"},
             {},
             {{"level", {"层次", "Level"}},
              {"original_id", {"原标识", "Original id"}},
              {"end_to_end_id", {"端到端标识", "End-to-end id"}},
              {"status", {"状态", "Status"}},
              {"status_code", {"代码", "Code"}},
              {"reason", {"原因", "Reason"}},
              {"text", {"说明", "Text"}}}},
            [file](RowSink& sink) -> Result<void, Refusal> {
                Result<void, Refusal> sent;
                auto read = file.read_payments([&](const PaymentStatusLine& line) {
                    const std::array cells{Cell{word(line.level)},  cell(line.original_id), cell(line.end_to_end_id),
                                           Cell{word(line.status)}, cell(line.status_code), cell(line.reason),
                                           cell(line.text)};
                    if (sent) sent = sink.row(cells);
                });
                if (!read) return pass_on(read);
                return sent;
            }};
}

// The document is printed as the file is read, and the reply only closes it: a province's file is not held whole.
Result<Reply, Refusal> as_document(const BankFile& file, std::ostream& out) {
    auto written = file.has_payments() ? write_payments(file, out) : write_statements(file, out);
    if (!written) return pass_on(written);
    return Reply{.document = "}"};
}

Result<Reply, Refusal> inspect(Invocation& invocation) {
    auto file = BankFile::open(invocation.text("file"), invocation.text("format"), invocation.text("encoding"));
    if (!file) return pass_on(file);
    if (invocation.given("json")) return as_document(*file, invocation.terminal().out);
    if (!file->has_payments()) return shown(*file);
    auto version = file->read_payments([](const PaymentStatusLine&) {});
    if (!version) return pass_on(version);
    const std::string format = version->empty() ? file->format_name() : *version;
    return Reply{
        .said = file->format() == BankFile::Format::camt029
                    ? say("格式 {0}。银行同意追回，不等于钱已退回：以对账单为准。\n",
                          "Format {0}. A recall accepted is not yet money back: only a statement shows it.\n", format)
                    : say("格式 {0}。“已受理”不是“到账”：以对账单为准。\n",
                          "Format {0}. Accepted is not paid: only a statement shows that money moved.\n", format),
        .table = payments_table(*file)};
}

}  // namespace

std::vector<Verb> inspect_verbs() {
    return {
        {{"bank", "inspect"},
         {"查看银行文件，不需要数据库；账号只显示末四位，--json 则照文件原样给出",
          "look into a bank's file, without a database; accounts show their last four, with --json they stand as in "
          "the "
          "file"},
         {argument("file", Kind::file, {"银行的文件", "the bank's file"}),
          option("--format", Kind::text,
                 {"camt、mt940、pain002、camt029，或格式名（见 bank layouts）；不写则按内容判断",
                  "camt, mt940, pain002, camt029, or a layout (see bank layouts); found out by the content when not "
                  "given"}),
          option("--encoding", Kind::text,
                 {"MT940 或 camt 的字符集：utf8、gb18030、latin1、cp850；不写则判断，判断不清则拒绝",
                  "characters of an MT940 or a camt: utf8, gb18030, latin1, cp850; found out when not given, and "
                  "refused when "
                  "unclear"})},
         inspect},
    };
}

}  // namespace mingzhang::console
