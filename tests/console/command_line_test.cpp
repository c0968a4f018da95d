// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The words behind the program's name, read against the list of verbs.
#include <catch2/catch.hpp>

#include "console/cli/command_line.hpp"
#include "console/cli/verbs.hpp"

using namespace mingzhang;
using namespace mingzhang::console;

namespace {

Call read(const std::vector<std::string>& words) {
    static const std::vector<Verb> verbs = all_verbs();
    const CommandLine line = read_command_line(verbs, words);
    CAPTURE(words);
    REQUIRE(std::holds_alternative<Call>(line));
    return std::get<Call>(line);
}

}  // namespace

TEST_CASE("global options stand before, between and behind the words of a command") {
    const auto words = GENERATE(values<std::vector<std::string>>({
        {"--as", "li", "--json", "run", "submit", "7"},
        {"run", "--as", "li", "--json", "submit", "7"},
        {"run", "submit", "7", "--json", "--as", "li"},
        {"run", "submit", "--as=li", "7", "--json"},
    }));
    const Call call = read(words);
    CHECK(call.verb->spoken() == "run submit");
    CHECK(call.values == Values{{"as", "li"}, {"json", ""}, {"run", "7"}});
}

TEST_CASE("a command that is also a group is told from its commands") {
    CHECK(read({"import", "households", "list.csv"}).verb->spoken() == "import");
    CHECK(read({"import", "list"}).verb->spoken() == "import list");
    CHECK(read({"import", "template", "households", "--out", "h.xlsx"}).verb->spoken() == "import template");
    CHECK(read({"bank", "layouts"}).verb->spoken() == "bank layouts");
    CHECK(read({"bank", "layouts", "check", "l.toml"}).verb->spoken() == "bank layouts check");
    CHECK(read({"bank", "statement", "s.csv", "--account", "1"}).verb->spoken() == "bank statement");
    CHECK(read({"bank", "statement", "show", "1"}).verb->spoken() == "bank statement show");
}

TEST_CASE("a value that is also the word of a command stays a value") {
    CHECK(read({"user", "add", "verify", "--role", "officer"}).values.at("name") == "verify");
    CHECK(read({"user", "add", "list", "--role", "officer"}).values.at("name") == "list");
    CHECK(read({"pack", "check", "run"}).values.at("file") == "run");
    CHECK(read({"--as", "import", "run", "list"}).values.at("as") == "import");
}

TEST_CASE("options not given are not among the values") {
    const Call call = read({"run", "calculate", "2022-08", "--division", "500110999000"});
    CHECK(call.values.size() == 2);
    CHECK_FALSE(call.values.contains("program"));
}
