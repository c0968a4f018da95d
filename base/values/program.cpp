// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/program.hpp"

#include <string>

#include "base/values/check.hpp"

namespace mingzhang {

namespace {

struct Entry {
    Program program;
    std::string_view code;
    std::string_view chinese;
    std::string_view english;
    std::string_view budget_code;
};

constexpr std::array<Entry, 5> entries{{
    {Program::urban_dibao, "urban_dibao", "城市低保", "urban dibao", "2081901"},
    {Program::rural_dibao, "rural_dibao", "农村低保", "rural dibao", "2081902"},
    {Program::urban_tekun, "urban_tekun", "城市特困", "urban tekun", "2082101"},
    {Program::rural_tekun, "rural_tekun", "农村特困", "rural tekun", "2082102"},
    {Program::edge, "edge", "低保边缘", "edge", ""},
}};

const Entry& entry(Program program) noexcept {
    const auto index = static_cast<std::size_t>(program) - 1;
    MINGZHANG_CHECK(index < entries.size());
    return entries[index];
}

}  // namespace

std::string_view code(Program program) noexcept {
    return entry(program).code;
}
std::string_view chinese(Program program) noexcept {
    return entry(program).chinese;
}
Text name(Program program) {
    return {std::string{entry(program).chinese}, std::string{entry(program).english}};
}
Word word(Program program) {
    return {std::string{code(program)}, name(program)};
}
std::string_view budget_code(Program program) noexcept {
    return entry(program).budget_code;
}

std::optional<Program> parse_program(std::string_view text) noexcept {
    for (const Entry& e : entries)
        if (text == e.code || text == e.chinese) return e.program;
    return std::nullopt;
}

}  // namespace mingzhang
