// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/engine/entitlement/sample.hpp"

namespace mingzhang::entitlement {

using namespace mingzhang::test;
using policy::RoundingMode;
using policy::RoundingUnit;

TEST_CASE("The base is the standard for everyone less the income, rounded once") {
    struct Row {
        const char* why;
        const char* standard;
        int people;
        const char* income;
        policy::Rounding rounding;
        const char* base;
        Nothing nothing;
    };
    constexpr policy::Rounding fen{RoundingUnit::fen, RoundingMode::half_up};
    constexpr policy::Rounding whole{RoundingUnit::yuan, RoundingMode::ceil};
    constexpr policy::Rounding down{RoundingUnit::yuan, RoundingMode::floor};
    const auto row = GENERATE_COPY(values<Row>({
        {"vector a", "581", 3, "7200", fen, "1143.00", Nothing::no},
        {"vector b: per head first would give 3", "632", 3, "22728", fen, "2.00", Nothing::no},
        {"vector c", "515", 3, "10000", fen, "711.67", Nothing::no},
        {"vector c, whole yuan", "515", 3, "10000", whole, "712.00", Nothing::no},
        {"no income", "581", 2, "0", fen, "1162.00", Nothing::no},
        {"income below zero counts as zero", "581", 2, "-500", fen, "1162.00", Nothing::no},
        {"income exactly the standard", "581", 3, "20916", fen, "0.00", Nothing::income_reaches_standard},
        {"income above the standard", "581", 3, "30000", fen, "0.00", Nothing::income_reaches_standard},
        {"a fen a month and head below", "581", 3, "20915.64", fen, "0.03", Nothing::no},
        {"a fen a year below, up to the yuan", "581", 3, "20915.99", whole, "1.00", Nothing::no},
        {"a fen a year below, rounded away", "581", 3, "20915.99", fen, "0.00", Nothing::rounded_to_zero},
        {"less than a yuan a month, rounded down", "581", 3, "20910", down, "0.00", Nothing::rounded_to_zero},
    }));
    CAPTURE(row.why);
    auto rules = pack(row.standard);
    rules.dibao.rounding = row.rounding;
    auto home = household_of(row.people);
    add_income(home, 0, row.income);
    const auto assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.base == yuan(row.base));
    CHECK(assessment.topup == Money{});
    CHECK(assessment.total == yuan(row.base));
    CHECK(assessment.nothing == row.nothing);
    CHECK(assessment.covered == row.people);
}

TEST_CASE("A death takes the person from the count and, where it was theirs, their income away") {
    const auto packs = book({pack("581")});
    auto home = household_of(3);
    add_income(home, 0, "7200");
    add_death(home, 3, "2022-08-20");
    CHECK(owed(home, packs, "2022-08").total == yuan("1143.00"));
    CHECK(owed(home, packs, "2022-09").total == yuan("562.00"));  // 581 a month overpaid.

    home.incomes.clear();
    add_income(home, 0, "4800");
    add_income(home, 3, "2400");
    CHECK(owed(home, packs, "2022-08").total == yuan("1143.00"));
    CHECK(owed(home, packs, "2022-09").total == yuan("762.00"));  // 381.
}

TEST_CASE("A rise of the standard is nineteen yuan a head from its month on") {
    auto risen = pack("515");
    risen.effective_from = in("2021-09");
    auto home = household_of(3);
    add_income(home, 0, "6000");
    for (const char* month : {"2021-09", "2021-10"}) {
        const Money was = owed(home, book({pack("496")}), month).total;
        CHECK(difference(owed(home, book({pack("496"), risen}), month).total, was) == yuan("57"));
    }
    CHECK(owed(home, book({pack("496"), risen}), "2021-08").total == yuan("988"));
}

TEST_CASE("Deaths in March and April, last paid in November, are eight and seven months too many") {
    struct Row {
        const char* died_on;
        int months;
    };
    const auto row = GENERATE(values<Row>({{"2021-03-15", 8}, {"2021-04-15", 7}}));
    auto home = household_of(1);
    add_death(home, 1, row.died_on);
    const auto packs = book({pack("581")});
    int overpaid = 0;
    for (Month month = in("2021-01"); month <= in("2021-11"); month = month + 1)
        if (assess(home, packs, month)->total.is_zero()) ++overpaid;
    CHECK(overpaid == row.months);
}

