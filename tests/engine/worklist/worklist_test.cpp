// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/worklist/worklist.hpp"

#include <soci/soci.h>

#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;

namespace {

constexpr CommandKind open_kind{"test.open", {"立项", "open"}, {Role::officer}};

std::int64_t open(PracticeOffice& office, const std::vector<worklist::NewItem>& items) {
    const auto opened = office.desk.carry_out(office.officer, open_kind, {county, {}, {}, "open"},
                                              [&](CommandContext& context) -> Result<Answer, Refusal> {
                                                  return Answer{}.set("first", worklist::open_items(context, items));
                                              });
    REQUIRE(opened.has_value());
    return opened->number("first");
}

worklist::NewItem item(worklist::Kind kind, const std::string& subject) {
    return {kind, *DivisionScope::parse("999901001"), yuan(12), subject, {"详情", "detail"}, Role::liaison};
}

}  // namespace

TEST_CASE("Items are numbered in the order they are opened and come back as they were") {
    PracticeOffice office;
    CHECK(open(office, {item(worklist::Kind::wrong_amount, "B1-000001"), item(worklist::Kind::unknown_serial, "X")}) ==
          1);
    CHECK(open(office, {item(worklist::Kind::overpayment, "YX000062")}) == 3);

    const auto second = worklist::find_item(office.sql(), county, 2);
    REQUIRE(second.has_value());
    CHECK(second->what.kind == worklist::Kind::unknown_serial);
    CHECK(second->what.subject == "X");
    CHECK(second->what.amount == yuan(12));
    CHECK(second->what.division.text() == "999901001");
    CHECK(second->what.detail == Text{"详情", "detail"});
    CHECK(second->what.owner == Role::liaison);
    CHECK(second->opened_by == "经办");
    CHECK(second->opened_at == office.clock.now());
    CHECK(second->open);
    CHECK_FALSE(worklist::find_item(office.sql(), county, 4).has_value());
    CHECK_FALSE(worklist::find_item(office.sql(), County{999902}, 2).has_value());
}

TEST_CASE("Opening nothing takes no number") {
    PracticeOffice office;
    CHECK(open(office, {}) == 0);
    CHECK(open(office, {item(worklist::Kind::overpayment, "YX000062")}) == 1);
}

TEST_CASE("A decision ends an item, names who took it, and is taken once") {
    PracticeOffice office;
    open(office, {item(worklist::Kind::wrong_amount, "a"), item(worklist::Kind::wrong_amount, "b")});
    REQUIRE(worklist::decide(office.desk, office.liaison, county, 1, "银行答复已更正", "").has_value());

    const auto decided = worklist::find_item(office.sql(), county, 1);
    CHECK_FALSE(decided->open);
    CHECK(decided->decision == "银行答复已更正");
    CHECK(decided->decided_by == "联络");
    CHECK(office.items(worklist::Kind::wrong_amount).size() == 1);
    int all = 0;
    worklist::read_items(office.sql(), county, /*only_open=*/false, [&](const worklist::Item&) { ++all; });
    CHECK(all == 2);

    struct Row {
        const char* why;
        std::int64_t number;
        const char* decision;
        worklist::DecideRefusal expected;
    };
    for (const Row& row : {Row{"no words", 2, "", worklist::DecideRefusal::decision_missing},
                           Row{"no such item", 9, "好", worklist::DecideRefusal::unknown_item},
                           Row{"decided before", 1, "另一决定", worklist::DecideRefusal::decided_before}}) {
        CAPTURE(row.why);
        const auto refused = worklist::decide(office.desk, office.officer, county, row.number, row.decision, "");
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(row.expected));
    }
    CHECK_FALSE(worklist::decide(office.desk, office.auditor, county, 2, "好", "").has_value());
    CHECK(office.verify() == "");
}

TEST_CASE("The database itself refuses to change an item or a decision") {
    PracticeOffice office;
    open(office, {item(worklist::Kind::wrong_amount, "a")});
    REQUIRE(worklist::decide(office.desk, office.liaison, county, 1, "好", "").has_value());
    for (const char* change : {"UPDATE worklist_item SET amount = 0", "DELETE FROM worklist_item",
                               "UPDATE worklist_decision SET decision = ''", "DELETE FROM worklist_decision"}) {
        CAPTURE(change);
        CHECK_THROWS_AS(office.sql() << change, soci::soci_error);
    }
}

TEST_CASE("Every kind has a name and a next step in both languages") {
    for (int number = 1; number <= 13; ++number) {
        CAPTURE(number);
        const auto kind = static_cast<worklist::Kind>(number);
        for (const Text& text : {worklist::name(kind), worklist::next_step(kind)}) {
            CHECK_FALSE(text.zh.empty());
            CHECK_FALSE(text.en.empty());
        }
    }
}
