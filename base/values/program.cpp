// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/program.hpp"

#include "base/values/vocabulary.hpp"

namespace mingzhang {

namespace {

constexpr Vocabulary<Program, 8> programs{{{
    {Program::urban_dibao, "urban_dibao", "城市低保", "urban dibao"},
    {Program::rural_dibao, "rural_dibao", "农村低保", "rural dibao"},
    {Program::urban_tekun, "urban_tekun", "城市特困", "urban tekun"},
    {Program::rural_tekun, "rural_tekun", "农村特困", "rural tekun"},
    {Program::edge, "edge", "低保边缘", "edge"},
    {Program::urban_price_subsidy, "urban_price_subsidy", "城市价格补贴", "urban price subsidy"},
    {Program::rural_price_subsidy, "rural_price_subsidy", "农村价格补贴", "rural price subsidy"},
    {Program::temporary, "temporary", "临时救助", "temporary assistance"},
}}};

}  // namespace

std::string_view code(Program program) noexcept {
    return programs.of(program).code;
}
std::string_view chinese(Program program) noexcept {
    return programs.of(program).zh;
}
Text name(Program program) {
    return programs.name(program);
}
Word word(Program program) {
    return programs.word(program);
}
std::optional<Program> parse_program(std::string_view text) noexcept {
    return programs.parse(text);
}

std::string_view budget_code(Program program) noexcept {
    switch (program) {
        case Program::urban_dibao:
            return "2081901";
        case Program::rural_dibao:
            return "2081902";
        case Program::urban_tekun:
            return "2082101";
        case Program::rural_tekun:
            return "2082102";
        case Program::temporary:
            return "2082001";
        case Program::edge:
        case Program::urban_price_subsidy:
        case Program::rural_price_subsidy:
            return "";
    }
    return "";
}

}  // namespace mingzhang
