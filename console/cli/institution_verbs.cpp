// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/reply.hpp"
#include "console/cli/verbs.hpp"
#include "engine/grants/institutions.hpp"

namespace mingzhang::console {

namespace {

// What was asked for waits for the second person.
Text to_be_confirmed(const Answer& answer, std::string_view zh, std::string_view en) {
    const std::string amount = to_yuan_grouped(Money::fen(answer.number("amount_fen")));
    return say(
        "第 {0} 号单据：{1} {3} 元，待确认。\n下一步：由审批人员办理 mingzhang institution confirm {0}",
        "Paper {0}: {2} of {3} yuan, to be confirmed.\nNext: an approver gives mingzhang institution confirm {0}",
        answer.number("paper"), zh, en, amount);
}

Result<Reply, Refusal> add(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = grants::add_institution(
        with->place.desk(), with->actor,
        {with->county, invocation.text("name"), invocation.division("division"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer, say("已登记第 {0} 号供养机构：{1}。", "Institution {0} is registered: {1}.",
                                 answer->number("institution"), invocation.text("name")));
}

Result<Reply, Refusal> prepay(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const int this_year = static_cast<int>(office_date(with->place.clock().now()).year());
    const grants::PrepayCall call{
        .county = with->county,
        .institution = invocation.number("institution"),
        .bank_account = invocation.number("bank-account"),
        .source = ledger::parse_fund_source(invocation.text("source")).value(),
        .program = invocation.program("program").value(),
        .budget_year = invocation.given("year") ? static_cast<int>(invocation.number("year")) : this_year,
        .amount = invocation.yuan("amount"),
        .document = invocation.text("document"),
        .key = invocation.idempotency_key()};
    auto answer = grants::ask_prepayment(with->place.desk(), with->actor, call);
    if (!answer) return pass_on(answer);
    return answered(*answer, to_be_confirmed(*answer, "预拨", "prepayment"));
}

Result<Reply, Refusal> settle(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = grants::ask_settlement(
        with->place.desk(), with->actor,
        {with->county, invocation.number("institution"), invocation.month("month"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer, say("{0} 人，{1} 人日。", "People: {0}, head-days: {1}. ", answer->number("people"),
                                 answer->number("head_days")) +
                                 to_be_confirmed(*answer, "结算", "settlement"));
}

Result<Reply, Refusal> give_back(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer =
        grants::ask_return(with->place.desk(), with->actor,
                           {with->county, invocation.number("institution"), invocation.program("program").value(),
                            invocation.yuan("amount"), invocation.text("document"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer, to_be_confirmed(*answer, "退回", "return"));
}

Result<Reply, Refusal> confirm(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = grants::confirm_paper(with->place.desk(), with->actor,
                                        {with->county, invocation.number("paper"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer,
                    say("第 {0} 号单据已确认并记账：{1} 元；该机构预拨结存 {2} 元。",
                        "Paper {0} is confirmed and posted: {1} yuan; {2} yuan are left prepaid to the institution.",
                        answer->number("paper"), to_yuan_grouped(Money::fen(answer->number("amount_fen"))),
                        to_yuan_grouped(Money::fen(answer->number("left_fen")))));
}

std::function<Result<Reply, Refusal>(Invocation&)> list_of(Table (*table_of)(store::Store&, County)) {
    return [table_of](Invocation& invocation) -> Result<Reply, Refusal> {
        const auto reading = reading_in(invocation);
        if (!reading) return tl::unexpected{reading.error()};
        return listed(invocation, table_of(reading->store(), reading->county));
    };
}

}  // namespace

std::vector<Verb> institution_verbs() {
    const Parameter institution = argument("institution", Kind::number, {"第几号机构", "the institution's number"});
    const Parameter amount = required(option("--amount", Kind::yuan, {"金额（元）", "how much, in yuan"}));
    const Parameter program = required(
        option("--program", Kind::program, {"城市特困或农村特困", "urban_tekun or rural_tekun: whose money it is"}));
    return {
        {{"institution", "add"},
         {"登记供养机构", "register an institution"},
         {required(option("--name", Kind::text,
                          {"机构名称，与名册中账户名称一致", "its name, as the account name in the lists"})),
          required(option("--division", Kind::division, {"区划代码", "the division"}))},
         add},
        {{"institution", "list"},
         {"列出供养机构：已预拨、已结算、已退回、结存", "list the institutions: prepaid, settled, returned, left"},
         with_list_files(),
         list_of(grants::institutions_table)},
        {{"institution", "papers"},
         {"列出预拨、结算、退回单据", "list prepayments, settlements and returns"},
         with_list_files(),
         list_of(grants::papers_table)},
        {{"institution", "prepay"},
         {"提出向机构预拨（另一人确认后记账）", "ask for money to be prepaid; posted once another person confirms"},
         {institution, amount, program,
          required(option("--bank-account", Kind::number, {"从哪个账户（编号）", "the account's number"})),
          required(option("--source", Kind::fund_source, {"资金来源", "whose money"})),
          required(option("--document", Kind::text, {"拨款凭据", "the paper it rests on"})),
          option("--year", Kind::year, {"指标年度，默认今年", "the budget year; this year when not given"})},
         prepay},
        {{"institution", "settle"},
         {"按人日结算一个月（另一人确认后记账）", "settle a month by head-days; posted once another person confirms"},
         {institution, argument("month", Kind::month, {"月份", "the month"})},
         settle},
        {{"institution", "return"},
         {"登记机构退回的结余（另一人确认后记账）",
          "record what an institution gives back; posted once another person confirms"},
         {institution, amount, program,
          required(option("--document", Kind::text, {"退款凭据", "the paper it rests on"}))},
         give_back},
        {{"institution", "confirm"},
         {"确认一张单据，记账", "confirm a paper, which posts it"},
         {argument("paper", Kind::number, {"第几号单据", "the number of the paper"})},
         confirm},
    };
}

}  // namespace mingzhang::console
