// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/calendar/delivered.hpp"

namespace mingzhang::calendar {

namespace {

Date day(std::string_view text) {
    return parse_date(text).value();
}

const std::string head = "year = 2030\nsource = \"通知\"\n";

std::string with(const std::string& holiday) {
    return head + "[[holiday]]\nname = \"春节\"\n" + holiday;
}

}  // namespace

TEST_CASE("a year's file gives its days off and the weekend days worked for them") {
    const auto year = load_calendar_year(
        with("from = \"2030-02-02\"\nto = \"2030-02-08\"\nwork = [\"2030-02-09\", \"2030-02-10\"]\n"), "2030.toml");
    REQUIRE(year.has_value());
    CHECK(*year ==
          CalendarYear{
              2030, "通知", {{"春节", day("2030-02-02"), day("2030-02-08"), {day("2030-02-09"), day("2030-02-10")}}}});
}

TEST_CASE("a year's file with a fault is refused with line and key") {
    struct Row {
        std::string toml;
        std::size_t line;
        const char* key;
    };
    const std::string off = "from = \"2030-02-02\"\nto = \"2030-02-08\"\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"source = \"通知\"\n[[holiday]]\n", 0, "year"},
        {"year = 2030\n[[holiday]]\nname = \"a\"\n", 0, "source"},
        {"year = 2030\nsource = \"\"\n" + with(off).substr(head.size()), 2, "source"},
        {head, 0, "holiday"},
        {with("from = \"2030-02-30\"\nto = \"2030-03-01\"\n"), 5, "holiday[1].from"},
        {with("from = \"2029-11-30\"\nto = \"2030-01-01\"\n"), 5, "holiday[1].from"},
        {with("from = \"2030-12-31\"\nto = \"2031-01-01\"\n"), 6, "holiday[1].to"},
        {with("from = \"2030-02-08\"\nto = \"2030-02-02\"\n"), 6, "holiday[1].to"},
        {with(off + "work = [\"2030-02-11\"]\n"), 7, "holiday[1].work"},  // A Monday.
        {with(off + "work = [\"2030-02-03\"]\n"), 7, "holiday[1].work"},  // Within the days off.
        {with(off + "[[holiday]]\nname = \"b\"\n" + off), 9, "holiday[2].from"},
        {with(off + "worked = [\"2030-02-09\"]\n"), 7, "holiday[1].worked"},
    }));
    CAPTURE(row.toml);
    const auto refused = load_calendar_year(row.toml, "2030.toml");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(CalendarFileError::faulty));
    const auto& findings = refused.error().findings();
    CHECK(std::ranges::any_of(findings, [&](const Finding& finding) {
        return finding.column == row.key && (row.line == 0 || finding.row == row.line);
    }));
}

TEST_CASE("what is no TOML is refused as such") {
    CHECK(load_calendar_year("year = = 2030", "2030.toml").error().is(CalendarFileError::not_toml));
}

TEST_CASE("the delivered years are 2021 to 2026, each with its notice") {
    const WorkCalendar calendar = delivered_calendar();
    REQUIRE(calendar.years().size() == 6);
    CHECK(calendar.years().begin()->first == 2021);
    CHECK(calendar.years().rbegin()->first == 2026);
    for (const auto& [number, year] : calendar.years()) {
        CAPTURE(number);
        CHECK(year.source.starts_with("国务院办公厅关于" + std::to_string(number) + "年部分节假日安排的通知"));
    }
}

}  // namespace mingzhang::calendar
