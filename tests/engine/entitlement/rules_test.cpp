// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/entitlement/reduction.hpp"
#include "tests/engine/entitlement/sample.hpp"

// What packs can say beyond the golden towns: tiers, levels, caps, reductions, months, edge, institutions.
namespace mingzhang::entitlement {

using namespace mingzhang::test;
using policy::Effect;
using policy::Event;
using policy::Level;
using policy::Percent;

namespace {

constexpr policy::Rounding yuan_ceil{policy::RoundingUnit::yuan, policy::RoundingMode::ceil};

policy::Amount by_program(const char* urban, const char* rural) {
    policy::Amount::ByProgram amounts;
    if (*urban != '\0') amounts[0] = yuan(urban);
    if (*rural != '\0') amounts[1] = yuan(rural);
    return policy::Amount{amounts};
}

void set(policy::Pack& rules, Event event, Effect effect) {
    rules.months.effects[static_cast<std::size_t>(event) - 1] = effect;
}

policy::Pack tiers_pack() {
    auto rules = pack("600");
    rules.dibao.basis = policy::Basis::tiers;
    rules.dibao.tiers = {{"poorest", Percent{95}, Percent{20}},
                         {"tier_a", policy::Amount{yuan("400.25")}, {}},
                         {"tier_b", by_program("300", "250"), {}},
                         {"urban_only", by_program("100", ""), {}}};
    return rules;
}

}  // namespace

TEST_CASE("Tiers pay each person an amount while the income is below the standard") {
    auto home = household_of(2);
    home.members[0].categories = {"tier_a"};
    home.members[1].categories = {"tier_b"};
    auto& income = add_income(home, 0, "6000");
    auto rules = tiers_pack();
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("650.25"));
    rules.dibao.rounding = yuan_ceil;
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("651"));
    rules.dibao.minimum_per_person = yuan("330");
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("660"));

    home.versions[0].program = Program::urban_dibao;
    CHECK(owed(home, book({tiers_pack()}), "2022-08").base == yuan("700.25"));
    income.annual_amount = yuan("14400");
    CHECK(owed(home, book({tiers_pack()}), "2022-08").nothing == Nothing::income_reaches_standard);
    income.annual_amount = yuan("14399.99");
    CHECK(owed(home, book({tiers_pack()}), "2022-08").base == yuan("700.25"));
    income.annual_amount = yuan("2879.99");  // Below a fifth of 600 × 12 × 2: the tier by income comes first.
    CHECK(owed(home, book({tiers_pack()}), "2022-08").base == yuan("1140"));
    income.annual_amount = yuan("2880");
    CHECK(owed(home, book({tiers_pack()}), "2022-08").base == yuan("700.25"));
}

TEST_CASE("A covered member without a tier of the program is refused, and makes the base before a grace zero") {
    auto home = household_of(1);
    add_income(home, 0, "6000");
    const auto packs = book({tiers_pack()});
    CHECK(assess(home, packs, in("2022-08")).error().reason == AssessError::no_tier);
    home.members[0].categories = {"urban_only"};
    CHECK(assess(home, packs, in("2022-08")).error().reason == AssessError::no_tier);
    home.versions[0].grace_from = in("2022-08");
    const auto assessment = owed(home, packs, "2022-08");
    CHECK(assessment.nothing == Nothing::grace_base_zero);
    CHECK(assessment.grace.before.nothing == Nothing::no_tier);
}

TEST_CASE("Rounding for each person comes before the persons are added") {
    auto rules = pack("600");
    rules.dibao.rounding = yuan_ceil;
    rules.dibao.rounding_level = Level::person;
    rules.dibao.single_cover.mode = policy::SingleCoverMode::difference;
    auto home = household_of(3);
    add_income(home, 1, "3599.99");
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("1503"));  // 500.0003 each, up to 501.
    home.versions[0].cover = registry::Cover::single;
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("1501"));  // 300.0008 up to 301; 600; 600.
    rules.dibao.rounding_level = Level::household;
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("1501"));
    add_income(home, 2, "3599.99");
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("1201"));
    rules.dibao.rounding_level = Level::person;
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("1202"));
}

