// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/benefits.hpp"

#include <catch2/catch.hpp>

#include "engine/entitlement/institution.hpp"
#include "tests/engine/entitlement/sample.hpp"

namespace mingzhang::entitlement {

using namespace mingzhang::test;

namespace {

// Percent with two decimals, without the point.
PriceRise rise(std::int32_t prices, std::int32_t food) {
    return {policy::Rise{prices}, policy::Rise{food}};
}

policy::Pack price_pack() {
    auto rules = pack("800");
    rules.standards[0] = yuan("717");
    rules.standards[1] = yuan("581");
    rules.price_subsidy = policy::PriceSubsidyRules{};
    rules.price_subsidy->prices_at_least = policy::Rise{350};
    rules.price_subsidy->food_at_least = policy::Rise{600};
    rules.price_subsidy->programs = {Program::urban_dibao, Program::rural_dibao, Program::urban_tekun,
                                     Program::rural_tekun};
    rules.price_subsidy->rounding = {policy::RoundingUnit::jiao, policy::RoundingMode::ceil};
    return rules;
}

PriceSubsidy subsidy(const registry::Household& home, const policy::Pack& rules, PriceRise published) {
    const auto packs = book({rules});
    auto read = price_subsidy(home, packs, in("2022-09"), published);
    REQUIRE(read.has_value());
    read->pack = nullptr;  // The book ends here.
    return *read;
}

policy::Pack temporary_pack() {
    auto rules = pack("717");
    rules.temporary = policy::TemporaryRules{};
    rules.temporary->people_max = 4;
    rules.temporary->causes = {{"illness", 6}, {"accident", 3}};
    rules.temporary->cap_per_case = yuan("8000");
    rules.temporary->cap_per_year = yuan("10000");
    rules.temporary->town_decides_up_to = yuan("1434");
    rules.temporary->same_cause_gap = 12;
    rules.temporary->emergency = policy::EmergencyPath{yuan("3000"), 10};
    return rules;
}

TemporaryCase illness(std::int32_t people, std::int32_t months) {
    TemporaryCase facts;
    facts.cause = "illness";
    facts.people = people;
    facts.months = months;
    facts.decided = in("2022-08");
    return facts;
}

}  // namespace

TEST_CASE("The price subsidy starts where either index reaches its mark") {
    struct Row {
        const char* why;
        PriceRise published;
        const char* each;  // Of 581.
        NoGrant nothing;
    };
    const auto row = GENERATE(values<Row>({
        {"neither", rise(349, 599), "0", NoGrant::below_marks},
        {"prices at the mark", rise(350, 0), "20.40", NoGrant::no},                             // 20.335
        {"food at the mark, by the rise of all prices", rise(250, 600), "14.60", NoGrant::no},  // 14.525
        {"food alone while prices fall", rise(-10, 900), "0", NoGrant::rounds_to_zero},
    }));
    CAPTURE(row.why);
    const auto read = subsidy(household_of(2), price_pack(), row.published);
    CHECK(read.nothing == row.nothing);
    CHECK(read.each == yuan(row.each));
    CHECK(read.amount.fen() == yuan(row.each).fen() * 2);
}

TEST_CASE("A least subsidy is paid for each person once the mark is reached") {
    auto rules = price_pack();
    rules.price_subsidy->minimum_per_person = yuan("30");
    CHECK(subsidy(household_of(3), rules, rise(350, 0)).amount == yuan("90"));
    CHECK(subsidy(household_of(3), rules, rise(-10, 900)).amount == yuan("90"));
    CHECK(subsidy(household_of(3), rules, rise(349, 0)).amount == Money{});
}

TEST_CASE("The price subsidy goes to who is paid in the month, and to edge households the rule names") {
    const auto why = [](const registry::Household& home, const policy::Pack& rules) {
        return subsidy(home, rules, rise(400, 0)).nothing;
    };
    auto rules = price_pack();
    auto rich = household_of(1);
    add_income(rich, 0, "6972");
    CHECK(why(rich, rules) == NoGrant::not_paid);
    auto ended = household_of(1);
    ended.versions[0].ended_on = on("2022-08-31");
    CHECK(why(ended, rules) == NoGrant::not_active);
    CHECK(why(household_of(1, Program::edge), rules) == NoGrant::not_named);
    CHECK(why(household_of(1), pack("581")) == NoGrant::no_rule);

    CHECK(subsidy(household_of(1, Program::rural_tekun), rules, rise(400, 0)).standard == yuan("581"));
    CHECK(subsidy(household_of(1, Program::urban_tekun), rules, rise(400, 0)).standard == yuan("717"));
    rules.edge = policy::EdgeRules{};
    rules.edge->standard = Program::urban_dibao;
    rules.price_subsidy->programs.push_back(Program::edge);
    const auto edge = subsidy(household_of(2, Program::edge), rules, rise(400, 0));
    CHECK(edge.standard == yuan("717"));
    CHECK(edge.amount == yuan("57.40"));
    CHECK(why(household_of(0, Program::edge), rules) == NoGrant::nobody);
}

TEST_CASE("A funeral grant is for a covered member, in the month of death") {
    auto home = household_of(2, Program::rural_tekun);
    add_death(home, 2, "2022-08-20");
    auto rules = pack("800");
    rules.funeral = policy::FuneralRules{{Program::rural_tekun}, 12, {}};
    const auto grants = [&](const registry::Household& of, const char* month) {
        return funeral_grants(of, book({rules}), in(month)).size();
    };
    const auto packs = book({rules});
    const auto read = funeral_grants(home, packs, in("2022-08"));
    REQUIRE(read.size() == 1);
    CHECK(read[0].amount == yuan("9600"));
    CHECK(read[0].person->id.number == 2);
    CHECK_FALSE(read[0].held);
    CHECK(grants(home, "2022-07") == 0);
    CHECK(grants(home, "2022-09") == 0);

    SECTION("none without cover, after leaving, before approval, after the end, under another program") {
        auto other = home;
        other.members[1].covered = false;
        CHECK(grants(other, "2022-08") == 0);
        other = home;
        other.members[1].left_on = on("2022-07-01");
        CHECK(grants(other, "2022-08") == 0);
        other = home;
        other.versions[0].approved_on = on("2022-08-01");
        CHECK(grants(other, "2022-08") == 0);
        other = home;
        other.versions[0].ended_on = on("2022-07-01");
        CHECK(grants(other, "2022-08") == 0);
        other = home;
        other.versions[0].program = Program::urban_tekun;
        CHECK(grants(other, "2022-08") == 0);
    }
    SECTION("one amount, and dates of death that differ hold it") {
        rules.funeral = policy::FuneralRules{{Program::rural_tekun}, {}, yuan("5000")};
        add_death(home, 2, "2022-08-31");
        const auto other_packs = book({rules});
        const auto held = funeral_grants(home, other_packs, in("2022-08"));
        REQUIRE(held.size() == 1);
        CHECK(held[0].amount == yuan("5000"));
        CHECK(held[0].held);
    }
    SECTION("where the month of death is not paid, the grant is all the same") {
        rules.months.effects.fill(policy::Effect::same_month);
        CHECK(grants(home, "2022-08") == 1);
    }
}

TEST_CASE("Temporary assistance is the standard by people and months, within its limits") {
    struct Row {
        const char* why;
        TemporaryCase facts;
        const char* worked_out;
        const char* amount;
        Decider decider;
    };
    auto much_this_year = illness(2, 6);
    much_this_year.paid_this_year = yuan("9000");
    auto long_accident = illness(1, 6);
    long_accident.cause = "accident";
    const auto row = GENERATE_COPY(values<Row>({
        {"one person, one month: the town decides", illness(1, 1), "717", "717", Decider::town},
        {"at the town's limit", illness(2, 1), "1434", "1434", Decider::town},
        {"above it", illness(1, 3), "2151", "2151", Decider::county},
        {"more people than count", illness(9, 1), "2868", "2868", Decider::county},
        {"more months than the cause allows", long_accident, "2151", "2151", Decider::county},
        {"above the limit of a case", illness(4, 6), "17208", "8000", Decider::county},
        {"above what is left of the year", much_this_year, "8604", "1000", Decider::town},
    }));
    CAPTURE(row.why);
    const auto rules = temporary_pack();
    const auto grant = temporary_grant(rules, row.facts);
    REQUIRE(grant.has_value());
    CHECK(grant->worked_out == yuan(row.worked_out));
    CHECK(grant->amount == yuan(row.amount));
    CHECK(grant->paid_first == grant->amount);
    CHECK(grant->decider == row.decider);
    CHECK_FALSE(grant->papers_within_working_days.has_value());
}

TEST_CASE("In an emergency a part is paid before the papers") {
    const auto rules = temporary_pack();
    auto facts = illness(2, 6);
    facts.emergency = true;
    const auto grant = temporary_grant(rules, facts);
    REQUIRE(grant.has_value());
    CHECK(grant->amount == yuan("8000"));
    CHECK(grant->paid_first == yuan("3000"));
    CHECK(grant->papers_within_working_days == 10);
}

TEST_CASE("A case of temporary assistance is refused for a reason, in this order") {
    const auto reason = [](const policy::Pack& rules, const TemporaryCase& facts) {
        const auto grant = temporary_grant(rules, facts);
        return grant ? std::string{} : grant.error().code();
    };
    const auto rules = temporary_pack();
    auto facts = illness(1, 1);
    CHECK(reason(rules, facts).empty());
    facts.paid_this_year = yuan("10000");
    CHECK(reason(rules, facts) == words(TemporaryError::year_is_spent).code);
    facts.same_cause_paid = in("2021-09");
    CHECK(reason(rules, facts) == words(TemporaryError::same_cause_again).code);
    facts.same_cause_paid = in("2021-08");
    CHECK(reason(rules, facts) == words(TemporaryError::year_is_spent).code);
    facts.same_cause_paid = in("2021-09");
    facts.people = 0;
    CHECK(reason(rules, facts) == words(TemporaryError::not_positive).code);
    facts.cause = "holiday";
    CHECK(reason(rules, facts) == words(TemporaryError::unknown_cause).code);
    CHECK(reason(pack("717"), facts) == words(TemporaryError::no_rule).code);
}

TEST_CASE("Self-care is what a person fails of six items") {
    using registry::SelfCare;
    const std::vector<SelfCare> expected{SelfCare::full, SelfCare::partial, SelfCare::partial, SelfCare::partial,
                                         SelfCare::none, SelfCare::none,    SelfCare::none};
    for (std::int32_t failed = 0; failed <= 6; ++failed)
        CHECK(self_care_by(failed) == expected[static_cast<std::size_t>(failed)]);
}

TEST_CASE("An institution's month is settled by the days its people were there, and the rest goes back") {
    policy::InstitutionRules rules;
    rules.settle = policy::Settlement::head_days;
    const std::vector<Stay> stays{
        {{1}, yuan("932"), {}, {}},
        {{2}, yuan("932"), {}, on("2022-09-10")},  // Died on the 10th: that day counts.
        {{3}, yuan("1000"), on("2022-09-30"), on("2022-12-01")},
        {{4}, yuan("1000"), on("2022-09-16"), on("2022-09-15")},
        {{5}, yuan("1000"), on("2022-10-01"), {}},
    };
    const auto month = settle_institution(rules, in("2022-09"), stays);
    CHECK(month.days_in_month == 30);
    REQUIRE(month.stays.size() == 3);
    CHECK(month.stays[1].days == 10);
    CHECK(month.stays[1].settled == yuan("310.67"));
    CHECK(month.stays[2].settled == yuan("33.33"));
    CHECK(month.head_days == 41);
    CHECK(month.prepaid == yuan("2864"));
    CHECK(month.settled == yuan("1276"));
    CHECK(month.surplus == yuan("1588"));

    rules.settle = policy::Settlement::months;
    CHECK(settle_institution(rules, in("2022-09"), stays).surplus == Money{});
    rules = {{}, {}, {}, policy::Settlement::head_days, {policy::RoundingUnit::yuan, policy::RoundingMode::ceil}};
    const std::vector<Stay> odd{{{1}, yuan("932.50"), {}, {}}};
    CHECK(settle_institution(rules, in("2022-02"), odd).settled == yuan("932.50"));
    CHECK(settle_institution(rules, in("2024-02"), odd).days_in_month == 29);
}

}  // namespace mingzhang::entitlement
