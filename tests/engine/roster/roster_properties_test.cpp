// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "tests/engine/roster/roster_office.hpp"

namespace mingzhang::test {

namespace {

using Lines = std::vector<std::string>;

// A household as a roster has it: drawn from few values, so that rosters agree and differ.
struct Row {
    std::string no, account, from, village, end;

    [[nodiscard]] std::string text() const {
        return household_row(no, account, from, village, end.empty() ? ",,,household" : ended(end, "迁出"));
    }
};

Row any_row(const std::string& no) {
    return {no, *rc::gen::element(first_account, other_account, std::string{"6299996907439150024"}),
            *rc::gen::element(std::string{}, std::string{"2022-07"}),
            *rc::gen::element(std::string{"500110999001"}, std::string{"500110999002"}),
            *rc::gen::element(std::string{}, std::string{}, std::string{"2022-07-31"})};
}

std::vector<Row> any_roster() {
    std::vector<Row> rows;
    for (const char* no : {"YX1", "YX2", "YX3", "YX4"})
        if (*rc::gen::arbitrary<bool>()) rows.push_back(any_row(no));
    return rows;
}

std::string text_of(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows) text += row.text();
    return text;
}

void load_base(Office& office) {
    load_one_household(office);
    if (!import_rows(office, household_row("YX2", other_account) + household_row("YX3", other_account)))
        throw std::runtime_error{"the roster does not load"};
}

// The whole registry, as people would compare it.
std::string registry_of(Office& office) {
    std::string text;
    registry::SnapshotReader reader{office.sql(), registry::known_now(office.county())};
    while (const registry::Household* household = reader.next())
        for (const registry::HouseholdVersion& version : household->versions)
            text += household->no.text() + " " + (version.from_month ? to_string(*version.from_month) : "-") + " " +
                    version.division.text() + " " + (version.ended_on ? to_string(*version.ended_on) : "-") + " " +
                    registry::masked_account(office.sql(), office.county(), *version.account) + " " +
                    std::to_string(household->members.size()) + "\n";
    return text;
}

}  // namespace

TEST_CASE("after a full roster every household not ended is in the file or in question, and nobody else is") {
    REQUIRE(rc::check("full roster", [] {
        Office office;
        load_base(office);
        if (const auto before = any_roster(); !before.empty())
            RC_ASSERT(import_rows(office, text_of(before)).has_value());
        auto listed = any_roster();
        RC_PRE(!listed.empty());
        RC_ASSERT(import_full(office, text_of(listed), "500110").has_value());

        std::set<std::string> in_file, in_question, wanted;
        for (const Row& row : listed) in_file.insert(row.no);
        for (const auto& question : registry::open_questions(office.sql(), registry::known_now(office.county())))
            if (question.kind == registry::QuestionKind::missing_from_roster) in_question.insert(question.household_no);
        registry::SnapshotReader reader{office.sql(), registry::known_now(office.county())};
        while (const registry::Household* household = reader.next()) {
            const auto* version = &household->versions.front();  // By from_month: all of them begin by now.
            for (const auto& each : household->versions) version = &each;
            if (!in_file.contains(household->no.text()) && !version->ended_on) wanted.insert(household->no.text());
        }
        RC_ASSERT(in_question == wanted);
        RC_ASSERT(import_full(office, text_of(listed), "500110")->number("absent") == 0);
    }));
}

TEST_CASE("a mistaken roster taken back and the right one loaded is as if the right one had come at once") {
    REQUIRE(rc::check("retract then import", [] {
        const auto wrong = any_roster(), right = any_roster();
        RC_PRE(!wrong.empty() && !right.empty());
        Office mistaken, straight;
        for (Office* office : {&mistaken, &straight}) load_base(*office);
        const auto loaded = import_rows(mistaken, text_of(wrong));
        RC_ASSERT(loaded.has_value());
        if (loaded->number("changed") > 0) RC_ASSERT(retract(mistaken, last_import(mistaken)).has_value());
        RC_ASSERT(registry_of(mistaken) == registry_of(straight));
        for (Office* office : {&mistaken, &straight}) RC_ASSERT(import_rows(*office, text_of(right)).has_value());
        RC_ASSERT(registry_of(mistaken) == registry_of(straight));
        RC_ASSERT(pending(mistaken) == pending(straight));
        RC_ASSERT(calculated_lines(mistaken, "2022-08") == calculated_lines(straight, "2022-08"));
        RC_ASSERT(mistaken.broken_passes() == Lines{});
    }));
}

}  // namespace mingzhang::test
