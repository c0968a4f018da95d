// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "base/calendar/calendar_book.hpp"
#include "base/tables/csv_writer.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

namespace {

std::string year_2027(const std::string& to) {
    return "year = 2027\nsource = \"试行安排\"\n[[holiday]]\nname = \"元旦\"\nfrom = \"2027-01-01\"\nto = \"" + to +
           "\"\nwork = [\"2027-01-09\"]\n";
}

Result<Answer, Refusal> import(Office& office, const std::string& toml, Role role = Role::administrator,
                               const std::string& key = {}) {
    return calendar::import_year(office.desk(), Office::person(role), {office.county(), "2027.toml", toml, key});
}

Result<bool, Refusal> works(Office& office, std::string_view day) {
    return calendar::calendar_of(office.sql(), office.county()).value().is_work_day(parse_date(day).value());
}

}  // namespace

TEST_CASE("an office gives itself a year; given again, the later one rules and both stay on record") {
    Office office;
    CHECK_FALSE(works(office, "2027-01-04").has_value());
    const auto first = import(office, year_2027("2027-01-03"));
    REQUIRE(first.has_value());
    CHECK(first->number("year") == 2027);
    CHECK(first->number("version") == 1);
    CHECK(first->number("days_off") == 3);
    CHECK(first->number("days_worked") == 1);
    CHECK(works(office, "2027-01-04") == true);
    REQUIRE(import(office, year_2027("2027-01-04"), Role::officer).has_value());
    CHECK(works(office, "2027-01-04") == false);
    CHECK(works(office, "2027-01-09") == true);
    CHECK(works(office, "2026-02-14") == true);  // The delivered years stand beside it.
    const std::string years = csv_of(calendar::years_table(office.store(), office.county()));
    CHECK_THAT(years, Catch::Contains("2026,33,6,,delivered,"));
    CHECK_THAT(years, Catch::Contains("2027,4,1,2,officer,试行安排"));
}

TEST_CASE("a year's days are listed with what they are for") {
    Office office;
    const auto calendar = calendar::calendar_of(office.sql(), office.county()).value();
    const std::string days = csv_of(calendar::year_table(calendar, 2026).value());
    CHECK_THAT(days, Catch::Contains("2026-01-04,Sunday,work,元旦"));
    CHECK_THAT(days, Catch::Contains("2026-10-01,Thursday,off,国庆节"));
    CHECK(calendar::year_table(calendar, 2027).error().is(calendar::CalendarRefusal::year_unknown));
}

TEST_CASE("a faulty year, a role that may not, and a key used for another file change nothing") {
    Office office;
    CHECK(import(office, "year = 2027\n").error().is(calendar::CalendarFileError::faulty));
    CHECK(import(office, year_2027("2027-01-03"), Role::reviewer).error().is(DeskRefusal::role_may_not));
    CHECK_FALSE(works(office, "2027-01-04").has_value());
    REQUIRE(import(office, year_2027("2027-01-03"), Role::officer, "k").has_value());
    CHECK(import(office, year_2027("2027-01-03"), Role::officer, "k")->number("version") == 1);
    CHECK(import(office, year_2027("2027-01-04"), Role::officer, "k")
              .error()
              .is(DeskRefusal::key_used_by_another_command));
    CHECK(works(office, "2027-01-04") == true);
}

}  // namespace mingzhang::test
