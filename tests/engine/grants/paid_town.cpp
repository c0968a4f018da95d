// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/grants/paid_town.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/batches/tie.hpp"
#include "engine/grants/funeral_run.hpp"
#include "engine/reconciliation/bank_simulator.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "ledger/balances.hpp"
#include "tests/places.hpp"

namespace mingzhang::test {

DivisionScope scope(std::string_view code) {
    return DivisionScope::parse(code).value();
}

std::string pack_with(const std::string& piece, const std::string& other) {
    std::ifstream file{MINGZHANG_SOURCE_DIR "/engine/policy/packs/synthetic-full-2024.toml"};
    std::ostringstream text;
    text << file.rdbuf();
    std::string pack = text.str();
    return pack.replace(pack.find(piece), piece.size(), other);
}

void load_town(Office& office, const std::string& pack) {
    REQUIRE(office.import_text(ImportKind::divisions, divisions_list));
    REQUIRE(office.import_text(ImportKind::households, one_household + "YX2,,rural_tekun,500110999002," + zhao +
                                                           ",2022-05-09,,,,household,rcb,6299991070434192544,赵梅\n"));
    REQUIRE(office.import_text(ImportKind::members, one_member + "YX2," + zhao + ",,赵梅,户主,yes,,,,none\n"));
    REQUIRE(office.import_text(ImportKind::pack, pack));
    office.set_day("2024-03-20");
}

void add_edge_household(Office& office, const std::string& person, const std::string& name) {
    REQUIRE(office.import_text(ImportKind::households, household_heading + "YX3,,edge,500110999002," + person +
                                                           ",2022-05-09,,,,household,rcb,6299991070434192551," + name +
                                                           "\n"));
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX3," + person + ",," + name + ",户主,yes,,,,\n"));
}

grants::OneOffCall asked(std::string_view division, Month month) {
    return {month, scope(division), ""};
}

Result<Answer, Refusal> calculate_price(Office& office, std::int32_t prices, std::string_view division, Month month) {
    SilentProgress silent;
    return grants::calculate_price(
        office.desk(), Office::person(Role::officer),
        {asked(division, month), entitlement::PriceRise{policy::Rise{prices}, policy::Rise{100}}}, {silent, {}});
}

Result<Answer, Refusal> calculate_funeral(Office& office, Month month, std::string_view division) {
    SilentProgress silent;
    return grants::calculate_funeral(office.desk(), Office::person(Role::officer), asked(division, month),
                                     {silent, {}});
}

std::string lines_of(Office& office, std::int64_t run) {
    return csv_of(*runs::lines_table(office.store(), office.county(), run));
}

std::int64_t number_of(const Result<Answer, Refusal>& run) {
    if (!run) throw std::runtime_error{run.error().what().en};
    return run->number("run");
}

void receive_funds(Office& office, Program program, std::int64_t yuan) {
    const Actor officer = Office::person(Role::officer);
    if (!batches::find_bank_account(office.sql(), office.county(), 1))
        REQUIRE(batches::add_bank_account(office.desk(), office.sealer(), officer,
                                          {.county = office.county(),
                                           .name = "零余额账户",
                                           .bank_code = "rcb",
                                           .layout = "ccb",
                                           .account = *AccountNumber::parse("6299990000000000001"),
                                           .account_name = "示范镇财政所",
                                           .merchant = "100001"},
                                          ""));
    REQUIRE(batches::receive_funds(office.desk(), officer,
                                   {.county = office.county(),
                                    .bank_account = 1,
                                    .program = program,
                                    .budget_year = 2024,
                                    .amount = Money::fen(yuan * 100)},
                                   ""));
}

namespace {

void answer(Office& office, const batches::Batch& batch) {
    const auto account = batches::find_bank_account(office.sql(), office.county(), batch.bank_account);
    REQUIRE(account);
    const auto layout = batches::layout_of(*account);
    REQUIRE(layout);
    const auto sent = batches::render_file(office.sql(), office.sealer(), office.county(), batch);
    REQUIRE(sent);
    const auto made = reconciliation::simulate_result(*layout, *sent, batch.file_name, {.failed_per_thousand = 0});
    REQUIRE(made);
    REQUIRE(reconciliation::post_result_file(office.desk(), office.sealer(), Office::person(Role::liaison),
                                             {office.county(), batch.number, "answer", *made, ""}));
}

}  // namespace

std::int64_t pay_to_the_end(Office& office, std::int64_t run) {
    const Actor officer = Office::person(Role::officer), liaison = Office::person(Role::liaison);
    REQUIRE(runs::release(office.desk(), officer, step(office, run)));
    const auto created =
        batches::create_batches(office.desk(), office.sealer(), officer, {.county = office.county()}, "");
    if (!created) throw std::runtime_error{created.error().what().en};
    REQUIRE(batches::write_pending_files(office.desk(), office.sealer(), officer, office.county(),
                                         office.folder() / "outbox"));
    for (std::int64_t number = created->number("batch"); number <= created->number("last_batch"); ++number) {
        const auto batch = batches::find_batch(office.sql(), office.county(), number);
        REQUIRE(batch);
        REQUIRE(batches::send_batch(office.desk(), liaison, office.county(), number, ""));
        answer(office, *batch);
        const auto tie = batches::tie_batch(office.sql(), office.county(), number);
        REQUIRE(tie);
        CHECK(tie->holds());
        CHECK(tie->bank == batch->total);
        REQUIRE(batches::close_batch(office.desk(), liaison, office.county(), number, ""));
    }
    REQUIRE(runs::close(office.desk(), officer, step(office, run)));
    CHECK(state(office, run) == runs::RunState::closed);
    CHECK(equation(office, run).paid == equation(office, run).due);
    return created->number("batches");
}

}  // namespace mingzhang::test
