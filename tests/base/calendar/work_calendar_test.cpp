// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/calendar/delivered.hpp"

namespace mingzhang::calendar {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

Date day(std::string_view text) {
    return parse_date(text).value();
}

const WorkCalendar& delivered() {
    static const WorkCalendar calendar = delivered_calendar();
    return calendar;
}

// Days of a year that are worked, and weekdays that are off.
struct Counted {
    int worked = 0, weekdays_off = 0;
};

Counted count(int year) {
    Counted counted;
    using namespace std::chrono;
    for (sys_days at{std::chrono::year{year} / January / 1}; Date{at}.year() == std::chrono::year{year};
         at += days{1}) {
        const bool works = delivered().is_work_day(Date{at}).value();
        const weekday of{at};
        if (works) ++counted.worked;
        if (!works && of != Saturday && of != Sunday) ++counted.weekdays_off;
    }
    return counted;
}

}  // namespace

TEST_CASE("a day is worked as its notice says, else by the week") {
    struct Row {
        const char* day;
        bool worked;
    };
    const auto row = GENERATE(values<Row>({
        {"2021-02-20", true},   // 春节 made up on a Saturday.
        {"2021-02-17", false},  // 春节
        {"2022-12-31", false},  // 元旦 of 2023 begins in the December before.
        {"2022-10-09", true},   // 国庆节 made up on a Sunday.
        {"2023-09-28", true},   // The day before 中秋节.
        {"2023-09-29", false},
        {"2024-02-09", true},  // 除夕 of that year was no holiday.
        {"2024-02-10", false},
        {"2025-10-08", false},  // 国庆节 and 中秋节 together: eight days.
        {"2025-10-11", true},
        {"2026-01-04", true},  // 元旦 made up on a Sunday.
        {"2026-02-28", true},
        {"2026-03-07", false},  // An ordinary Saturday.
        {"2026-03-09", true},   // An ordinary Monday.
    }));
    CAPTURE(row.day);
    CHECK(delivered().is_work_day(day(row.day)) == row.worked);
}

// 全国年节及纪念日放假办法: eleven statutory days a year until 2024, thirteen from 2025. The notices move weekends
// about and give no day away: 365 or 366 less the weekends less those days are worked.
TEST_CASE("a year has as many work days as the law leaves") {
    struct Row {
        int year, statutory;
    };
    // 2022: 元旦 and 劳动节 of that year fell on weekends whose substitute lies in the year as well; 2023's 元旦 began
    // in 2022, with a Saturday.
    const auto row = GENERATE(values<Row>({{2021, 11}, {2022, 11}, {2024, 11}, {2025, 13}, {2026, 13}}));
    int weekdays = 0;
    using namespace std::chrono;
    for (sys_days at{std::chrono::year{row.year} / January / 1}; Date{at}.year() == std::chrono::year{row.year};
         at += days{1})
        if (const weekday of{at}; of != Saturday && of != Sunday) ++weekdays;
    CAPTURE(row.year);
    CHECK(count(row.year).worked == weekdays - row.statutory);
}

TEST_CASE("a year that was not announced is refused, never guessed") {
    const auto refused = delivered().is_work_day(day("2027-03-01"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(CalendarRefusal::year_unknown));
    CHECK(refused.error().what().en.find("2027") != std::string::npos);
    CHECK_FALSE(delivered().is_work_day(day("2020-12-31")).has_value());
    CHECK_FALSE(delivered().next_work_day(day("2026-12-31")).has_value());
    CHECK_FALSE(WorkCalendar{}.is_work_day(day("2026-03-09")).has_value());
}

TEST_CASE("work days later leave out holidays and count what is made up") {
    struct Row {
        const char* from;
        std::int32_t count;
        const char* to;
    };
    const auto row = GENERATE(values<Row>({
        {"2026-02-13", 1, "2026-02-14"},  // The Saturday before 春节 is worked.
        {"2026-02-14", 1, "2026-02-24"},
        {"2026-09-18", 1, "2026-09-20"},
        {"2026-09-30", 3, "2026-10-10"},
        {"2026-10-04", 0, "2026-10-04"},
        {"2025-12-31", 1, "2026-01-04"},
        {"2024-03-20", 10, "2024-04-03"},
    }));
    CAPTURE(row.from, row.count);
    CHECK(delivered().work_days_after(day(row.from), row.count) == day(row.to));
    CHECK(delivered().due_after(day(row.from), row.count) == DueDay{day(row.to)});
}

TEST_CASE("a due day beyond the years known leaves out weekends and says so") {
    CHECK(delivered().due_after(day("2026-12-30"), 3) == DueDay{day("2027-01-04"), 2027});
    CHECK(delivered().due_after(day("2026-12-31"), 0) == DueDay{day("2026-12-31")});
    CHECK(delivered().due_after(day("2030-03-01"), 1) == DueDay{day("2030-03-04"), 2030});
}

TEST_CASE("a year given again rules in place of the one before, and a December belongs to the later notice") {
    WorkCalendar calendar;
    calendar.add({2030, "first", {{"国庆节", day("2030-10-01"), day("2030-10-07")}}});
    calendar.add({2030, "second", {{"国庆节", day("2030-10-01"), day("2030-10-03")}}});
    CHECK(calendar.is_work_day(day("2030-10-04")) == true);
    calendar.add({2031, "next", {{"元旦", day("2030-12-30"), day("2031-01-01"), {day("2030-12-28")}}}});
    CHECK(calendar.is_work_day(day("2030-12-30")) == false);
    CHECK(calendar.is_work_day(day("2030-12-28")) == true);
    // Announced in whatever order.
    calendar.add({2030, "third", {{"年末", day("2030-12-28"), day("2030-12-30")}}});
    CHECK(calendar.is_work_day(day("2030-12-28")) == true);
}

TEST_CASE("property: so many work days later is a work day, with as many work days on the way") {
    rc::check([] {
        const sys_days first{day("2021-01-01")};
        const sys_days from = first + days{*rc::gen::inRange(0, 365 * 5)};
        const int ahead = *rc::gen::inRange(1, 60);
        const Date to = delivered().work_days_after(Date{from}, ahead).value();
        RC_ASSERT(delivered().is_work_day(to) == true);
        int worked = 0;
        for (sys_days at = from + days{1}; at <= sys_days{to}; at += days{1})
            worked += delivered().is_work_day(Date{at}).value() ? 1 : 0;
        RC_ASSERT(worked == ahead);
    });
}

}  // namespace mingzhang::calendar
