// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The database fails in a list: at the Nth step of its work, once or for good. The list is then refused, or was whole;
// nothing of the database's library comes through, and the next reading on the same connection is as if nothing had
// been.
//
// A few points a list, spread over its steps; many more when MINGZHANG_DEEP is set, as `./dev test --deep` does.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <regex>
#include <set>

#include "base/calendar/calendar_book.hpp"
#include "engine/batches/tables.hpp"
#include "engine/benefits/lists.hpp"
#include "engine/custody/agreements.hpp"
#include "engine/exchange/schema.hpp"
#include "engine/exchange/tables.hpp"
#include "engine/forecast/budget_forecast.hpp"
#include "engine/forecast/compare_tables.hpp"
#include "engine/grants/institutions.hpp"
#include "engine/grants/temporary_cases.hpp"
#include "engine/opening/opening.hpp"
#include "engine/policy/parse_pack.hpp"
#include "engine/recalls/ask.hpp"
#include "engine/recalls/schema.hpp"
#include "engine/recalls/tables.hpp"
#include "engine/reconciliation/reason_words.hpp"
#include "engine/registry/questions.hpp"
#include "engine/runs/holds.hpp"
#include "engine/runs/views.hpp"
#include "engine/statements/schema.hpp"
#include "tests/places.hpp"
#include "tests/simulation/office_month.hpp"

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;

// Makes a list and sends it; or reads what a list is made of.
using Read = std::function<Result<void, Refusal>(Office&, RowSink&)>;

Read sent(const std::function<Table(store::Store&, County)>& list) {
    return [list](Office& office, RowSink& sink) { return send(list(office.store(), office.county()), sink); };
}

Read sent_if_made(const std::function<Result<Table, Refusal>(store::Store&, County)>& list) {
    return [list](Office& office, RowSink& sink) -> Result<void, Refusal> {
        auto made = list(office.store(), office.county());
        if (!made) return pass_on(made);
        return send(*made, sink);
    };
}

const DivisionScope town = DivisionScope::parse("500110999").value();
constexpr Month august{2022, 8};
const Date today = parse_date("2022-08-20").value();

policy::Pack town_pack() {
    return *policy::parse_pack(read_file(town_folder("golden-town") / "2022-08/2021-09.toml"), "test");
}

forecast::CompareCall same_packs() {
    return {town_pack(), town_pack(), town, std::nullopt};
}

