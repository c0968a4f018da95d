// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/clock.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"
#include "base/values/text.hpp"

namespace mingzhang::console {

// What a value on the command line is. A value that is not what it should be is wrong usage, found before anything is
// opened.
enum class Kind : std::uint8_t {
    flag,  // Takes no value.
    text,
    file,
    number,    // A number something goes by: 1, 2, 3 …
    seed,      // Any whole number from zero.
    per_cent,  // 0 to 100, whole.
    yuan,      // Above zero.
    rise,      // Percent over a year, two decimals, maybe below zero.
    year,      // A budget year.
    month,     // "2022-08"
    date,      // "2022-08-06"
    moment,    // "2022-08-20T09:00:00", China time
    division,  // A division code, 2 to 12 digits.
    county,    // A division code of a county or below.
    program,
    run_kind,
    fund_source,
    household,
    role,
    language,
    import_kind,
    id_number,
    account_number,
    signature_kind,  // Of a key to sign with.
    hash_kind,       // Of the log.
    bank_reason,     // Of the catalogue of reasons.
};

// How help shows a value of this kind: "YYYY-MM".
[[nodiscard]] std::string_view placeholder(Kind kind) noexcept;

// What is wrong with a value, or nothing. Never repeats the value: it may be somebody's number.
[[nodiscard]] std::optional<Text> fault(Kind kind, const std::string& value);

[[nodiscard]] std::optional<std::int64_t> parse_whole_number(std::string_view text) noexcept;
[[nodiscard]] std::optional<Instant> parse_moment(std::string_view text) noexcept;
[[nodiscard]] std::optional<County> parse_county(std::string_view text);

}  // namespace mingzhang::console
