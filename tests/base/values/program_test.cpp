// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/program.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace mingzhang;

TEST_CASE("Every program is read back from its code and from its Chinese name") {
    std::set<std::string_view> codes;
    for (const Program program : all_programs) {
        CAPTURE(code(program));
        CHECK(parse_program(code(program)) == program);
        CHECK(parse_program(chinese(program)) == program);
        CHECK(name(program).zh == chinese(program));
        codes.insert(code(program));
    }
    CHECK(codes.size() == all_programs.size());
    for (const char* const text : {"", "urban", "URBAN_DIBAO", "城市", "低保"}) CHECK_FALSE(parse_program(text));
}

TEST_CASE("Each program is paid from its own budget code, and edge from none") {
    CHECK(budget_code(Program::urban_dibao) == "2081901");
    CHECK(budget_code(Program::rural_dibao) == "2081902");
    CHECK(budget_code(Program::urban_tekun) == "2082101");
    CHECK(budget_code(Program::rural_tekun) == "2082102");
    CHECK(budget_code(Program::temporary) == "2082001");
    CHECK(budget_code(Program::edge).empty());
    CHECK(budget_code(Program::urban_price_subsidy).empty());  // A pack names it.
}

TEST_CASE("The stored numbers of programs stay as they are") {
    for (std::size_t i = 0; i < all_programs.size(); ++i) CHECK(static_cast<std::size_t>(all_programs[i]) == i + 1);
    CHECK(code(Program{1}) == "urban_dibao");
    CHECK(code(Program{5}) == "edge");
    CHECK(code(Program{8}) == "temporary");
}

TEST_CASE("Dibao and tekun are told apart, and edge is neither") {
    for (const Program program : all_programs) {
        CAPTURE(code(program));
        CHECK(is_dibao(program) == (code(program).find("dibao") != std::string_view::npos));
        CHECK(is_tekun(program) == (code(program).find("tekun") != std::string_view::npos));
    }
}

TEST_CASE("Households stand under the first five, and funds come for all but edge") {
    for (const Program program : all_programs) {
        CAPTURE(code(program));
        CHECK(is_of_households(program) == (static_cast<int>(program) <= 5));
    }
}
