// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/clock.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang;
using namespace std::chrono_literals;

TEST_CASE("Times are kept in UTC and read in China") {
    const Instant at = std::chrono::sys_days{2022y / 8 / 6} + 1h + 2min + 3s;
    CHECK(to_utc_text(at) == "2022-08-06T01:02:03Z");
    CHECK(to_office_text(at) == "2022-08-06 09:02:03");
}

TEST_CASE("The office's day begins eight hours before that of UTC") {
    const Instant midnight = std::chrono::sys_days{2022y / 12 / 31} + 16h;
    CHECK(office_date(midnight - 1s) == 2022y / 12 / 31);
    CHECK(office_date(midnight) == 2023y / 1 / 1);
    CHECK(to_office_text(midnight) == "2023-01-01 00:00:00");
}

TEST_CASE("There is no summer time, though there was some before 1992") {
    CHECK(to_office_text(std::chrono::sys_days{2022y / 7 / 1}) == "2022-07-01 08:00:00");
    CHECK(to_office_text(std::chrono::sys_days{2022y / 1 / 1}) == "2022-01-01 08:00:00");
}

TEST_CASE("A fixed clock stands still until moved") {
    FixedClock clock{std::chrono::sys_days{2022y / 8 / 6}};
    CHECK(clock.now() == clock.now());
    clock.set(clock.now() + 1h);
    CHECK(to_utc_text(clock.now()) == "2022-08-06T01:00:00Z");
}

TEST_CASE("The system's clock goes on from the year this was written") {
    CHECK(SystemClock{}.now() > std::chrono::sys_days{2024y / 1 / 1});
}
