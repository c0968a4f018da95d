// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/simulation/office_month.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/soci.h>

#include <algorithm>
#include <stdexcept>

#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/batches/tables.hpp"
#include "engine/reconciliation/bank_simulator.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/runs/holds.hpp"
#include "engine/runs/period.hpp"
#include "engine/runs/views.hpp"
#include "engine/worklist/worklist.hpp"
#include "reports/journal_export.hpp"

namespace mingzhang::test {

namespace {

using Done = Result<Answer, Refusal>;

constexpr bool heavy = true;
constexpr bool light = false;
constexpr bool several = false;

MonthStep import_step(registry::ImportKind kind, const std::string& file, bool is_heavy) {
    return {"import " + file,
            [=](Office& office) -> Done {
                SilentProgress silent;
                return registry::import_file(office.desk(), office.sealer(), Office::person(Role::officer),
                                             {kind, town_folder("golden-town") / file, std::nullopt, "import " + file},
                                             {silent, {}});
            },
            is_heavy};
}

MonthStep run_step(const std::string& name, Role role, Done (*command)(Desk&, const Actor&, const runs::StepCall&),
                   bool is_heavy) {
    return {name,
            [=](Office& office) {
                return command(office.desk(), Office::person(role), {office.county(), 1, "", name});
            },
            is_heavy};
}

Done calculate(Office& office) {
    SilentProgress silent;
    return runs::calculate(office.desk(), Office::person(Role::officer),
                           {Month{2022, 8}, *DivisionScope::parse("500110999"), std::nullopt, "calculate"},
                           {silent, {}});
}

Done add_account(Office& office) {
    return batches::add_bank_account(office.desk(), office.sealer(), Office::person(Role::officer),
                                     {.county = office.county(),
                                      .name = "示范账户",
                                      .bank_code = "rcb",
                                      .layout = "ccb",
                                      .account = *AccountNumber::parse("6299990000000000001"),
                                      .account_name = "示范镇财政所",
                                      .merchant = "100001"},
                                     "account");
}

MonthStep funds_step(Program program) {
    const std::string key = "funds " + std::string{code(program)};
    return {key,
            [=](Office& office) {
                return batches::receive_funds(office.desk(), Office::person(Role::officer),
                                              {office.county(), 1, ledger::FundSource::county, program, 2022,
                                               Money::fen(500'000'000), "示范财社〔2022〕1号"},
                                              key);
            },
            program == Program::rural_dibao};
}

Done create_batches(Office& office) {
    return batches::create_batches(office.desk(), office.sealer(), Office::person(Role::officer),
                                   {.county = office.county()}, "batches");
}

Done write_files(Office& office) {
    auto files = batches::write_pending_files(office.desk(), office.sealer(), Office::person(Role::officer),
                                              office.county(), outbox(office));
    if (!files) return pass_on(files);
    return Answer{};
}

std::vector<std::int64_t> batch_numbers(Office& office) {
    std::vector<std::int64_t> numbers;
    batches::read_batches(office.sql(), office.county(),
                          [&](const batches::Batch& batch) { numbers.push_back(batch.number); });
    return numbers;
}

// Something done for every batch, each under its own key; what was done already answers as it did then.
Done for_every_batch(Office& office, const std::function<Done(std::int64_t batch, const std::string& key)>& work) {
    std::vector<std::int64_t> numbers;
    auto read = reading(office.store(), [&]() -> Result<void, Refusal> {
        numbers = batch_numbers(office);
        return {};
    });
    if (!read) return pass_on(read);
    for (const std::int64_t batch : numbers)
        if (auto done = work(batch, std::to_string(batch)); !done) return done;
    return Answer{};
}

Done send_batches(Office& office) {
    return for_every_batch(office, [&](std::int64_t batch, const std::string& key) {
        return batches::send_batch(office.desk(), Office::person(Role::liaison), office.county(), batch, "send" + key);
    });
}

Done post_results(Office& office) {
    return for_every_batch(office, [&](std::int64_t number, const std::string& key) -> Done {
        std::string answer;
        auto read = reading(office.store(), [&]() -> Result<void, Refusal> {
            auto batch = batches::find_batch(office.sql(), office.county(), number);
            if (!batch) return pass_on(batch);
            auto account = batches::find_bank_account(office.sql(), office.county(), batch->bank_account);
            if (!account) return pass_on(account);
            auto layout = batches::layout_of(*account);
            if (!layout) return pass_on(layout);
            auto sent = batches::render_file(office.sql(), office.sealer(), office.county(), *batch);
            if (!sent) return pass_on(sent);
            auto made = reconciliation::simulate_result(*layout, *sent, batch->file_name,
                                                        {.seed = 7, .failed_per_thousand = 100});
            if (!made) return pass_on(made);
            answer = std::move(*made);
            return {};
        });
        if (!read) return pass_on(read);
        return reconciliation::post_result_file(office.desk(), office.sealer(), Office::person(Role::liaison),
                                                {office.county(), number, "answer-" + key, answer, "result " + key});
    });
}

Done close_batches(Office& office) {
    return for_every_batch(office, [&](std::int64_t batch, const std::string& key) {
        return batches::close_batch(office.desk(), Office::person(Role::liaison), office.county(), batch,
                                    "close" + key);
    });
}

Done close_period(Office& office) {
    return runs::close_period(office.desk(), Office::person(Role::approver), office.county(), Month{2022, 8}, "period");
}

std::string commands_of(Office& office) {
    std::vector<std::string> commands;
    std::string name, key, answer;
    const std::int64_t county = office.county().number;
    soci::statement query =
        (office.sql().prepare << "SELECT name, key, answer FROM command WHERE county = :county ORDER BY number",
         soci::use(county), soci::into(name), soci::into(key), soci::into(answer));
    query.execute();
    while (query.fetch()) commands.push_back(name + ' ' + key + ' ' + answer + '\n');
    std::sort(commands.begin(), commands.end());  // What failed between others comes after them.
    return fmt::format("{}", fmt::join(commands, ""));
}

}  // namespace

std::filesystem::path outbox(const Office& office) {
    return office.folder() / "outbox";
}

std::vector<MonthStep> month_of_golden_town() {
    using registry::ImportKind;
    std::vector<MonthStep> steps{import_step(ImportKind::divisions, "divisions.csv", light),
                                 import_step(ImportKind::pack, "2022-08/2021-09.toml", light),
                                 import_step(ImportKind::households, "2022-08/households.csv", heavy),
                                 import_step(ImportKind::members, "2022-08/members.csv", light),
                                 import_step(ImportKind::incomes, "2022-08/incomes.csv", light),
                                 import_step(ImportKind::deaths, "2022-08/deaths.csv", heavy),
                                 {"calculate", calculate, heavy},
                                 run_step("submit", Role::officer, runs::submit, light),
                                 run_step("review", Role::reviewer, runs::review, light),
                                 run_step("approve", Role::approver, runs::approve, heavy),
                                 {"account", add_account, heavy}};
    for (const Program program :
         {Program::urban_dibao, Program::rural_dibao, Program::urban_tekun, Program::rural_tekun})
        steps.push_back(funds_step(program));
    for (MonthStep& step : std::vector<MonthStep>{run_step("release", Role::officer, runs::release, heavy),
                                                  {"create batches", create_batches, heavy},
                                                  {"write files", write_files, heavy, several},
                                                  {"send batches", send_batches, light},
                                                  {"post results", post_results, heavy, several},
                                                  {"close batches", close_batches, light},
                                                  run_step("close run", Role::officer, runs::close, light),
                                                  {"close period", close_period, heavy}})
        steps.push_back(std::move(step));
    return steps;
}

std::string seen(Office& office) {
    const County county = office.county();
    store::Store& store = office.store();
    SilentProgress silent;
    const auto file = office.folder() / "seen";
    const auto exported = reports::export_journal(store, county, reports::JournalFormat::ledger, file, {silent, {}});
    if (!exported) throw std::runtime_error{exported.error().what().en};
    std::string all = read_file(file);
    std::filesystem::remove(file);
    all += commands_of(office);
    for (Table table : {registry::imports_table(store, county), runs::runs_table(store, county),
                        runs::equation_table(store, county), runs::holds_table(store, county, /*only_open=*/false),
                        batches::batches_table(store, county), batches::funds_table(store, county)})
        all += csv_of(table);
    for (const std::int64_t batch : batch_numbers(office))
        all += csv_of(batches::instructions_table(store, county, batch));
    worklist::read_items(office.sql(), county, /*only_open=*/false, [&](const worklist::Item& item) {
        all += std::to_string(item.number) + ' ' + item.what.subject + ' ' + item.what.detail.en + ' ' + item.decision +
               '\n';
    });
    if (!std::filesystem::exists(outbox(office))) return all;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{outbox(office)})
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) all += path.filename().string() + '\n' + read_file(path);
    return all;
}

}  // namespace mingzhang::test
