// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/clock.hpp"

#include <date/date.h>

namespace mingzhang {

namespace {

// China keeps one time for the whole country and has had no summer time since 1991: a constant offset is the rule.
constexpr std::chrono::hours china_offset{8};

}  // namespace

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string to_utc_text(Instant at) {
    return date::format("%FT%TZ", at);
}

std::string to_office_text(Instant at) {
    return date::format("%F %T", at + china_offset);
}

Date office_date(Instant at) {
    return Date{std::chrono::floor<std::chrono::days>(at + china_offset)};
}

}  // namespace mingzhang
