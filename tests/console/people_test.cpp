// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Who asks, with which password, at what time.
#include <catch2/catch.hpp>

#include "tests/console/office.hpp"

using namespace mingzhang::test;

namespace {

// A real database with an administrator whose password is "Correct-1".
void found_for_real(const Office& office) {
    REQUIRE(office.run({"init"}).status == 0);
    const Ended added =
        office.run({"user", "add", "root", "--role", "administrator", "--password-stdin"}, "Correct-1\n");
    CAPTURE(added.err);
    REQUIRE(added.status == 0);
}

std::vector<std::string> on(const Office& office, std::vector<std::string> words) {
    words.insert(words.begin(), {"--db", "sqlite:" + office.database()});
    return words;
}

}  // namespace

TEST_CASE("the first user of a real database is an administrator with a password") {
    const Office office;
    REQUIRE(office.run({"init"}).status == 0);
    CHECK(office.run({"user", "add", "a", "--role", "officer", "--password-stdin"}, "x\n").status == 1);
    CHECK(office.run({"user", "add", "a", "--role", "administrator"}).status == 1);
    CHECK(office.run({"user", "add", "a", "--role", "administrator", "--password-stdin"}, "x\n").status == 0);
}

TEST_CASE("a real database asks who adds the next user, and for the password") {
    const Office office;
    found_for_real(office);
    const std::vector<std::string> add{"user", "add", "li", "--role", "officer", "--json"};
    const auto refused_as = [](const Ended& ended) { return boost::json::parse(ended.out).at("refused").as_string(); };
    SECTION("nobody named") {
        const Ended ended = office.run(add);
        CHECK(ended.status == 1);
        CHECK(refused_as(ended) == "cli/nobody_named");
    }
    auto as_root = add;
    as_root.insert(as_root.end(), {"--as", "root"});
    SECTION("no terminal and no --password-stdin") {
        const Ended ended = office.run(as_root, "Correct-1\n");
        CHECK(ended.status == 1);
        CHECK(refused_as(ended) == "cli/password_not_given");
    }
    as_root.push_back("--password-stdin");
    SECTION("a wrong password") {
        const Ended ended = office.run(as_root, "wrong\nnew\n");
        CHECK(ended.status == 1);
        CHECK(refused_as(ended) == "user/wrong_password");
    }
    SECTION("the right one: the first line is one's own, the second the new user's") {
        CHECK(office.run(as_root, "Correct-1\nNew-1\n").status == 0);
        CHECK(office.run({"user", "add", "wang", "--role", "officer", "--as", "li", "--password-stdin"}, "New-1\nx\n")
                  .status == 1);
        CHECK(office.ask({"user", "list"}).as_array().size() == 2);
    }
}

TEST_CASE("the password is asked for on the terminal and not shown there") {
    const Office office;
    found_for_real(office);
    const auto words =
        on(office, {"--as", "root", "--lang", "en", "import", "divisions", "no-such-file.csv", "--json"});
    const Ended right = run_on_terminal(program(), words, "Password of \"root\"", "Correct-1");
    CAPTURE(right.out, right.err);
    // Signed in: refused for the role or the file, not for the password.
    CHECK(boost::json::parse(right.out).at("refused").as_string() != "user/wrong_password");
    CHECK(right.err.find("Correct-1") == std::string::npos);
    const Ended wrong = run_on_terminal(program(), words, "Password of \"root\"", "Wrong-1");
    CHECK(wrong.status == 1);
    CHECK(boost::json::parse(wrong.out).at("refused") == "user/wrong_password");
}

TEST_CASE("a practice database has users without passwords and asks for none") {
    const Office office;
    office.found_for_practice();
    const auto users = office.ask({"user", "list"}).as_array();
    CHECK(users.size() == 6);
    for (const auto& user : users) CHECK(user.at("password") == "无");
    CHECK(office.run({"--as", "officer", "import", "divisions", golden("divisions.csv")}).status == 0);
}

TEST_CASE("a change needs somebody who makes it, whose role may make it") {
    const Office office;
    office.found_for_practice();
    const std::vector<std::string> import{"import", "divisions", golden("divisions.csv"), "--json"};
    CHECK(boost::json::parse(office.run(import).out).at("refused") == "cli/nobody_named");
    auto by = [&](const char* who) {
        auto words = import;
        words.insert(words.end(), {"--as", who});
        return office.run(words);
    };
    CHECK(boost::json::parse(by("nobody").out).at("refused") == "user/unknown");
    CHECK(by("auditor").status == 1);
    CHECK(by("officer").status == 0);
}

TEST_CASE("--now is for practice databases only") {
    const Office real, practice;
    found_for_real(real);
    practice.found_for_practice();
    const Ended refused = real.run({"user", "list", "--now", "2022-08-20T09:00:00"});
    CHECK(refused.status == 1);
    CHECK(refused.err.find("--now") != std::string::npos);
    CHECK(practice.run({"user", "list", "--now", "2022-08-20T09:00:00"}).status == 0);
    practice.ask({"--as", "officer", "--now", "2022-08-20T09:00:00", "import", "divisions", golden("divisions.csv")});
    const auto imports = practice.ask({"import", "list"}).as_array();
    REQUIRE(imports.size() == 1);
    CHECK(std::string{imports.at(0).at("at").as_string().c_str()}.starts_with("2022-08-20"));
}

TEST_CASE("refusals speak the language asked for and say what to do next") {
    const Office office;
    office.found_for_practice();
    const Ended chinese = office.run({"run", "submit", "1"});
    CHECK(chinese.status == 1);
    CHECK(chinese.out.empty());
    CHECK(chinese.err == "未办理：没有说明由谁办理。\n下一步：请加 --as 用户名；用户见 mingzhang user list。\n");
    const Ended english = office.run({"--lang", "en", "run", "submit", "1"});
    CHECK(english.err ==
          "Refused: Nobody was named who asks for this.\nNext: Add --as USER; see mingzhang user list.\n");
}
