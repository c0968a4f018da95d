// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/custody/agreements.hpp"
#include "engine/opening/opening.hpp"

namespace mingzhang::console {

namespace {

Result<Reply, Refusal> confirm(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer =
        opening::confirm_opening(with->place.desk(), with->actor, {with->county, {}, invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    const auto yuan = [&](std::string_view field) { return to_yuan_grouped(Money::fen(answer->number(field))); };
    return answered(
        *answer, say("期初数已确认并入账：退汇待补发 {0} 元，追缴在办 {1} 元，已用指标 {2} 元，应缴财政款 {3} "
                     "元；卡折代管 {4} 份。",
                     "The opening entries are in the books: {0} yuan returned, {1} under recovery, {2} of budget used, "
                     "{3} due to the treasury; {4} cards in custody.",
                     yuan("returned_fen"), yuan("recoverable_fen"), yuan("used_fen"), yuan("treasury_fen"),
                     answer->number("entrusted_cards")));
}

Result<Reply, Refusal> reverse(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = opening::reverse_opening(with->place.desk(), with->actor,
                                           {with->county, invocation.text("reason"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer,
                    answer->number("reversed") == 1
                        ? say("期初数已冲回，可以重新导入。", "The opening was taken back; it can be imported again.")
                        : say("已提出冲回期初数，须另一名审批人员再办一次。",
                              "Asked for; an approver, another person, gives the same command."));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, opening::opening_table(reading->store(), reading->county));
}

Result<Reply, Refusal> list_custody(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, custody::agreements_table(reading->store(), reading->county,
                                                        office_date(reading->place.clock().now())));
}

}  // namespace

std::vector<Verb> opening_verbs() {
    return {
        {{"opening", "confirm"},
         {"审批人员确认导入的期初数，记入账簿", "an approver confirms the imported opening entries: they are posted"},
         {},
         confirm},
        {{"opening", "reverse"},
         {"冲回期初数；已入账的须两人", "take the opening back; once in the books it takes two people"},
         {required(option("--reason", Kind::text, {"为什么", "why"}))},
         reverse},
        {{"opening", "list"},
         {"列出期初数及其现状", "list the opening entries and where they stand"},
         with_list_files(),
         list},
        {{"custody", "list"},
         {"列出卡折代管台账", "list the entrusted cards: who keeps whose, by which agreement"},
         with_list_files(),
         list_custody},
    };
}

}  // namespace mingzhang::console
