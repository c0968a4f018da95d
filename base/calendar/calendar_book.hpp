// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "base/calendar/work_calendar.hpp"
#include "base/commands/command.hpp"
#include "base/tables/table.hpp"

// The years an office gives itself: those announced after the program was made, or arranged otherwise where it is.
namespace mingzhang::calendar {

struct ImportYearCall {
    County county;
    std::string file_name;  // For findings.
    std::string_view toml;  // Must outlive the call.
    std::string key = {};
};
// `calendar import` (administrator, officer). The answer: year, version, days_off, days_worked. A year given again
// rules in place of the one before, which stays on record; due days told before stay as they were told.
[[nodiscard]] Result<Answer, Refusal> import_year(Desk& desk, const Actor& actor, const ImportYearCall& call);

// What holds in a county: the delivered years, and in their place those it gave itself.
[[nodiscard]] Result<WorkCalendar, Refusal> calendar_of(soci::session& sql, County county);

// Year, days off, days worked, version (0: delivered), imported by, source.
[[nodiscard]] Table years_table(store::Store& store, County county);
// Day, weekday, off or worked, what for. Refused where the year is not known.
[[nodiscard]] Result<Table, Refusal> year_table(const WorkCalendar& calendar, int year);

[[nodiscard]] store::Part calendar_part();

}  // namespace mingzhang::calendar
