// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A roster at work, as people give the commands.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "tests/console/office.hpp"

using namespace mingzhang::test;

namespace {

std::string bytes_of(const std::string& path) {
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return std::move(bytes).str();
}

// The golden town's households with one text in place of another; a copy of its own.
std::string households(const Office& office, const std::string& name, const std::string& from, const std::string& to) {
    std::string text = bytes_of(golden("2022-08/households.csv"));
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    std::ofstream{office.file(name), std::ios::binary} << text.replace(at, from.size(), to);
    return office.file(name);
}

std::string first_row() {
    const std::string text = bytes_of(golden("2022-08/households.csv"));
    const std::size_t begin = text.find('\n') + 1;
    return text.substr(begin, text.find('\n', begin) + 1 - begin);
}

std::vector<std::string> as(const char* who, std::vector<std::string> words) {
    words.insert(words.begin(), {"--as", who, "--now", "2022-08-20T09:00:00"});
    return words;
}

}  // namespace

TEST_CASE("a household missing from a full roster is listed, kept or ended, and a mistaken file is taken back") {
    const Office office;
    office.found_golden_town();
    const std::string file = households(office, "full.csv", first_row(), "");
    const auto loaded = office.ask(as("officer", {"import", "households", file, "--full", "--division", town}));
    CHECK(loaded.at("absent") == 1);
    REQUIRE(loaded.at("pending").as_array().size() == 1);
    CHECK(loaded.at("pending").at(0).at("household_no") == "YX000001");
    const auto run = office.ask(as("officer", {"run", "calculate", "2022-08", "--division", town}));
    CHECK(run.at("held").as_int64() >= 1);
    CHECK(office.run(as("officer", {"worklist", "decide", "1", "--decision", "看过了"})).status == 1);
    SECTION("kept") {
        office.ask(as("officer", {"household", "keep", "YX000001", "--reason", "漏报"}));
        CHECK(office.ask({"household", "pending"}).as_array().empty());
        CHECK(office.ask({"household", "pending", "--all"}).at(0).at("verdict") == "kept");
    }
    SECTION("ended") {
        office.ask(as("officer", {"household", "end", "YX000001", "--on", "2022-07-31", "--reason", "迁出"}));
        CHECK(office.ask({"household", "pending"}).as_array().empty());
    }
    SECTION("the file was the wrong one") {
        CHECK(office.ask(as("officer", {"import", "retract", file})).at("of_import") == loaded.at("import"));
        CHECK(office.ask({"household", "pending"}).as_array().empty());
        CHECK(office.run(as("officer", {"import", "retract"})).status == 1);
    }
}

TEST_CASE("a changed account is held until a reviewer who did not import it confirms") {
    const Office office;
    office.found_golden_town();
    const std::string file = households(office, "changed.csv", "6299996907439150008", "6299996907439150016");
    CHECK(office.ask(as("officer", {"import", "households", file})).at("accounts_changed") == 1);
    CHECK(office.run(as("officer", {"household", "confirm-account", "YX000001"})).status == 1);
    CHECK(office.run(as("reviewer", {"household", "refuse-account", "YX000001"})).status == 2);
    office.ask(as("reviewer", {"household", "confirm-account", "YX000001", "--reason", "存折已看"}));
    const auto decided = office.ask({"household", "pending", "--all"}).at(0);
    CHECK(decided.at("imported_by") == "officer");
    CHECK(decided.at("decided_by") == "reviewer");
    CHECK(decided.at("decided_at") == "2022-08-20 09:00:00");
}