// Every list of the engine that reads, and the calendar's, by the name of its function; and what some of them are made
// of.
std::map<std::string, Read> all_lists() {
    using store::Store;
    return {
        {"batches::bank_accounts_table", sent(batches::bank_accounts_table)},
        {"batches::batches_table", sent(batches::batches_table)},
        {"batches::budget_table", sent(batches::budget_table)},
        {"batches::funds_table", sent(batches::funds_table)},
        {"batches::instructions_table", sent([](Store& s, County c) { return batches::instructions_table(s, c, 1); })},
        {"batches::tie_table", sent([](Store& s, County c) { return batches::tie_table(s, c, 1); })},
        {"benefits::funeral_table",
         sent([](Store& s, County c) { return benefits::funeral_table(s, c, town, august); })},
        {"benefits::institution_table",
         sent([](Store& s, County c) { return benefits::institution_table(s, c, town, august); })},
        {"benefits::price_subsidy_table",
         sent([](Store& s, County c) { return benefits::price_subsidy_table(s, c, town, august, {}); })},
        {"benefits::temporary_case",
         [](Office& office, RowSink&) -> Result<void, Refusal> {
             const auto done = benefits::temporary_case(office.store(), office.county(), town, {}, Language::zh);
             // What it finds in the town's pack is its own affair.
             if (!done && done.error().is(DeskRefusal::store_failed)) return tl::unexpected{done.error()};
             return {};
         }},
        {"calendar::years_table", sent(calendar::years_table)},
        {"custody::agreements_table", sent([](Store& s, County c) { return custody::agreements_table(s, c, today); })},
        {"exchange::attempts_table", sent([](Store& s, County c) { return exchange::attempts_table(s, c, 1); })},
        {"exchange::connections_table", sent(exchange::connections_table)},
        {"exchange::files_table", sent(exchange::files_table)},
        {"forecast::changes_table",
         [](Office& office, RowSink& sink) {
             SilentProgress silent;
             forecast::Comparison compared;
             return send(forecast::changes_table(office.store(), office.county(), same_packs(), {silent, {}}, compared),
                         sink);
         }},
        {"forecast::compare_packs",
         [](Office& office, RowSink&) -> Result<void, Refusal> {
             SilentProgress silent;
             auto done = forecast::compare_packs(office.store(), office.county(), same_packs(), {silent, {}});
             if (!done) return pass_on(done);
             return {};
         }},
        {"forecast::compared_villages_table", sent([](Store& s, County) {
             forecast::Comparison compared;
             for (const char* village : {"500110999001", "500110999002"})
                 compared.villages[DivisionCode::parse(village).value()];
             return forecast::compared_villages_table(s, compared);
         })},
        {"forecast::forecast_budget",
         [](Office& office, RowSink&) -> Result<void, Refusal> {
             SilentProgress silent;
             forecast::ForecastCall call;
             call.year = 2022;
             call.today = today;
             call.division = DivisionScope::parse("500110").value();
             auto done = forecast::forecast_budget(office.store(), office.county(), call, {silent, {}});
             if (!done) return pass_on(done);
             return {};
         }},
        {"grants::cases_table", sent([](Store& s, County c) { return grants::cases_table(s, c, today); })},
        {"grants::institutions_table", sent(grants::institutions_table)},
        {"grants::papers_table", sent(grants::papers_table)},
        {"opening::opening_table", sent(opening::opening_table)},
        {"recalls::candidates_table", sent(recalls::candidates_table)},
        {"recalls::recalled_table", sent([](Store& s, County c) { return recalls::recalled_table(s, c, 1); })},
        {"recalls::recalls_table", sent([](Store& s, County c) { return recalls::recalls_table(s, c); })},
        {"reconciliation::unmapped_words_table",
         sent([](Store& s, County c) { return reconciliation::unmapped_words_table(s, c, Language::zh); })},
        {"registry::imports_table", sent(registry::imports_table)},
        {"registry::questions_table", sent([](Store& s, County c) { return registry::questions_table(s, c, false); })},
        {"runs::compare_table", sent_if_made([](Store& s, County c) { return runs::compare_table(s, c, 1, 1); })},
        {"runs::equation_table", sent(runs::equation_table)},
        {"runs::holds_table", sent([](Store& s, County c) { return runs::holds_table(s, c, false); })},
        {"runs::lines_table", sent_if_made([](Store& s, County c) { return runs::lines_table(s, c, 1); })},
        {"runs::overpayments_table",
         sent_if_made([](Store& s, County c) { return runs::overpayments_table(s, c, 1); })},
        {"runs::programs_table", sent_if_made([](Store& s, County c) { return runs::programs_table(s, c, 1); })},
        {"runs::runs_table", sent(runs::runs_table)},
        {"runs::signatures_table", sent_if_made([](Store& s, County c) { return runs::signatures_table(s, c, 1); })},
        {"runs::villages_table", sent_if_made([](Store& s, County c) { return runs::villages_table(s, c, 1); })},
    };
}

// The functions of the engine's headers that make a list out of a store.
std::set<std::string> declared_lists() {
    static const std::regex declaration{R"((\w+_table)\(store::Store& store)"};
    std::set<std::string> names;
    const fs::path engine = fs::path{MINGZHANG_SOURCE_DIR} / "engine";
    for (const auto& entry : fs::recursive_directory_iterator{engine}) {
        if (entry.path().extension() != ".hpp") continue;
        const std::string text = read_file(entry.path());
        for (std::sregex_iterator found{text.begin(), text.end(), declaration}, end; found != end; ++found)
            names.insert(entry.path().parent_path().filename().string() + "::" + (*found)[1].str());
    }
    return names;
}

struct CountedRows : RowSink {
    std::size_t count = 0;
    Result<void, Refusal> begin(const TableHead&) override { return {}; }
    Result<void, Refusal> row(RowCells) override {
        ++count;
        return {};
    }
    Result<void, Refusal> end() override { return {}; }
};

enum class Failing { once, for_good };

// While it lives, the database breaks off at one of its steps; counts them all. BEGIN and ROLLBACK of a reading are no
// steps: they touch no disk, and nothing can fail in them.
class Failure {
public:
    Failure(soci::session& sql, long at, Failing failing)
        : database_{static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_}, at_{at}, failing_{failing} {
        sqlite_api::sqlite3_trace_v2(database_, SQLITE_TRACE_STMT, &Failure::begin, this);
        sqlite_api::sqlite3_progress_handler(database_, 1, &Failure::step, this);
    }
    ~Failure() {
        sqlite_api::sqlite3_progress_handler(database_, 0, nullptr, nullptr);
        sqlite_api::sqlite3_trace_v2(database_, 0, nullptr, nullptr);
    }
    Failure(const Failure&) = delete;
    Failure& operator=(const Failure&) = delete;

