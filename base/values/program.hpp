// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/values/text.hpp"

namespace mingzhang {

// What money is for: what a household is helped under month by month (救助类别), or what it is given once from a fund
// line of its own. The numbers are stored: never renumber.
enum class Program : std::uint8_t {
    urban_dibao = 1,  // 城市低保
    rural_dibao = 2,  // 农村低保
    urban_tekun = 3,  // 城市特困
    rural_tekun = 4,  // 农村特困
    edge = 5,         // 低保边缘: a status, with money only where a pack says so
    // Given once.
    urban_price_subsidy = 6,  // 城市价格补贴
    rural_price_subsidy = 7,  // 农村价格补贴
    temporary = 8,            // 临时救助
};

inline constexpr std::array all_programs{
    Program::urban_dibao, Program::rural_dibao,         Program::urban_tekun,         Program::rural_tekun,
    Program::edge,        Program::urban_price_subsidy, Program::rural_price_subsidy, Program::temporary};
inline constexpr std::size_t household_programs = 5;  // The first so many: those a household may stand under.

[[nodiscard]] constexpr bool is_dibao(Program p) noexcept {
    return p == Program::urban_dibao || p == Program::rural_dibao;
}
[[nodiscard]] constexpr bool is_tekun(Program p) noexcept {
    return p == Program::urban_tekun || p == Program::rural_tekun;
}

// Households stand under it in the lists.
[[nodiscard]] constexpr bool is_of_households(Program p) noexcept {
    return static_cast<std::size_t>(p) <= household_programs;
}

[[nodiscard]] std::string_view code(Program program) noexcept;                       // "urban_dibao"
[[nodiscard]] std::string_view chinese(Program program) noexcept;                    // "城市低保"
[[nodiscard]] Text name(Program program);                                            // both, for people
[[nodiscard]] Word word(Program program);                                            // for tables
[[nodiscard]] std::optional<Program> parse_program(std::string_view text) noexcept;  // code or Chinese

// The expenditure code a program is paid from (政府收支分类科目): 2081901 urban dibao, 2081902 rural dibao, 2082101
// urban tekun, 2082102 rural tekun, 2082001 temporary assistance [R-DA, R-SP]; those of edge money and of the price
// subsidy differ from place to place, and a pack names them: empty here. Urban and rural never mix in one code.
[[nodiscard]] std::string_view budget_code(Program program) noexcept;

}  // namespace mingzhang
