// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "engine/registry/numbers.hpp"
#include "engine/registry/questions.hpp"
#include "engine/registry/taken_back.hpp"
#include "engine/roster/decide.hpp"
#include "engine/roster/retract.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/roster_holds.hpp"
#include "engine/worklist/worklist.hpp"
#include "tests/engine/runs/town.hpp"

// Households of one invented town, and what is done about them.
namespace mingzhang::test {

inline const std::string first_account = "6299996907439150008";
inline const std::string other_account = "6299996907439150016";

// A row of households.csv: one member's household of a village, with its account.
inline std::string household_row(const std::string& no, const std::string& account = first_account,
                                 const std::string& from = "", const std::string& village = "500110999001",
                                 const std::string& rest = ",,,household") {
    return no + "," + from + ",rural_dibao," + village + "," + shen + ",2022-05-09" + "," + rest + ",rcb," + account +
           ",沈文\n";
}

// The four columns after approved_on of a household ended on a day.
inline std::string ended(const std::string& day, const std::string& reason) {
    return day + "," + reason + ",,household";
}

inline Result<Answer, Refusal> import_full(Office& office, const std::string& rows, const std::string& division = {},
                                           const std::string& name = "full.csv") {
    SilentProgress silent;
    registry::FullRoster full{{}, runs::last_paid};
    if (!division.empty()) full.division = DivisionScope::parse(division);
    return registry::import_file(
        office.desk(), office.sealer(), Office::person(Role::officer),
        {ImportKind::households, office.file(name, household_heading + rows), std::nullopt, "", std::move(full)},
        {silent, {}});
}

inline Result<Answer, Refusal> import_rows(Office& office, const std::string& rows) {
    return office.import_text(ImportKind::households, household_heading + rows);
}

inline roster::DecideCall about(Office& office, const std::string& no, const std::string& reason = "已核实") {
    return {office.county(), no, reason, ""};
}

inline Result<Answer, Refusal> confirm(Office& office, const std::string& no = "YX1", const char* who = "reviewer") {
    return roster::confirm_account(office.desk(), Office::person(Role::reviewer, who), about(office, no));
}

inline Result<Answer, Refusal> refuse_it(Office& office, const std::string& no = "YX1",
                                         const char* reason = "户名不符") {
    return roster::refuse_account(office.desk(), Office::person(Role::reviewer), about(office, no, reason));
}

inline Result<Answer, Refusal> keep(Office& office, const std::string& no, const char* reason = "漏报，仍在册") {
    return roster::keep_household(office.desk(), Office::person(Role::officer), about(office, no, reason));
}

inline Result<Answer, Refusal> end_it(Office& office, const std::string& no, const char* on,
                                      const char* reason = "迁出") {
    return roster::end_household(office.desk(), Office::person(Role::officer), about(office, no, reason),
                                 *parse_date(on));
}

inline Result<Answer, Refusal> retract(Office& office, std::int64_t import, std::optional<std::int64_t> row = {}) {
    return roster::retract(office.desk(), office.sealer(), Office::person(Role::officer),
                           {office.county(), {}, import, row, "导错", ""});
}

inline std::int64_t last_import(Office& office) {
    return registry::last_import(office.sql(), office.county());
}

// Households with an open question, in the order asked, each with its kind: "YX1 名册缺户".
inline std::vector<std::string> pending(Office& office) {
    std::vector<std::string> list;
    for (const auto& question : registry::open_questions(office.sql(), registry::known_now(office.county())))
        list.push_back(question.household_no + " " + registry::name(question.kind).zh);
    return list;
}

inline std::size_t open_items(Office& office) {
    std::size_t count = 0;
    worklist::read_items(office.sql(), office.county(), /*only_open=*/true, [&](const worklist::Item&) { ++count; });
    return count;
}

// The lines of a run: "YX1 2022-08 515.00 account_unverified".
inline std::vector<std::string> lines(Office& office, std::int64_t run) {
    std::vector<std::string> list;
    runs::read_lines(office.sql(), office.county(), run, [&](const runs::Line& line) {
        list.push_back(line.household.text() + " " + to_string(line.month) + " " + to_yuan(line.amount) + " " +
                       runs::word(line.held).code);
    });
    return list;
}

inline std::vector<std::string> calculated_lines(Office& office, const char* month) {
    const auto run = office.calculate(month);
    if (!run) throw std::runtime_error{run.error().what().en};
    return lines(office, run->number("run"));
}

// What may be sent now: "rcb 515.00 沈文 0016", by account.
inline std::vector<std::string> sendable(Office& office) {
    std::vector<std::string> list;
    runs::read_sendable_groups(office.sql(), office.county(), [&](const runs::SendableGroup& group) {
        runs::read_sendable(
            office.sql(), office.county(), group.bank_code, group.program, [&](const runs::SendableLine& line) {
                list.push_back(line.line.household.text() + " " + to_yuan(line.open) + " " +
                               registry::masked_account(office.sql(), office.county(), *line.line.account));
            });
    });
    return list;
}

// A second household of the same village, with a member of its own.
inline void load_two_households(Office& office) {
    load_one_household(office);
    if (!import_rows(office, household_row("YX2", other_account)) ||
        !office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵兰,户主,yes,,,,\n"))
        throw std::runtime_error{"the second household does not load"};
}

}  // namespace mingzhang::test