    [[nodiscard]] long steps() const { return steps_; }

private:
    static int begin(unsigned, void* self, void*, void* statement) {
        const std::string_view text = static_cast<const char*>(statement);
        static_cast<Failure*>(self)->reads_ = text != "BEGIN" && text != "ROLLBACK";
        return 0;
    }
    static int step(void* self) {
        auto& failure = *static_cast<Failure*>(self);
        if (!failure.reads_) return 0;
        ++failure.steps_;
        const bool fails =
            failure.failing_ == Failing::once ? failure.steps_ == failure.at_ : failure.steps_ >= failure.at_;
        return fails ? 1 : 0;
    }

    sqlite_api::sqlite3* database_;
    long at_;
    Failing failing_;
    bool reads_ = false;
    long steps_ = 0;
};

constexpr long never = std::numeric_limits<long>::max();

// An office whose month is over: there is something in most lists.
std::unique_ptr<Office> office_after_a_month() {
    auto parts = whole_office_parts();
    parts.push_back(exchange::exchange_part());
    parts.push_back(recalls::recalls_part());
    parts.push_back(statements::statements_part());
    auto office = std::make_unique<Office>(store::Backend::sqlite, parts);
    for (const MonthStep& step : month_of_golden_town()) {
        CAPTURE(step.name);
        const auto done = step.carry_out(*office);
        REQUIRE(done.has_value());
        if (step.name != "send batches") continue;
        REQUIRE(recalls::ask_recall(office->desk(), office->sealer(), Office::person(Role::officer),
                                    {office->county(), 1, {1, 2}, {}, recalls::RecallReason::deceased, "", ""})
                    .has_value());
    }
    return office;
}

}  // namespace

TEST_CASE("a database that fails in the middle of any list is a refusal, and the next reading is whole") {
    const auto office = office_after_a_month();
    const long points = std::getenv("MINGZHANG_DEEP") != nullptr ? 1000 : 25;
    int refused_halfway = 0;
    for (const auto& [name, read] : all_lists()) {
        CAPTURE(name);
        CountedRows whole;
        long steps = 0;
        {
            const Failure none{office->sql(), never, Failing::once};
            const auto done = read(*office, whole);
            if (!done) FAIL(done.error().what().en);
            steps = none.steps();
        }
        REQUIRE(steps > 0);
        for (const Failing failing : {Failing::once, Failing::for_good}) {
            int refused = 0;
            for (long point = 0; point < points; ++point) {
                const long at = 1 + steps * point / points;
                CAPTURE(at, steps, failing == Failing::once);
                CountedRows rows;
                Result<void, Refusal> done;
                {
                    const Failure failure{office->sql(), at, failing};
                    REQUIRE_NOTHROW(done = read(*office, rows));
                }
                if (done) {
                    CHECK(rows.count == whole.count);  // It failed when all had been read.
                } else {
                    CHECK(done.error().is(DeskRefusal::store_failed));
                    ++refused;
                    if (rows.count > 0) ++refused_halfway;
                }
            }
            CHECK(refused > 0);
            CountedRows again;
            CHECK(read(*office, again).has_value());
            CHECK(again.count == whole.count);
        }
    }
    CHECK(refused_halfway > 0);
}

TEST_CASE("a list shows one moment, whatever another program writes while it is sent") {
    const auto office = office_after_a_month();
    std::string renamed = read_file(town_folder("golden-town") / "divisions.csv");
    for (std::size_t at = 0; (at = renamed.find("村", at)) != std::string::npos; at += 3) renamed.replace(at, 3, "庄");
    const auto file = office->file("renamed.csv", renamed);
    struct : RowSink {
        std::function<void()> at_the_first;
        std::vector<std::string> names;
        Result<void, Refusal> begin(const TableHead&) override { return {}; }
        Result<void, Refusal> row(RowCells cells) override {
            if (names.empty() && at_the_first) at_the_first();
            names.push_back(std::get<std::string>(cells[1].value()));
            return {};
        }
        Result<void, Refusal> end() override { return {}; }
    } before, during, after;
    const Table villages = *runs::villages_table(office->store(), office->county(), 1);
    REQUIRE(send(villages, before).has_value());
    REQUIRE(before.names.size() > 1);
    during.at_the_first = [&] {
        SilentProgress silent;
        REQUIRE(registry::import_file(office->other_desk(), office->sealer(), Office::person(Role::officer),
                                      {registry::ImportKind::divisions, file, std::nullopt, "renamed"}, {silent, {}})
                    .has_value());
    };
    REQUIRE(send(villages, during).has_value());
    CHECK(during.names == before.names);
    REQUIRE(send(villages, after).has_value());
    CHECK(after.names != before.names);
}

TEST_CASE("every list of the engine's headers is among those that were failed in") {
    const auto lists = all_lists();
    const auto declared = declared_lists();
    CHECK(declared.size() >= 30);
    for (const std::string& name : declared) {
        INFO(name << " is not: add it to all_lists");
        CHECK(lists.contains(name));
    }
}

}  // namespace mingzhang::test
