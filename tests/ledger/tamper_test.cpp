// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Whoever owns the file can take the guards away and write what he likes. Verify must name what he touched.
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "ledger/budget.hpp"
#include "tests/ledger/posting.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

TEST_CASE("a record changed behind the program's back is found and named") {
    struct Row {
        const char* why;
        const char* table;
        const char* statement;
        const char* pass;  // The pass that must name it.
    };
    const auto row = GENERATE(values<Row>({
        {"an amount", "transfer", "UPDATE transfer SET amount = amount + 1 WHERE command = 2", "ledger.log"},
        {"an amount, against its balance", "transfer", "UPDATE transfer SET amount = amount + 1 WHERE command = 2",
         "ledger.balances"},
        {"a household", "transfer", "UPDATE transfer SET household = 'YX9' WHERE command = 2", "ledger.log"},
        {"an entry gone", "transfer", "DELETE FROM transfer WHERE command = 2", "ledger.log"},
        {"an account", "transfer", "UPDATE transfer SET credit = 1002 WHERE command = 2", "ledger.entries"},
        {"a balance", "balance", "UPDATE balance SET debits = debits + 100 WHERE account = 1001", "ledger.balances"},
        {"one side of the balances", "balance", "UPDATE balance SET debits = debits + 100 WHERE account = 3001",
         "ledger.trial_balance"},
        {"who did it", "command", "UPDATE command SET actor = 'somebody' WHERE number = 1", "ledger.log"},
        {"what was answered", "command", "UPDATE command SET answer = '{}' WHERE number = 1", "ledger.log"},
        {"when", "command", "UPDATE command SET at = '2020-01-01T00:00:00Z' WHERE number = 1", "ledger.log"},
        {"a leaf", "log_leaf", "UPDATE log_leaf SET hash = entries_root WHERE leaf = 0", "ledger.log"},
        {"a leaf gone", "log_leaf", "DELETE FROM log_leaf WHERE leaf = 1", "ledger.log"},
        {"an amount of the roster", "run_line", "UPDATE run_line SET base = base + 1 WHERE line = 3", "runs.lines"},
        {"whose account is paid", "run_line", "UPDATE run_line SET account_name = '他人' WHERE line = 3", "runs.lines"},
        {"an overpayment invented", "run_overpayment",
         "INSERT INTO run_overpayment VALUES (500110, 1, 1, 'YX000001', 24271, 2, '500110999009', 5)", "runs.lines"},
        {"who signed", "run_event", "UPDATE run_event SET actor = 'somebody' WHERE kind = 4", "runs.signatures"},
        {"an income", "income", "UPDATE income SET annual_amount = annual_amount + 100 WHERE import = 5",
         "registry.rows"},
        {"a member's cover", "member_version", "UPDATE member_version SET covered = 0 WHERE import = 4",
         "registry.rows"},
        {"a death", "death", "DELETE FROM death", "registry.rows"},
        {"a payable gone", "payable", "DELETE FROM payable", "runs.payables"},
    }));
    Office office;
    CAPTURE(row.why);
    REQUIRE(office.import(registry::ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    REQUIRE(post(office, {funds(500)}).has_value());
    REQUIRE(post(office, {funds(500)}).has_value());
    if (std::string{row.statement}.find("transfer") == std::string::npos) {
        import_month(office, town_months("golden-town").front());
        REQUIRE(office.approve(office.calculate("2022-08")->number("run")).has_value());
    }
    REQUIRE(office.broken_passes() == std::vector<std::string>{});
    behind_the_programs_back(office.store(), row.table, row.statement);
    const auto broken = office.broken_passes();
    CAPTURE(broken);
    CHECK(std::any_of(broken.begin(), broken.end(), [&](const std::string& b) { return b.starts_with(row.pass); }));
}

TEST_CASE("what the walk through the journal proves fails when an amount behind it is changed") {
    struct Row {
        const char* table;
        const char* statement;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"transfer", "UPDATE transfer SET amount = 299 WHERE event = 1", "ledger.limits"},
        {"transfer", "UPDATE transfer SET amount = 301 WHERE event = 4", "ledger.items"},
        {"budget_change", "UPDATE budget_change SET amount = 499", "ledger.budget"},
    }));
    CAPTURE(row.statement);
    Office office;
    const Transfer owed = due(1, 1, "YX1", 300);
    REQUIRE(office.desk()
                .carry_out(Office::person(Role::officer), post_kind, {office.county(), {}, {}, "budget"},
                           [](CommandContext& context) -> Result<Answer, Refusal> {
                               const ledger::BudgetLine line{2022, Program::rural_dibao, ledger::FundSource::county};
                               (void)ledger::change_budget(context, line, Money::fen(500), "测财〔2022〕1号");
                               return Answer{};
                           })
                .has_value());
    REQUIRE(post(office, {funds(500)}).has_value());
    REQUIRE(post(office, {owed, sent(owed, 300), paid(sent(owed, 300), 300)}).has_value());
    REQUIRE(broken_in_ledger(office) == std::vector<std::string>{});
    behind_the_programs_back(office.store(), row.table, row.statement);
    const auto broken = broken_in_ledger(office);
    CAPTURE(broken);
    CHECK(std::any_of(broken.begin(), broken.end(), [&](const std::string& b) { return b.starts_with(row.pass); }));
}

TEST_CASE("a guard taken away is found") {
    struct Row {
        store::Backend backend;
        const char* away;
        const char* back;
        const char* found;
    };
    const auto row = GENERATE(values<Row>({
        {store::Backend::sqlite, "DROP TRIGGER transfer_no_UPDATE", "PRAGMA user_version",
         "store.guards: the guard transfer_no_UPDATE of append-only table transfer is gone"},
        {store::Backend::postgresql, "GRANT UPDATE ON transfer TO current_user",
         "REVOKE UPDATE ON transfer FROM current_user",
         "store.guards: somebody holds the right to UPDATE append-only table transfer"},
        {store::Backend::postgresql, "GRANT DELETE ON transfer TO program", "REVOKE DELETE ON transfer FROM program",
         "store.guards: somebody holds the right to DELETE append-only table transfer"},
    }));
    Office office{row.backend};
    office.sql() << row.away;
    CHECK(office.broken_passes() == std::vector<std::string>{row.found});
    office.sql() << row.back;
}

}  // namespace mingzhang::test
