// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bank_adapters/layouts/delivered.hpp"
#include "console/cli/bank_file.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/statements/statement_book.hpp"
#include "engine/statements/take_statement.hpp"

namespace mingzhang::console {

namespace {

using statements::KeptRow;
using statements::KeptStatement;
using statements::Match;
using statements::StatementFormat;

// --format names a kind of file, a delivered layout, or a layout's own file; without it the file is looked into.
Result<void, Refusal> choose_format(const std::string& format, statements::StatementCall& call) {
    if (format.empty()) return {};
    if (format == "camt" || format == "mt940") {
        call.format = format == "camt" ? StatementFormat::camt : StatementFormat::mt940;
        return {};
    }
    call.format = StatementFormat::layout;
    call.layout = bank::layouts::delivered_layout(format);
    if (call.layout) return {};
    if (!format.ends_with(".toml")) return refuse(BankFileRefusal::format_not_known, format);
    std::ifstream file{format, std::ios::binary};
    if (!file) return refuse(BankFileRefusal::not_read, format);
    std::ostringstream toml;
    toml << file.rdbuf();
    auto layout = bank::layouts::load_layout(toml.str(), format);
    if (!layout) return pass_on(layout);
    call.layout = *std::move(layout);
    return {};
}

Result<Reply, Refusal> take(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const auto bytes = invocation.file_bytes("file");
    if (!bytes) return tl::unexpected{bytes.error()};
    statements::StatementCall call{.county = with->county,
                                   .bank_account = invocation.number("account"),
                                   .file_name = std::filesystem::path{invocation.text("file")}.filename().string(),
                                   .bytes = *bytes,
                                   .key = invocation.idempotency_key()};
    if (auto chosen = choose_format(invocation.text("format"), call); !chosen) return pass_on(chosen);
    auto answer = statements::take_statement(with->place.desk(), **sealer, with->actor, call);
    if (!answer) return pass_on(answer);
    if (answer->number("repeated") == 1)
        return answered(*answer, say("这份对账单以前收过，没有重复入账。",
                                     "This statement was taken before; nothing was posted again."));
    const auto yuan = [&](std::string_view key) { return to_yuan_grouped(Money::fen(answer->number(key))); };
    Text said =
        say("对账单 {0} 份（{1} 号起）收下，余额逐笔相符：{2} 笔，其中以前收过 {3} 笔。\n"
            "对上指令 {4} 笔：到账 {5} 笔 {6} 元，退回 {7} 笔 {8} 元；整批扣款 {9} 笔。\n",
            "{0} statements taken, from number {1}, proven: {2} entries, {3} of them told before.\n"
            "{4} matched to instructions: {5} paid, {6} yuan; {7} returned, {8} yuan; {9} debits of whole batches.\n",
            answer->number("statements"), answer->number("statement"), answer->number("entries"),
            answer->number("known"), answer->number("matched"), answer->number("paid"), yuan("paid_fen"),
            answer->number("failed"), yuan("failed_fen"), answer->number("batch_debits"));
    said = said + say("未对上：收入 {0} 笔 {1} 元，支出 {2} 笔 {3} 元；待办 {4} 项。\n",
                      "Not matched: {0} credits, {1} yuan; {2} debits, {3} yuan; {4} worklist items.\n",
                      answer->number("open_credits"), yuan("open_credits_fen"), answer->number("open_debits"),
                      yuan("open_debits_fen"), answer->number("items"));
    if (answer->number("gaps") > 0)
        said = said + say("注意：与上一份对账单不衔接，见待办。\n",
                          "Note: it does not go on from the statement before; see the worklist.\n");
    return answered(*answer, said + say("下一步：{0}", "Next: {0}",
                                        answer->number("items") > 0 ? std::string{"mingzhang worklist list"}
                                                                    : "mingzhang bank statement show " +
                                                                          std::to_string(answer->number("statement"))));
}

Table statements_table(store::Store& store, County county) {
    return {{{"对账单", "Statements"},
             {},
             {{"statement", {"编号", "Statement"}, CellKind::whole_number},
              {"bank_account", {"账户", "Account"}, CellKind::whole_number},
              {"first_on", {"起", "From"}, CellKind::date},
              {"last_on", {"止", "To"}, CellKind::date},
              {"opening", {"期初余额", "Opening"}, CellKind::money},
              {"closing", {"期末余额", "Closing"}, CellKind::money},
              {"proven", {"余额", "Balances"}},
              {"continuity", {"与上一份", "After the last"}},
              {"entries", {"笔数", "Entries"}, CellKind::whole_number},
              {"known", {"以前收过", "Known"}, CellKind::whole_number},
              {"matched", {"对上指令", "Matched"}, CellKind::whole_number},
              {"batch_debits", {"整批扣款", "Batch debits"}, CellKind::whole_number},
              {"open_credits", {"未对上收入笔", "Open credits"}, CellKind::whole_number},
              {"open_credit_sum", {"金额", "Sum"}, CellKind::money},
              {"open_debits", {"未对上支出笔", "Open debits"}, CellKind::whole_number},
              {"open_debit_sum", {"金额", "Sum"}, CellKind::money},
              {"file_name", {"文件", "File"}},
              {"by", {"收单人", "By"}}}},
            [&store, county](RowSink& sink) -> Result<void, Refusal> {
                return reading(store, [&]() -> Result<void, Refusal> {
                    Result<void, Refusal> sent;
                    statements::read_statements(store.sql(), county, [&](const KeptStatement& s) {
                        if (!sent) return;
                        const std::array cells{Cell{s.number},
                                               Cell{s.bank_account},
                                               Cell{s.first_on},
                                               Cell{s.last_on},
                                               Cell{s.opening},
                                               Cell{s.closing},
                                               Cell{Text{"相符", "proven"}},
                                               Cell{statements::name(s.continuity)},
                                               Cell{s.entries},
                                               Cell{s.known},
                                               Cell{s.matched},
                                               Cell{s.batch_debits},
                                               Cell{s.open_credits},
                                               Cell{s.open_credit_sum},
                                               Cell{s.open_debits},
                                               Cell{s.open_debit_sum},
                                               Cell{s.file_name},
                                               Cell{s.by}};
                        sent = sink.row(cells);
                    });
                    return sent;
                });
            }};
}

Cell matched_to(const KeptRow& row) {
    switch (row.match) {
        case Match::instruction:
            return Cell{"B" + std::to_string(row.batch) + "-" + std::to_string(row.instruction)};
        case Match::batch:
            return Cell{"B" + std::to_string(row.batch)};
        case Match::none:
            break;
    }
    return {};
}

Table rows_table(store::Store& store, const crypto::Sealer& sealer, County county, std::int64_t number) {
    return {{{"对账单明细", "Entries of a statement"},
             {},
             {{"entry", {"笔", "Entry"}, CellKind::whole_number},
              {"booked_on", {"入账日", "Booked on"}, CellKind::date},
              {"amount", {"金额（收入为正）", "Amount (credit positive)"}, CellKind::money},
              {"balance", {"余额", "Balance"}, CellKind::money},
              {"matched", {"对上", "Matched"}},
              {"known_in", {"以前收于", "Told in"}, CellKind::whole_number},
              {"reference", {"银行流水", "Reference"}},
              {"name", {"对方户名", "Other party"}},
              {"account", {"对方账号", "Its account"}, CellKind::text, false, Personal::account_number},
              {"text", {"摘要", "Text"}}}},
            [&store, &sealer, county, number](RowSink& sink) -> Result<void, Refusal> {
                return reading(store, [&]() -> Result<void, Refusal> {
                    Result<void, Refusal> sent;
                    auto read = statements::read_rows(store.sql(), sealer, county, number, [&](const KeptRow& row) {
                        if (!sent) return;
                        const auto text = [](const std::string& t) { return t.empty() ? Cell{} : Cell{t}; };
                        const std::array cells{row.part == 0 ? Cell{row.entry} : Cell{},
                                               Cell{row.booked_on},
                                               Cell{row.amount},
                                               row.balance ? Cell{*row.balance} : Cell{},
                                               matched_to(row),
                                               row.known_in != 0 ? Cell{row.known_in} : Cell{},
                                               text(row.reference),
                                               text(row.name),
                                               text(row.account),
                                               text(bank::layouts::masked(row.text))};
                        sent = sink.row(cells);
                    });
                    if (!read) return pass_on(read);
                    return sent;
                });
            }};
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, statements_table(reading->store(), reading->county));
}

Result<Reply, Refusal> show(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    const auto sealer = reading->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const std::int64_t number = invocation.number("statement");
    auto found = statements::find_statement(reading->sql(), reading->county, number);
    if (!found) return pass_on(found);
    return listed(invocation, rows_table(reading->store(), **sealer, reading->county, number));
}

}  // namespace

std::vector<Verb> statement_verbs() {
    return {
        {{"bank", "statement"},
         {"收银行对账单：逐笔证明余额，对上指令的记账，其余列入待办",
          "take a bank statement: its balances are proven, what is ours is posted, the rest goes to the worklist"},
         {argument("file", Kind::file, {"对账单文件", "the statement"}),
          required(option("--account", Kind::number,
                          {"哪个账户（见 bank-account list）", "which account, see bank-account list"})),
          option("--format", Kind::text,
                 {"camt、mt940，或格式名；不写则看内容，再用账户自己的格式",
                  "camt, mt940 or a layout; found out by the content, else the account's own layout"})},
         take},
        {{"bank", "statement", "show"},
         {"列出一份对账单的明细，账号只显示末四位", "list the entries of a statement; accounts show their last four"},
         with_list_files({argument("statement", Kind::number, {"对账单编号", "the statement"})}),
         show},
        {{"bank", "statements"},
         {"列出收过的对账单：余额、衔接、对上与未对上", "list statements: balances, continuity, what is matched"},
         with_list_files(),
         list},
    };
}

}  // namespace mingzhang::console