TEST_CASE("Under grace each person's part is rounded where the pack says so") {
    auto rules = pack("600");
    rules.dibao.rounding = yuan_ceil;
    auto home = household_of(2);
    add_income(home, 0, "2388");  // 1001 before the grace; 75 % is 750.75.
    home.versions[0].grace_from = in("2022-07");
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("751"));
    rules.dibao.rounding_level = Level::person;
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("752"));  // 1002 before; 375.75 each, up to 376.
    CHECK(owed(home, book({rules}), "2022-09").base == yuan("502"));  // 250.50 each, up to 251.
}

TEST_CASE("A cap holds categories, or all top-ups of a member") {
    struct Row {
        const char* why;
        std::vector<std::string> categories;
        bool holds_stack;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {"below", {"a"}, false, "45"},
        {"two categories above it", {"a", "b"}, false, "100"},
        {"stack on top", {"a", "b", "c"}, false, "130"},
        {"stack within", {"a", "b", "c"}, true, "100"},
        {"stack within and below", {"a", "c"}, true, "75"},
    }));
    CAPTURE(row.why);
    auto rules = pack("500");
    rules.topup.combine = policy::Combine::sum;
    rules.topup.categories = {item("a", "45"), item("b", "60")};
    rules.topup.stack = {item("c", "30")};
    rules.topup.cap = policy::TopupCap{Percent{20}, row.holds_stack};
    auto home = household_of(2);
    home.members[0].categories = row.categories;
    CHECK(owed(home, book({rules}), "2022-08").topup == yuan(row.expected));
    rules.topup.cap->value = by_program("0", "");  // Only town has a cap.
    CHECK(owed(home, book({rules}), "2022-08").topup >= yuan(row.expected));
}

TEST_CASE("A top-up may differ by program, and one without an amount for it does not apply") {
    auto rules = pack("500");
    rules.topup.categories = {{"a", by_program("45", "30"), {}, {}}, {"b", by_program("60", ""), {}, {}}};
    auto home = household_of(1);
    home.members[0].categories = {"a", "b"};
    CHECK(owed(home, book({rules}), "2022-08").topup == yuan("30"));
    home.versions[0].program = Program::urban_dibao;
    CHECK(owed(home, book({rules}), "2022-08").topup == yuan("60"));
}

TEST_CASE("Shares are equal to the fen and add up") {
    CHECK(share_of(yuan("10.00"), 3, 0) == yuan("3.34"));
    CHECK(share_of(yuan("10.00"), 3, 1) == yuan("3.33"));
    CHECK(share_of(yuan("10.00"), 3, 2) == yuan("3.33"));
    CHECK(share_of(Money{}, 3, 0) == Money{});
}

TEST_CASE("Who refuses work loses of their own share and of nobody else's") {
    auto rules = pack("600");
    rules.dibao.reductions = {{"refused_work", Percent{100}}, {"refused_once", Percent{50}}};
    auto home = household_of(3);
    add_income(home, 0, "9600");  // 1000.00: shares 333.34, 333.33, 333.33.
    home.members[0].categories = {"refused_work"};
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("666.66"));
    home.members[1].categories = {"refused_once"};  // 166.665, half up.
    const auto assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.base == yuan("499.99"));
    CHECK(assessment.reduction == yuan("500.01"));
    home.members[0].covered = false;  // Counts no more: shares of 400 for two.
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("300"));
}

