// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>

#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/batches/account_layouts.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/budget.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/tables.hpp"

namespace mingzhang::console {

namespace {

std::string layout_named(const Invocation& invocation) {
    return invocation.given("layout") ? invocation.text("layout") : "";
}

// The text of the layout file given; empty without one.
Result<std::string, Refusal> layout_file(Invocation& invocation) {
    if (!invocation.given("layout-file")) return std::string{};
    return invocation.file_bytes("layout-file");
}

Result<Reply, Refusal> add_account(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto toml = layout_file(invocation);
    if (!toml) return pass_on(toml);
    const batches::NewBankAccount account{.county = with->county,
                                          .name = invocation.text("name"),
                                          .bank_code = invocation.text("bank"),
                                          .layout = layout_named(invocation),
                                          .account = AccountNumber::parse(invocation.text("account")).value(),
                                          .account_name = invocation.text("account-name"),
                                          .layout_toml = std::move(*toml),
                                          .merchant = invocation.text("merchant"),
                                          .branch_code = invocation.text("branch-code"),
                                          .branch_name = invocation.text("branch-name"),
                                          .region = invocation.text("region")};
    auto answer =
        batches::add_bank_account(with->place.desk(), **sealer, with->actor, account, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("已添加银行账户 {0} 号“{1}”（{2}）。", "Bank account {0} \"{1}\" ({2}) was added.",
                                 answer->number("bank_account"), account.name, account.account.masked()));
}

Result<Reply, Refusal> change_layout(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    auto toml = layout_file(invocation);
    if (!toml) return pass_on(toml);
    auto answer = batches::change_layout(
        with->place.desk(), **sealer, with->actor,
        {with->county, invocation.number("bank-account"), layout_named(invocation), std::move(*toml)},
        invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer,
                    say("账户 {0} 号今后用格式“{1}”；已生成的批次仍用原格式。",
                        "Bank account {0} has the layout \"{1}\" from now on; batches made before keep theirs.",
                        answer->number("bank_account"), answer->text("layout")));
}

Result<Reply, Refusal> receive(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const Date today = office_date(with->place.clock().now());
    const batches::FundsReceipt receipt{.county = with->county,
                                        .bank_account = invocation.number("bank-account"),
                                        .source = ledger::parse_fund_source(invocation.text("source")).value(),
                                        .program = invocation.program("program").value(),
                                        .budget_year = invocation.given("year")
                                                           ? static_cast<int>(invocation.number("year"))
                                                           : static_cast<int>(today.year()),
                                        .amount = invocation.yuan("amount"),
                                        .document = invocation.text("document")};
    auto answer = batches::receive_funds(with->place.desk(), with->actor, receipt, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    const Text source = ledger::name(receipt.source), program = name(receipt.program);
    return answered(*answer,
                    say("已登记到账 {0} 元（{2}，{4}，{6} 年度），该来源现有 {1} 元。",
                        "{0} yuan received ({3}, {5}, budget year {6}); that source now holds {1} yuan.",
                        to_yuan_grouped(receipt.amount), to_yuan_grouped(Money::fen(answer->number("held_fen"))),
                        source.zh, source.en, program.zh, program.en, receipt.budget_year));
}

Result<Reply, Refusal> budget(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const Money amount = invocation.yuan("amount");
    const batches::BudgetChange change{
        .county = with->county,
        .budget_year = invocation.given("year") ? static_cast<int>(invocation.number("year"))
                                                : static_cast<int>(office_date(with->place.clock().now()).year()),
        .program = invocation.program("program").value(),
        .source = ledger::parse_fund_source(invocation.text("source")).value(),
        .amount = invocation.given("less") ? difference({}, amount) : amount,
        .document = invocation.text("document")};
    auto answer = batches::change_budget(with->place.desk(), with->actor, change, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    const Text source = ledger::name(change.source), program = name(change.program);
    return answered(*answer, say("{0} 年{1}（{3}）指标现为 {5} 元，已到账 {6} 元。",
                                 "The budget line of {0} for {2} ({4}) now grants {5} yuan; {6} yuan were received.",
                                 change.budget_year, program.zh, program.en, source.zh, source.en,
                                 to_yuan_grouped(Money::fen(answer->number("granted_fen"))),
                                 to_yuan_grouped(Money::fen(answer->number("received_fen")))));
}

// Lists of a county differ only in the table.
std::function<Result<Reply, Refusal>(Invocation&)> list_of_county(Table (*table_of)(store::Store&, County)) {
    return [table_of](Invocation& invocation) -> Result<Reply, Refusal> {
        const auto reading = reading_in(invocation);
        if (!reading) return tl::unexpected{reading.error()};
        return listed(invocation, table_of(reading->store(), reading->county));
    };
}

}  // namespace

std::vector<Verb> money_verbs() {
    return {
        {{"bank-account", "add"},
         {"添加单位的代发账户", "add an account of the office that payments are drawn on"},
         {required(option("--name", Kind::text, {"单位怎么称呼它，如 农商行零余额户", "what the office calls it"})),
          required(option("--bank", Kind::text,
                          {"银行代码，与家庭名册一致，如 rcb", "the bank code as in the roster, such as rcb"})),
          option("--layout", Kind::text, {"文件格式，见 bank layouts", "the layout of its files, see bank layouts"}),
          option("--layout-file", Kind::file,
                 {"自备的格式文件（TOML），代替 --layout", "a layout file of your own (TOML), in place of --layout"}),
          required(option("--account", Kind::account_number, {"账号", "the account number"})),
          required(option("--account-name", Kind::text, {"户名", "the name it is held under"})),
          option("--merchant", Kind::text, {"单位编号", "our number with the bank"}),
          option("--branch-code", Kind::text, {"联行号", "the branch's clearing number"}),
          option("--branch-name", Kind::text, {"开户行", "the branch"}),
          option("--region", Kind::text, {"地区码", "the region code"})},
         add_account},
        {{"bank-account", "layout"},
         {"更换代发账户的银行文件格式", "change the layout of an account's files"},
         {argument("bank-account", Kind::number, {"账户编号", "the account's number"}),
          option("--layout", Kind::text, {"文件格式，见 bank layouts", "the layout of its files, see bank layouts"}),
          option("--layout-file", Kind::file,
                 {"自备的格式文件（TOML），代替 --layout", "a layout file of your own (TOML), in place of --layout"})},
         change_layout},
        {{"bank-account", "list"},
         {"列出代发账户", "list the accounts of the office"},
         with_list_files(),
         list_of_county(batches::bank_accounts_table)},
        {{"funds", "receive"},
         {"登记指标或额度到账", "book quota that arrived"},
         {required(option("--bank-account", Kind::number, {"到哪个账户（编号）", "the account's number"})),
          required(option("--program", Kind::program, {"救助类别", "the program"})),
          required(option("--source", Kind::fund_source, {"资金来源", "who gave it"})),
          required(option("--amount", Kind::yuan, {"金额（元）", "how much, in yuan"})),
          option("--year", Kind::year, {"指标年度，默认今年", "the budget year; this year when not given"}),
          option("--document", Kind::text, {"文号", "the paper that granted it"})},
         receive},
        {{"funds", "list"},
         {"各来源到账与结余", "what each source gave and still holds"},
         with_list_files(),
         list_of_county(batches::funds_table)},
        {{"funds", "budget"},
         {"登记预算指标：下达、追加，或用 --less 调减", "record what a budget line grants more, or with --less less"},
         {required(option("--program", Kind::program, {"救助类别", "the program"})),
          required(option("--source", Kind::fund_source, {"资金来源", "who granted it"})),
          required(option("--amount", Kind::yuan, {"金额（元）", "how much, in yuan"})),
          required(option("--document", Kind::text, {"文号", "the paper that granted it"})),
          option("--year", Kind::year, {"指标年度，默认今年", "the budget year; this year when not given"}),
          option("--less", Kind::flag, {"调减，不是追加", "it grants less, not more"})},
         budget},
        {{"funds", "lines"},
         {"预算指标：下达、到账、可用", "budget lines: granted, received, still to be spent"},
         with_list_files(),
         list_of_county(batches::budget_table)},
    };
}

}  // namespace mingzhang::console
