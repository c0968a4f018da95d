// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "base/calendar/cut_off.hpp"
#include "base/calendar/delivered.hpp"

namespace mingzhang::calendar {

namespace {

// China time.
Instant at(std::string_view date, int hour, int minute = 0, int second = 0) {
    using namespace std::chrono;
    return Instant{sys_days{parse_date(date).value()}} + hours{hour - 8} + minutes{minute} + seconds{second};
}

const CutOff hours = parse_cut_off("08:30-16:00").value();

}  // namespace

TEST_CASE("hours are written as one reads them") {
    CHECK(parse_cut_off("08:30-16:00") == CutOff{std::chrono::minutes{510}, std::chrono::minutes{960}});
    CHECK(parse_cut_off("00:00-24:00") == CutOff{std::chrono::minutes{0}, std::chrono::minutes{1440}});
    CHECK(to_string(hours) == "08:30-16:00");
    for (const char* text : {"", "08:30", "8:30-16:00", "08:30-16:60", "16:00-08:30", "16:00-16:00", "08:30-24:01",
                             "08.30-16.00", "08:30 16:00", "0a:30-16:00"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_cut_off(text).has_value());
    }
}

TEST_CASE("a file is sent now within the hours of a work day, else when the bank opens next") {
    struct Row {
        const char* why;
        Instant now, sent;
    };
    const auto row = GENERATE(values<Row>({
        {"within the hours", at("2026-03-09", 10, 15), at("2026-03-09", 10, 15)},
        {"too early", at("2026-03-09", 7), at("2026-03-09", 8, 30)},
        {"the last second", at("2026-03-09", 15, 59, 59), at("2026-03-09", 15, 59, 59)},
        {"the very minute of closing", at("2026-03-09", 16), at("2026-03-10", 8, 30)},
        {"Friday evening", at("2026-03-13", 18), at("2026-03-16", 8, 30)},
        {"a Saturday that is worked", at("2026-02-14", 10), at("2026-02-14", 10)},
        {"the evening before 春节", at("2026-02-14", 20), at("2026-02-24", 8, 30)},
        {"a holiday", at("2026-10-01", 10), at("2026-10-08", 8, 30)},
        {"past midnight in China, evening before in UTC", at("2026-03-10", 0, 30), at("2026-03-10", 8, 30)},
    }));
    CAPTURE(row.why);
    CHECK(when_sent(delivered_calendar(), row.now, hours) == row.sent);
}

TEST_CASE("where the next work day is not known, nothing is said of sending") {
    const auto refused = when_sent(delivered_calendar(), at("2026-12-31", 20), hours);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(CalendarRefusal::year_unknown));
    CHECK(when_sent(delivered_calendar(), at("2026-12-31", 10), hours).has_value());
    CHECK_FALSE(when_sent(delivered_calendar(), at("2027-01-05", 10), hours).has_value());
}

}  // namespace mingzhang::calendar
