// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/reply.hpp"
#include "console/cli/verbs.hpp"
#include "engine/benefits/lists.hpp"

namespace mingzhang::console {

namespace {

// Percent with two decimals, as whole hundredths; its kind was checked.
policy::Rise rise_of(const Invocation& invocation, std::string_view key) {
    return policy::Rise{static_cast<std::int32_t>(invocation.yuan(key).fen())};
}

Result<Reply, Refusal> price(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    const entitlement::PriceRise rise{rise_of(invocation, "prices"), rise_of(invocation, "food")};
    return listed(invocation,
                  benefits::price_subsidy_table(reading->store(), reading->county, invocation.division("division"),
                                                invocation.month("month"), rise));
}

Result<Reply, Refusal> funeral(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, benefits::funeral_table(reading->store(), reading->county,
                                                      invocation.division("division"), invocation.month("month")));
}

Result<Reply, Refusal> institution(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, benefits::institution_table(reading->store(), reading->county,
                                                          invocation.division("division"), invocation.month("month")));
}

Result<Reply, Refusal> temporary(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    entitlement::TemporaryCase facts;
    facts.cause = invocation.text("cause");
    facts.people = static_cast<std::int32_t>(std::min<std::int64_t>(invocation.number("people"), INT32_MAX));
    facts.months = static_cast<std::int32_t>(std::min<std::int64_t>(invocation.number("months"), INT32_MAX));
    facts.decided = invocation.month("month");
    facts.emergency = invocation.given("emergency");
    if (invocation.given("paid-this-year")) facts.paid_this_year = invocation.yuan("paid-this-year");
    if (invocation.given("same-cause-paid")) facts.same_cause_paid = invocation.month("same-cause-paid");
    auto reply = benefits::temporary_case(reading->store(), reading->county, invocation.division("division"), facts,
                                          invocation.language());
    if (!reply) return pass_on(reply);
    return answered(Answer{}
                        .set("amount_fen", reply->amount.fen())
                        .set("paid_first_fen", reply->paid_first.fen())
                        .set("explanation", reply->explanation),
                    {reply->explanation, reply->explanation});
}

}  // namespace

std::vector<Verb> benefit_verbs() {
    const Parameter month = argument("month", Kind::month, {"月份", "the month"});
    const Parameter division = required(option("--division", Kind::division, {"区划代码", "the division"}));
    return {
        {{"benefit", "price"},
         {"按价格涨幅算出各户的价格临时补贴（只列清单，不发放）",
          "the price subsidy of every household, by the rise of prices; a list, nothing is paid"},
         with_list_files(
             {month, division,
              required(option("--prices", Kind::rise,
                              {"居民消费价格同比涨幅，百分之", "rise of consumer prices over a year"})),
              required(option("--food", Kind::rise, {"食品价格同比涨幅，百分之", "rise of food prices over a year"}))}),
         price},
        {{"benefit", "funeral"},
         {"当月去世人员的丧葬补助（只列清单，不发放）",
          "the funeral grants for deaths in the month; a list, nothing is paid"},
         with_list_files({month, division}),
         funeral},
        {{"benefit", "institution"},
         {"供养机构按人日结算：预拨、结算、退回（只列清单，不记账）",
          "institutions settled by head-days: prepaid, settled, surplus; a list, nothing is posted"},
         with_list_files({month, division}),
         institution},
        {{"benefit", "temporary"},
         {"按政策包算一笔临时救助（只计算，不发放）",
          "work out a case of temporary assistance by the pack; nothing is paid"},
         {month, division,
          required(option("--cause", Kind::text, {"救助事由，政策包中的代码", "the cause, a code of the pack"})),
          required(option("--people", Kind::number, {"人数", "people in trouble"})),
          required(option("--months", Kind::number, {"困难月数", "months of hardship"})),
          option("--emergency", Kind::flag, {"急难，先行发放", "an emergency: paid first, papers later"}),
          option("--paid-this-year", Kind::yuan, {"本年度已发", "already paid this year"}),
          option("--same-cause-paid", Kind::month, {"同一事由上次救助的月份", "when the same cause was last helped"})},
         temporary},
    };
}

}  // namespace mingzhang::console
