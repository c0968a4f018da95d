// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/month.hpp"
#include "base/values/refusal.hpp"

// Public holidays (节假日) and the weekend days worked for them (调休), a year at a time, as the General Office of the
// State Council (国务院办公厅) announces them late in the year before. No rule gives them: what was not announced is
// not known.
namespace mingzhang::calendar {

struct Holiday {
    std::string name;  // "春节"
    Date from, to;     // First and last day off.
    std::vector<Date> work = {};

    friend bool operator==(const Holiday&, const Holiday&) = default;
};

// One year's announcement. It may reach into the December before it, whose days it then settles anew.
struct CalendarYear {
    int year = 0;
    std::string source;  // The notice.
    std::vector<Holiday> holidays;

    friend bool operator==(const CalendarYear&, const CalendarYear&) = default;
};

// Why a text is no calendar. Findings name line, key and reason; nothing of it is used.
enum class CalendarFileError : std::uint8_t { not_toml, faulty };
[[nodiscard]] RefusalWords words(CalendarFileError reason);

// Reads a year's TOML file; years/2026.toml is one. Every day must be a real one, stand once, and lie in the year or in
// the December before; what is worked must be a Saturday or Sunday, since the other days are worked anyhow.
[[nodiscard]] Result<CalendarYear, Refusal> load_calendar_year(std::string_view toml, std::string_view file_name);

}  // namespace mingzhang::calendar