TEST_CASE("Income is every row in force that names nobody or someone present") {
    const auto packs = book({pack("1000")});
    auto home = household_of(2);
    home.members[1].covered = false;
    const auto income = [&](const char* month) { return owed(home, packs, month).now.income; };

    add_income(home, 0, "100");
    add_income(home, 2, "20");
    CHECK(income("2022-08") == yuan("120"));  // Present but not covered: counts.

    home.incomes[1].to_month = in("2022-08");
    CHECK(income("2022-08") == yuan("120"));
    CHECK(income("2022-09") == yuan("100"));
    home.incomes[1].from_month = in("2022-08");
    CHECK(income("2022-07") == yuan("100"));

    add_income(home, 0, "7").from_month = in("2022-05");  // A later row closes no earlier one.
    CHECK(income("2022-04") == yuan("100"));
    CHECK(income("2022-05") == yuan("107"));

    home.members[1].left_on = on("2022-07-02");
    CHECK(income("2022-08") == yuan("107"));
    add_income(home, 0, "-200");
    CHECK(income("2022-08") == Money{});
    CHECK(owed(home, packs, "2022-08").now.income_sum == yuan("-93"));
}

TEST_CASE("A row that names someone who never was a member does not count") {
    auto home = household_of(1);
    home.persons.push_back(
        {.id = {9}, .birth_date = on("1970-01-01"), .id_masked = "", .deaths = {}, .settled_death = {}});
    add_income(home, 9, "5000");
    const auto assessment = owed(home, book({pack("600")}), "2022-08");
    CHECK(assessment.base == yuan("600"));
    REQUIRE(assessment.now.incomes.size() == 1);
    CHECK_FALSE(assessment.now.incomes[0].included);
}

TEST_CASE("A base below the household minimum is raised to it, but not from nothing") {
    auto rules = pack("600");
    rules.dibao.minimum_per_household = yuan("50");
    const auto packs = book({rules});
    struct Row {
        const char* income;
        const char* base;
    };
    const auto row =
        GENERATE(values<Row>({{"7199.99", "50"}, {"6600.12", "50"}, {"6600", "50"}, {"6588", "51"}, {"7200", "0"}}));
    CAPTURE(row.income);
    auto home = household_of(1);
    add_income(home, 0, row.income);
    CHECK(owed(home, packs, "2022-08").total == yuan(row.base));
}

TEST_CASE("People covered alone are paid by the pack's mode") {
    struct Row {
        const char* why;
        policy::SingleCover cover;
        const char* first_income;
        const char* second_income;
        const char* base;
    };
    using enum policy::SingleCoverMode;
    const policy::SingleCover fixed_amount{fixed, yuan("480")};
    const auto row = GENERATE_COPY(values<Row>({
        {"full: no income taken off", {full, {}}, "99999", "99999", "1200.00"},
        {"fixed: no income taken off", fixed_amount, "99999", "99999", "960.00"},
        {"difference: each their own", {difference, {}}, "1200", "2400", "900.00"},
        {"difference: one above the standard takes nothing from the other",
         {difference, {}},
         "99999",
         "2400",
         "400.00"},
        {"difference: a deduction is not paid out", {difference, {}}, "-1200", "2400", "1000.00"},
        {"difference: all at the standard", {difference, {}}, "7200", "7200", "0.00"},
        {"difference: rounded once, for all together", {difference, {}}, "7199.94", "7199.94", "0.01"},
    }));
    CAPTURE(row.why);
    auto rules = pack("600");
    rules.dibao.single_cover = row.cover;
    auto home = household_of(3);
    home.versions[0].cover = registry::Cover::single;
    home.members[2].covered = false;
    add_income(home, 0, "88888");
    add_income(home, 1, row.first_income);
    add_income(home, 2, row.second_income);
    add_income(home, 3, "88888");
    const auto assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.base == yuan(row.base));
    CHECK(assessment.covered == 2);
}

TEST_CASE("A member's own rows are added up before they are taken off") {
    auto rules = pack("600");
    rules.dibao.single_cover.mode = policy::SingleCoverMode::difference;
    auto home = household_of(1);
    home.versions[0].cover = registry::Cover::single;
    add_income(home, 1, "2400");
    add_income(home, 1, "-1200");
    add_income(home, 1, "5000").to_month = in("2022-07");
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("500"));
    CHECK(owed(home, book({rules}), "2022-07").base == yuan("83.33"));
}

TEST_CASE("The household minimum holds for people covered alone") {
    auto rules = pack("600");
    rules.dibao.single_cover.mode = policy::SingleCoverMode::difference;
    rules.dibao.minimum_per_household = yuan("50");
    auto home = household_of(1);
    home.versions[0].cover = registry::Cover::single;
    add_income(home, 1, "7199");
    CHECK(owed(home, book({rules}), "2022-08").base == yuan("50"));
}

}  // namespace mingzhang::entitlement
