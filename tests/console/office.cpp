// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/console/office.hpp"
#include "tests/places.hpp"

#include <catch2/catch.hpp>

namespace mingzhang::test {

std::string program() {
    return MINGZHANG_PROGRAM;
}

std::string golden(const std::string& name) {
    return std::string{MINGZHANG_SOURCE_DIR} + "/tests/data/golden-town/" + name;
}

std::vector<std::string> Office::on_database(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--db", address_.empty() ? "sqlite:" + database() : address_});
    if (!address_.empty()) words.insert(words.begin(), {"--key-file", key_file()});
    return words;
}

Ended Office::run(std::vector<std::string> words, const std::string& input) const {
    return run_process(program(), on_database(std::move(words)), input);
}

boost::json::value Office::ask(std::vector<std::string> words, const std::string& input) const {
    words.push_back("--json");
    const Ended ended = run(words, input);
    CAPTURE(words, ended.out, ended.err);
    REQUIRE(ended.status == 0);
    return boost::json::parse(ended.out);
}

void Office::found_for_practice() const {
    REQUIRE(run({"init", "--practice"}).status == 0);
    for (const char* role : {"officer", "reviewer", "approver", "liaison", "auditor", "administrator"})
        REQUIRE(run({"user", "add", role, "--role", role}).status == 0);
}

void Office::found_golden_town() const {
    found_for_practice();
    load_golden_town();
}

void Office::load_golden_town() const {
    ask({"--as", "officer", "import", "divisions", golden("divisions.csv")});
    ask({"--as", "officer", "import", "pack", golden("2022-08/2021-09.toml")});
    for (const char* kind : {"households", "members", "incomes", "deaths"})
        ask({"--as", "officer", "import", kind, golden(std::string{"2022-08/"} + kind + ".csv")});
}

}  // namespace mingzhang::test
