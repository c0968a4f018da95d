// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_date.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "base/values/month.hpp"

namespace mingzhang {

namespace {

constexpr std::int64_t first_sure_day = 61;   // 1900-03-01
constexpr std::int64_t last_day = 2'958'465;  // 9999-12-31
constexpr std::int64_t days_to_1904 = 1'462;

// The letters of a format code, without quoted texts, escaped characters, colours, and locales. Of several sections the
// first counts. Elapsed time ([h]) is a time.
struct Letters {
    bool year = false;
    bool month_or_minute = false;
    bool day = false;
    bool time = false;
    bool general = false;
};

// The index behind the text that stands at `at` for itself; `at` when none does.
std::size_t skip_literal(std::string_view code, std::size_t at) {
    if (code[at] == '\\' || code[at] == '_' || code[at] == '*') return at + 2;
    if (code[at] == '"') return std::min(code.find('"', at + 1), code.size() - 1) + 1;
    if (code[at] == '[') return std::min(code.find(']', at + 1), code.size() - 1) + 1;
    return at;
}

Letters letters_of(std::string_view code) {
    Letters found;
    for (std::size_t at = 0; at < code.size() && code[at] != ';';) {
        if (const std::size_t behind = skip_literal(code, at); behind != at) {
            const std::string_view skipped = code.substr(at, behind - at);
            if (skipped == "[h]" || skipped == "[hh]" || skipped == "[mm]" || skipped == "[ss]") found.time = true;
            at = behind;
            continue;
        }
        switch (code[at]) {
            case 'y':
            case 'Y':
            case 'e':
                found.year = true;
                break;
            case 'm':
            case 'M':
                found.month_or_minute = true;
                break;
            case 'd':
            case 'D':
                found.day = true;
                break;
            case 'h':
            case 'H':
            case 's':
            case 'S':
                found.time = true;
                break;
            case '0':
            case '#':
            case '?':
                found.general = true;
                break;
            default:
                break;
        }
        ++at;
    }
    return found;
}

}  // namespace

NumberLook look_of_builtin(std::uint32_t format) noexcept {
    if (format == 17 || format == 27 || format == 36 || format == 50 || format == 52 || format == 57) {
        return NumberLook::month;
    }
    const bool western = (format >= 14 && format <= 22) || (format >= 45 && format <= 47);
    const bool east_asian = (format >= 28 && format <= 35) || (format >= 51 && format <= 58);
    return western || east_asian ? NumberLook::date : NumberLook::number;
}

NumberLook look_of_code(std::string_view code) noexcept {
    // LibreOffice writes "General" as a custom format; its e is no era.
    if (code.starts_with("General") || code.starts_with("GENERAL")) return NumberLook::number;
    const Letters letters = letters_of(code);
    if (letters.general && !letters.day && !letters.time) return NumberLook::number;  // 0.00E+00 has no date in it.
    if (letters.year && letters.month_or_minute && !letters.day && !letters.time) return NumberLook::month;
    const bool any = letters.year || letters.month_or_minute || letters.day || letters.time;
    return any ? NumberLook::date : NumberLook::number;
}

Result<std::string, CellFault> date_text(std::string_view written, NumberLook look, bool from_1904) {
    std::int64_t day = 0;
    const char* const last = written.data() + written.size();
    const auto [end, error] = std::from_chars(written.data(), last, day);
    const std::string_view rest{end, static_cast<std::size_t>(last - end)};
    const bool whole = rest.empty() || (rest.starts_with('.') && rest.find_first_not_of('0', 1) == rest.npos);
    if (error != std::errc{} || !whole || day > last_day) return tl::unexpected{CellFault::not_a_date};
    if (from_1904) day += days_to_1904;
    if (day < first_sure_day || day > last_day) return tl::unexpected{CellFault::not_a_date};
    using namespace std::chrono;
    const Date date{sys_days{year{1899} / December / 30} + days{day}};
    const bool first = date.day() == std::chrono::day{1};
    return look == NumberLook::month && first ? to_string(Month::of(date)) : to_string(date);
}

}  // namespace mingzhang
