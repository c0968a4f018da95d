// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/tables/row_reader.hpp"
#include "base/values/result.hpp"

namespace mingzhang {

// What a number format makes of a number.
enum class NumberLook : std::uint8_t {
    number,
    date,
    month,  // Year and month without the day: what Excel makes of a typed "2022-08".
};

// By the number of a built-in format (ECMA-376 18.8.30 with the East Asian ones), or by the code of a custom one.
[[nodiscard]] NumberLook look_of_builtin(std::uint32_t format) noexcept;
[[nodiscard]] NumberLook look_of_code(std::string_view code) noexcept;

// A day as Excel counts it, the text of a <v>, as YYYY-MM-DD; as YYYY-MM when only year and month are shown and the day
// is the first. Day 1 is 1900-01-01, or 1904-01-02 in books of the old Macintosh. Excel takes 1900 for a leap year, so
// days before 1900-03-01 are refused along with parts of a day.
[[nodiscard]] Result<std::string, CellFault> date_text(std::string_view written, NumberLook look, bool from_1904);

}  // namespace mingzhang
