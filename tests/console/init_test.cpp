// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// `init` makes an office or completes one; it never leaves two keys, none, or somebody else's.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>
#include <sstream>

#include "base/store/migrate.hpp"
#include "console/wiring.hpp"
#include "tests/console/office.hpp"

using namespace mingzhang;
using namespace mingzhang::test;

TEST_CASE("init makes a database and a key file that only its owner may read, and prints the recovery sheet") {
    const Office office;
    const Ended ended = office.run({"init"});
    CAPTURE(ended.out, ended.err);
    REQUIRE(ended.status == 0);
    CHECK(std::filesystem::exists(office.database()));
    struct stat facts {};
    REQUIRE(stat(office.key_file().c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK(ended.out.find("恢复单") != std::string::npos);
    CHECK(ended.out.size() > 400);  // The sheet itself, with its fourteen groups.
}

TEST_CASE("init for practice prints a short line and no recovery sheet") {
    const Office office;
    const auto document = office.ask({"init", "--practice"}).as_object();
    CHECK(document.at("practice") == 1);
    CHECK(document.at("begun_now") == 1);
    CHECK_FALSE(document.contains("recovery_sheet"));
}

TEST_CASE("the document of init for a real database carries the sheet, in the language asked for") {
    const Office office;
    const auto document = office.ask({"init", "--lang", "en"}).as_object();
    CHECK(document.at("practice") == 0);
    CHECK(document.at("recovery_sheet").as_string().size() > 100);
}

TEST_CASE("init again changes neither the database nor the key") {
    const Office office;
    REQUIRE(office.run({"init"}).status == 0);
    const std::string key = read_file(office.key_file());
    const auto document = office.ask({"init"}).as_object();
    CHECK(document.at("begun_now") == 0);
    CHECK(document.at("steps") == 0);
    CHECK_FALSE(document.contains("recovery_sheet"));
    CHECK(read_file(office.key_file()) == key);
}

TEST_CASE("init again on a database whose key file is away does not make another key") {
    const Office office;
    REQUIRE(office.run({"init"}).status == 0);
    std::filesystem::remove(office.key_file());
    CHECK(office.run({"init"}).status == 0);
    CHECK_FALSE(std::filesystem::exists(office.key_file()));
}

TEST_CASE("a real database is not made one for practice") {
    const Office office;
    REQUIRE(office.run({"init"}).status == 0);
    const Ended ended = office.run({"init", "--practice"});
    CHECK(ended.status == 1);
    CHECK(ended.err.find("正式数据库") != std::string::npos);
}

TEST_CASE("init completes what an interrupted init left") {
    const Office office;
    SECTION("the key file, and no database") {
        REQUIRE(office.run({"init"}).status == 0);
        const std::string key = read_file(office.key_file());
        std::filesystem::remove(office.database());
        const auto document = office.ask({"init"}).as_object();
        CHECK(document.at("begun_now") == 1);
        CHECK(read_file(office.key_file()) == key);
    }
    SECTION("the tables, and no key") {
        {
            auto store = store::Store::open("sqlite:" + office.database());
            REQUIRE(store);
            REQUIRE(store::migrate(**store, console::all_parts()));
        }
        const Ended too_early = office.run({"user", "list"});
        CHECK(too_early.status == 1);
        CHECK(too_early.err.find("mingzhang init") != std::string::npos);
        const auto document = office.ask({"init", "--practice"}).as_object();
        CHECK(document.at("begun_now") == 1);
        CHECK(document.at("steps") == 0);
    }
    CHECK(office.run({"verify"}).status == 0);
}

TEST_CASE("a key file may stand anywhere, and is then to be named") {
    const Office office;
    const std::string elsewhere = office.file("keys");
    REQUIRE(office.run({"init", "--practice", "--key-file", elsewhere}).status == 0);
    CHECK(std::filesystem::exists(elsewhere));
    CHECK_FALSE(std::filesystem::exists(office.key_file()));
    REQUIRE(office.run({"user", "add", "officer", "--role", "officer"}).status == 0);
    const std::vector<std::string> import{"--as", "officer", "import", "divisions", golden("divisions.csv")};
    const Ended without = office.run(import);
    CHECK(without.status == 1);
    CHECK(without.err.find(office.key_file()) != std::string::npos);
    auto with = import;
    with.insert(with.end(), {"--key-file", elsewhere});
    CHECK(office.run(with).status == 0);
}

TEST_CASE("a command that seals numbers is refused without the key file, with another's, and with one open to others") {
    const Office office;
    office.found_for_practice();
    const auto import = [&] {
        return office.run({"--as", "officer", "import", "divisions", golden("divisions.csv"), "--json"});
    };
    SECTION("missing") {
        std::filesystem::remove(office.key_file());
        const Ended ended = import();
        CHECK(ended.status == 1);
        CHECK(boost::json::parse(ended.out).at("refused") == "key.file/missing");
    }
    SECTION("of another database") {
        const Office other;
        REQUIRE(other.run({"init", "--practice"}).status == 0);
        std::filesystem::remove(office.key_file());
        std::filesystem::copy_file(other.key_file(), office.key_file());
        const Ended ended = import();
        CHECK(ended.status == 1);
        CHECK(boost::json::parse(ended.out).at("refused") == "office/key_file_does_not_fit");
    }
    SECTION("open to others") {
        std::filesystem::permissions(office.key_file(), std::filesystem::perms{0644});
        const Ended ended = import();
        CHECK(ended.status == 1);
        CHECK(boost::json::parse(ended.out).at("refused") == "key.file/open_to_others");
    }
    CHECK(office.run({"user", "list"}).status == 0);  // Who only reads lists needs no keys.
}

TEST_CASE("a mistyped database name makes no empty database") {
    const Office office;
    const Ended ended = office.run({"run", "list"});
    CHECK(ended.status == 1);
    CHECK(ended.err.find("mingzhang init") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(office.database()));
}

TEST_CASE("the recovery sheet makes a lost key file again, and a mistyped group is refused") {
    const Office office;
    const auto document = office.ask({"init"});
    const std::string sheet = document.at("recovery_sheet").as_string().c_str();
    const std::string key = read_file(office.key_file());
    std::string groups;  // The lines of five-character groups, as a person would copy them.
    std::istringstream lines{sheet};
    for (std::string line; std::getline(lines, line);)
        if (std::regex_match(line, std::regex{"\\s*([0-9A-Z]{5}\\s*)+"})) groups += line + "\n";
    REQUIRE_FALSE(groups.empty());
    CHECK(office.run({"key", "restore"}, groups).status == 1);  // Never over a key file that is there.
    std::filesystem::remove(office.key_file());

    std::string mistyped = groups;
    const std::size_t letter = mistyped.find_first_not_of(" \n");
    mistyped[letter] = mistyped[letter] == '7' ? '8' : '7';
    CHECK(office.run({"key", "restore"}, mistyped).status == 1);
    CHECK_FALSE(std::filesystem::exists(office.key_file()));

    REQUIRE(office.run({"key", "restore"}, groups).status == 0);
    CHECK(read_file(office.key_file()) == key);
}