TEST_CASE("A pack may let events tell in their own month, or after its settlement day a month later") {
    struct Row {
        const char* why;
        std::vector<Event> same;
        std::optional<std::int32_t> cut_day;
        const char* paid;  // How many members, May to January.
    };
    const auto row = GENERATE(values<Row>({
        {"everything tells from the next month", {}, {}, "001221100"},
        {"approved in June", {Event::approved}, {}, "011221100"},
        {"joined in July", {Event::joined}, {}, "002221100"},
        {"left in September", {Event::left}, {}, "001211100"},
        {"ended in November", {Event::ended}, {}, "001221000"},
        {"the settlement day", {}, 15, "000222110"},
        {"an event on the settlement day is before it", {}, 16, "001222100"},
        {"both", {Event::ended}, 15, "000222100"},
        {"birthdays do not touch it", {Event::birthday}, {}, "001221100"},
    }));
    CAPTURE(row.why);
    auto home = household_of(2);
    home.versions[0].approved_on = on("2022-06-16");
    home.members[1].joined_on = on("2022-07-10");
    home.members[1].left_on = on("2022-09-20");
    home.versions[0].ended_on = on("2022-11-16");
    auto rules = pack("100");
    for (const Event event : row.same) set(rules, event, Effect::same_month);
    rules.months.cut_day = row.cut_day;
    std::string paid;
    for (Month month = in("2022-05"); month <= in("2023-01"); month = month + 1)
        paid += std::to_string(assess(home, book({rules}), month)->total.fen() / 100'00);
    CHECK(paid == row.paid);
}

TEST_CASE("The month of death is paid, unless the pack says otherwise, whatever the settlement day") {
    auto home = household_of(2);
    add_death(home, 2, "2022-08-20");
    auto rules = pack("100");
    rules.months.cut_day = 15;
    CHECK(owed(home, book({rules}), "2022-08").covered == 2);
    CHECK(owed(home, book({rules}), "2022-09").covered == 1);
    set(rules, Event::died, Effect::same_month);
    CHECK(owed(home, book({rules}), "2022-08").covered == 1);
}

TEST_CASE("Edge households are paid by person or household, or not at all") {
    auto home = household_of(3, Program::edge);
    home.members[2].covered = false;
    auto& income = add_income(home, 0, "14400");  // 600 a month for each of two.
    auto rules = pack("581");
    CHECK(owed(home, book({rules}), "2022-08").nothing == Nothing::edge);
    rules.edge = policy::EdgeRules{};
    CHECK(owed(home, book({rules}), "2022-08").nothing == Nothing::edge);
    rules.edge->pays = policy::EdgeMoney{Percent{10}, Level::person, yuan_ceil};
    CHECK(owed(home, book({rules}), "2022-08").total == yuan("118"));  // 58.10 up to 59, twice.
    rules.edge->pays->per = Level::household;
    CHECK(owed(home, book({rules}), "2022-08").total == yuan("59"));
    rules.edge->pays->value = policy::Amount{yuan("80")};
    CHECK(owed(home, book({rules}), "2022-08").total == yuan("80"));
    CHECK(owed(home, book({rules}), "2022-08").topup == Money{});
    income.annual_amount = yuan("13943.99");
    CHECK(owed(home, book({rules}), "2022-08").nothing == Nothing::outside_band);
    income.annual_amount = yuan("20916");
    CHECK(owed(home, book({rules}), "2022-08").nothing == Nothing::outside_band);
    rules.edge->band.upper = policy::BandEnd::closed;
    CHECK(owed(home, book({rules}), "2022-08").total == yuan("80"));
    home.members[0].covered = home.members[1].covered = false;
    CHECK(owed(home, book({rules}), "2022-08").nothing == Nothing::nobody_covered);
    CHECK(owed(home, policy::PackBook{}, "2022-08").nothing == Nothing::edge);  // No pack, no refusal.
}

TEST_CASE("Who is supported in an institution gets its standard and care, for its account") {
    auto home = household_of(2, Program::rural_tekun);
    home.members[0].self_care = home.members[1].self_care = registry::SelfCare::none;
    home.members[1].categories = {"in_institution"};
    auto rules = pack("800");
    auto assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.total == yuan("2200"));
    CHECK(assessment.to_institution == Money{});
    rules.institution = policy::InstitutionRules{};
    rules.institution->code = "in_institution";
    CHECK(owed(home, book({rules}), "2022-08").to_institution == yuan("1100"));
    rules.institution->standard = policy::Amount{yuan("1000")};
    rules.institution->care[2] = yuan("500");
    assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.base == yuan("1800"));
    CHECK(assessment.topup == yuan("800"));
    CHECK(assessment.to_institution == yuan("1500"));
    home.members[1].covered = false;
    CHECK(owed(home, book({rules}), "2022-08").to_institution == Money{});
}

}  // namespace mingzhang::entitlement
