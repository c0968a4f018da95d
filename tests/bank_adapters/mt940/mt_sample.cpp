// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/mt940/mt_sample.hpp"

#include <catch2/catch.hpp>
#include <sstream>

namespace mingzhang::test {

Result<std::vector<bank::Statement>, Refusal> read_all(const std::string& bytes,
                                                       std::optional<bank::mt940::CharacterSet> characters) {
    std::istringstream stream{bytes};
    bank::CollectingSink sink;
    if (auto read = bank::mt940::read_mt940(stream, "file.sta", sink, characters); !read) return pass_on(read);
    return sink.statements();
}

std::vector<bank::Statement> read_good(const std::string& bytes) {
    const auto statements = read_all(bytes);
    REQUIRE(statements.has_value());
    return *statements;
}

Finding finding_of(const std::string& bytes) {
    const auto statements = read_all(bytes);
    REQUIRE_FALSE(statements.has_value());
    REQUIRE(statements.error().findings().size() == 1);
    return statements.error().findings()[0];
}

std::string statement_with(const std::string& lines, const std::string& closing) {
    return ":20:STARTUMS\n:25:20041111/301086000EUR\n:28C:7/1\n:60F:C220819EUR100,00\n" + lines + ":62F:" + closing +
           "\n-\n";
}

}  // namespace mingzhang::test
