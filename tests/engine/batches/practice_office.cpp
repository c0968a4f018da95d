// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/batches/practice_office.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/commands/office.hpp"
#include "base/store/bulk_insert.hpp"
#include "base/store/migrate.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/batches/schema.hpp"
#include "engine/reconciliation/schema.hpp"
#include "engine/registry/directory.hpp"
#include "engine/registry/schema.hpp"
#include "engine/runs/equation.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/schema.hpp"
#include "ledger/balances.hpp"
#include "ledger/journal.hpp"
#include "ledger/schema.hpp"

namespace mingzhang::testing {

namespace {

constexpr CommandKind release_kind{"test.release", {"放行", "release"}, {Role::officer}};

std::unique_ptr<store::Store> opened(const std::string& url) {
    auto store = store::Store::open(url);
    REQUIRE(store.has_value());
    if ((*store)->backend() == store::Backend::sqlite)
        store->get()->sql() << "PRAGMA synchronous = OFF";  // Tests lose no power.
    return std::move(*store);
}

constexpr std::int64_t division = 999901001001;

}  // namespace

AccountNumber payee_account(int payee) {
    return *AccountNumber::parse(fmt::format("629999{:06}", payee));
}

batches::NewBankAccount own_account(const std::string& bank_code, const std::string& layout, int number) {
    return {.county = county,
            .name = "零余额账户",
            .bank_code = bank_code,
            .layout = layout,
            .account = payee_account(900000 + number),
            .account_name = "测试县民政局",
            .merchant = "M001"};
}

PracticeOffice::PracticeOffice(const std::vector<store::Part>& more)
    : store_{opened(database_.url())},
      parts_{
          office_part(),     commands_part(),           ledger::ledger_part(),   registry::registry_part(),
          runs::runs_part(), worklist::worklist_part(), batches::batches_part(), reconciliation::reconciliation_part()},
      sealer{crypto::DataKeys::generate(1, random), random},
      desk{*store_, clock, random, log} {
    parts_.insert(parts_.end(), more.begin(), more.end());
    const auto migrated = store::migrate(*store_, parts_);
    REQUIRE(migrated.has_value());
    const auto added = batches::add_bank_account(desk, sealer, officer, own_account("ccb", "ccb", 1), "account");
    REQUIRE(added.has_value());
    account = added->number("bank_account");
}

std::int64_t PracticeOffice::release(const std::vector<Owed>& lines) {
    const auto released = desk.carry_out(
        officer, release_kind, {county, {}, {}, "release"}, [&](CommandContext& context) -> Result<Answer, Refusal> {
            const std::int64_t run = context.take_number("run");
            registry::Directory directory{context, sealer};
            store::BulkInsert{
                context.tx(), "run", {"county", "number", "month", "division", "program", "import", "command"}}
                .row(county.number, run, to_number(lines.front().month), "999901", 0, 1, context.id().number);
            store::BulkInsert events{
                context.tx(), "run_event", {"county", "run", "seq", "kind", "actor", "at", "reason", "command"}};
            events.row(county.number, run, 1, 4, officer.name, "", "", context.id().number);
            events.row(county.number, run, 2, 7, officer.name, "", "", context.id().number);
            store::BulkInsert insert{
                context.tx(),
                "run_line",
                {"county", "run", "line", "household_no", "month", "kind", "program", "division", "covered", "base",
                 "topup", "amount", "held", "bank_code", "account", "account_name"}};
            ledger::Journal journal{context};
            std::int64_t line = 0;
            for (const Owed& owed : lines) {
                ++line;
                const std::int64_t payee = owed.payee == 0 ? 0 : directory.account(payee_account(owed.payee)).number;
                insert.row(county.number, run, line, owed.household, to_number(owed.month), 1,
                           static_cast<int>(owed.program), std::to_string(division), 1, owed.yuan * 100, 0,
                           owed.yuan * 100, 0, owed.bank_code, payee, owed.name);
                ledger::Transfer due{ledger::Event::due,
                                     ledger::Account::assistance_expense,
                                     ledger::Account::payable,
                                     yuan(owed.yuan),
                                     {}};
                due.dimensions.program = owed.program;
                due.dimensions.budget_year = 2022;
                due.dimensions.division = division;
                due.dimensions.run = run;
                due.dimensions.line = line;
                due.dimensions.month = owed.month;
                due.dimensions.household = owed.household;
                auto posted = journal.post(due);
                if (!posted) return pass_on(posted);
            }
            if (auto closed = journal.close(); !closed) return pass_on(closed);
            crypto::Sha256 digest;
            runs::read_lines(context.sql(), county, run,
                             [&](const runs::Line& of) { digest.update(runs::canonical(of)); });
            context.add_fact(std::string{runs::lines_fact}, digest.finish());
            context.add_fact(std::string{runs::overpayments_fact}, digest.finish());
            return Answer{}.set("run", run);
        });
    REQUIRE(released.has_value());
    return released->number("run");
}

void PracticeOffice::receive(std::int64_t yuan_received, ledger::FundSource source, Program program, int budget_year) {
    const auto received =
        batches::receive_funds(desk, officer, {county, account, source, program, budget_year, yuan(yuan_received)}, "");
    REQUIRE(received.has_value());
}

Result<Answer, Refusal> PracticeOffice::create(const batches::BatchWish& wish) {
    return batches::create_batches(desk, sealer, officer, wish, "");
}

std::int64_t PracticeOffice::sent_batch() {
    const auto created = create();
    REQUIRE(created.has_value());
    REQUIRE(created->number("batches") == 1);
    send(created->number("batch"));
    return created->number("batch");
}

void PracticeOffice::send(std::int64_t number) {
    REQUIRE(batches::write_pending_files(desk, sealer, officer, county, folder / "outbox").has_value());
    REQUIRE(batches::send_batch(desk, liaison, county, number, "").has_value());
}

batches::Batch PracticeOffice::batch(std::int64_t number) {
    auto found = batches::find_batch(sql(), county, number);
    REQUIRE(found.has_value());
    return *found;
}

std::string PracticeOffice::payment_file(std::int64_t number) {
    auto bytes = batches::render_file(sql(), sealer, county, batch(number));
    REQUIRE(bytes.has_value());
    return *bytes;
}

std::int64_t PracticeOffice::balance(ledger::Account wanted) {
    for (const auto& line : ledger::trial_balance(sql(), county))
        if (line.account == wanted) return line.totals.debits.fen() - line.totals.credits.fen();
    return 0;
}

std::int64_t PracticeOffice::count(const std::string& query) {
    std::int64_t rows = 0;
    sql() << query, soci::into(rows);
    return rows;
}

std::vector<worklist::Item> PracticeOffice::items(worklist::Kind kind) {
    std::vector<worklist::Item> found;
    worklist::read_items(sql(), county, /*only_open=*/true, [&](const worklist::Item& item) {
        if (item.what.kind == kind) found.push_back(item);
    });
    return found;
}

std::string PracticeOffice::verify() {
    std::vector<store::Part> all = parts_;
    all.push_back(store::store_part(parts_));
    std::string first;
    store::verify(*store_, all, [&](std::string_view code, const Text&, const store::PassReport& report) {
        if (first.empty() && !report.broken.empty()) first = std::string{code} + ": " + report.broken.front().en;
    });
    return first;
}

void PracticeOffice::check_books() {
    std::int64_t all = 0;
    for (const auto& line : ledger::trial_balance(sql(), county))
        all += line.totals.debits.fen() - line.totals.credits.fen();
    CHECK(all == 0);
    CHECK(verify() == "");
    runs::read_equations(sql(), county, [&](const runs::RunEquation& equation) {
        CHECK(equation.due == equation.parts());
        const batches::RunMoney money = batches::run_money(sql(), county, equation.run.number);
        CHECK(money == batches::RunMoney{equation.in_transit, equation.paid, equation.returned});
    });
}

}  // namespace mingzhang::testing
