// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/values/text.hpp"

namespace mingzhang {

// What a household is helped under (救助类别). The numbers are stored: never renumber.
enum class Program : std::uint8_t {
    urban_dibao = 1,  // 城市低保
    rural_dibao = 2,  // 农村低保
    urban_tekun = 3,  // 城市特困
    rural_tekun = 4,  // 农村特困
    edge = 5,         // 低保边缘: a status; no money
};

inline constexpr std::array all_programs{Program::urban_dibao, Program::rural_dibao, Program::urban_tekun,
                                         Program::rural_tekun, Program::edge};

[[nodiscard]] constexpr bool is_dibao(Program p) noexcept {
    return p == Program::urban_dibao || p == Program::rural_dibao;
}
[[nodiscard]] constexpr bool is_tekun(Program p) noexcept {
    return p == Program::urban_tekun || p == Program::rural_tekun;
}

[[nodiscard]] std::string_view code(Program program) noexcept;                       // "urban_dibao"
[[nodiscard]] std::string_view chinese(Program program) noexcept;                    // "城市低保"
[[nodiscard]] Text name(Program program);                                            // both, for people
[[nodiscard]] Word word(Program program);                                            // for tables
[[nodiscard]] std::optional<Program> parse_program(std::string_view text) noexcept;  // code or Chinese

// The expenditure code a program is paid from (政府收支分类科目): 2081901 urban dibao, 2081902 rural dibao, 2082101
// urban tekun, 2082102 rural tekun [R-DA, R-SP]; edge carries none. Urban and rural never mix in one code.
[[nodiscard]] std::string_view budget_code(Program program) noexcept;

}  // namespace mingzhang
