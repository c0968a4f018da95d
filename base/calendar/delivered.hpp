// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>
#include <string_view>

#include "base/calendar/work_calendar.hpp"

namespace mingzhang::calendar {

// A year that came with the program: the text of its TOML file, embedded when the program was built.
struct DeliveredYear {
    std::string_view file_name;  // "2026.toml"
    std::string_view toml;
};
[[nodiscard]] std::span<const DeliveredYear> delivered_years() noexcept;  // In their order.

[[nodiscard]] WorkCalendar delivered_calendar();  // Of all of them.

}  // namespace mingzhang::calendar
