// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "base/commands/users.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

TEST_CASE("the same key with the same content answers the same and posts once") {
    Office office;
    const auto first = post(office, {funds(700)}, "key-1");
    const auto second = post(office, {funds(700)}, "key-1");
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(second->number("command") == first->number("command"));
    CHECK(balance(office, Account::treasury_quota) == Money::fen(700));
}

TEST_CASE("the same key with other content is refused, and never expires") {
    Office office;
    REQUIRE(post(office, {funds(700)}, "key-1", "one").has_value());
    office.set_day("2031-01-01");
    const auto refused = post(office, {funds(700)}, "key-1", "two");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(DeskRefusal::key_used_by_another_command));
    CHECK(balance(office, Account::treasury_quota) == Money::fen(700));
}

TEST_CASE("a command is refused to a role that may not give it and outside the actor's scope") {
    Office office;
    const CommandWork never = [](CommandContext&) -> Result<Answer, Refusal> {
        FAIL("the work of a refused command was begun");
        return Answer{};
    };
    struct Row {
        const char* why;
        Actor actor;
        const char* place;
        DeskRefusal expected;
    };
    const std::vector<Row> table{
        {"an auditor changes nothing", {"eve", Role::auditor, {}, ""}, "500110999", DeskRefusal::role_may_not},
        {"another town",
         {"li", Role::officer, *DivisionScope::parse("500110998"), ""},
         "500110999",
         DeskRefusal::outside_scope},
        {"wider than the scope",
         {"li", Role::officer, *DivisionScope::parse("500110999"), ""},
         "500110",
         DeskRefusal::outside_scope},
        {"the whole county",
         {"li", Role::officer, *DivisionScope::parse("500110999"), ""},
         "",
         DeskRefusal::outside_scope},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        const auto place = DivisionScope::parse(row.place).value_or(DivisionScope{});
        const auto refused = office.desk().carry_out(row.actor, post_kind, {office.county(), place, "", ""}, never);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(row.expected));
    }
}

TEST_CASE("a refused command takes no number and leaves no leaf") {
    Office office;
    REQUIRE_FALSE(post(office, {funds(-1)}).has_value());
    const auto done = post(office, {funds(1)});
    REQUIRE(done.has_value());
    CHECK(done->number("command") == 1);
    CHECK(ledger::log_head(office.sql(), office.county()).size == 1);
}

TEST_CASE("users sign in with their own password, and without one only in practice") {
    Office office;  // A practice office.
    crypto::SeededRandom random{1};
    const auto add = [&](const char* name, const char* password) {
        return add_user(office.desk(), random, std::nullopt, {name, Role::officer, {}, password}, "os");
    };
    REQUIRE(add("open", "").has_value());
    REQUIRE(add("locked", "correct horse").has_value());
    CHECK(add("open", "").error().is(UserRefusal::name_taken));
    CHECK(add("two words", "").error().is(UserRefusal::name_unfit));
    CHECK(sign_in(office.store(), "open", "", "os").has_value());
    CHECK(sign_in(office.store(), "locked", "correct horse", "os")->role == Role::officer);
    CHECK(sign_in(office.store(), "locked", "", "os").error().is(UserRefusal::wrong_password));
    CHECK(sign_in(office.store(), "nobody", "", "os").error().is(UserRefusal::unknown_user));
    std::string stored;
    office.sql() << "SELECT password FROM office_user WHERE name = 'locked'", soci::into(stored);
    CHECK(stored.find("correct") == std::string::npos);
}

}  // namespace mingzhang::test
