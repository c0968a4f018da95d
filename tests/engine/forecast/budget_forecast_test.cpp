// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/budget_forecast.hpp"

#include <catch2/catch.hpp>

#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/budget.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/funds.hpp"
#include "engine/forecast/forecast_tables.hpp"
#include "tests/engine/forecast/town.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

using namespace forecast;
using ledger::FundSource;

namespace {

constexpr Month month_of(unsigned month) {
    return Month{2022, month};
}

ForecastCall call_on(const char* today, int year = 2022) {
    return {year, parse_date(today).value(), DivisionScope::parse("500110").value()};
}

BudgetForecast forecast_of(Office& office, const ForecastCall& call) {
    SilentProgress silent;
    auto done = forecast_budget(office.store(), office.county(), call, {silent, {}});
    if (!done) throw std::runtime_error{done.error().what().en};
    return *done;
}

// What each month needs, over all programs: "2022-11 525.00".
std::vector<std::string> months_of(const BudgetForecast& forecast) {
    std::map<Month, Money> months;
    for (const auto& [when, need] : forecast.needs) months[when.first] = sum(months[when.first], need.amount);
    std::vector<std::string> said;
    for (const auto& [month, amount] : months) said.push_back(to_string(month) + " " + to_yuan(amount));
    return said;
}

Money owed_of(const BudgetForecast& forecast) {
    Money all;
    for (const auto& [program, need] : forecast.owed) all = sum(all, need.amount);
    return all;
}

void grant(Office& office, FundSource source, std::int64_t yuan, Program program = Program::rural_dibao) {
    const batches::BudgetChange change{.county = office.county(),
                                       .budget_year = 2022,
                                       .program = program,
                                       .source = source,
                                       .amount = Money::fen(yuan * 100),
                                       .document = "1号"};
    if (auto done = batches::change_budget(office.desk(), Office::person(Role::officer), change, ""); !done)
        throw std::runtime_error{done.error().what().en};
}

void receive(Office& office, std::int64_t account, FundSource source, std::int64_t yuan,
             Program program = Program::rural_dibao) {
    const batches::FundsReceipt receipt{.county = office.county(),
                                        .bank_account = account,
                                        .source = source,
                                        .program = program,
                                        .budget_year = 2022,
                                        .amount = Money::fen(yuan * 100)};
    if (auto done = batches::receive_funds(office.desk(), Office::person(Role::officer), receipt, ""); !done)
        throw std::runtime_error{done.error().what().en};
}

std::int64_t add_account(Office& office) {
    const batches::NewBankAccount account{.county = office.county(),
                                          .name = "零余额账户",
                                          .bank_code = "rcb",
                                          .layout = "ccb",
                                          .account = *AccountNumber::parse("6299990000000000001"),
                                          .account_name = "测试县民政局",
                                          .merchant = "M001"};
    auto added = batches::add_bank_account(office.desk(), office.sealer(), Office::person(Role::officer), account, "");
    if (!added) throw std::runtime_error{added.error().what().en};
    return added->number("bank_account");
}

// "central 1000.00 used 0.00 to come 800.00 left 200.00", and " dry 2022-11" where it runs dry.
std::vector<std::string> lines_of(const BudgetForecast& forecast) {
    std::vector<std::string> said;
    for (const LineForecast& line : forecast.lines)
        said.push_back((line.source ? std::string{code(*line.source)} : "nobody") + " " + to_yuan(line.allotted) +
                       " used " + to_yuan(line.used) + " to come " + to_yuan(line.to_come) + " left " +
                       to_yuan(line.left()) + (line.dry_in ? " dry " + to_string(*line.dry_in) : ""));
    return said;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "what is forecast for each month is what its run pays while the roster stays, and approving moves it to owed") {
    Office office;
    load_golden_town(office);
    const BudgetForecast first = forecast_of(office, call_on("2022-08-20"));
    CHECK(first.needs.begin()->first.first == month_of(8));
    CHECK(first.not_worked_out.empty());
    CHECK(owed_of(first).is_zero());
    for (const char* month : {"2022-08", "2022-09", "2022-10"}) {
        office.set_day(std::string{month} + "-20");
        const auto run = office.calculate(month);
        REQUIRE(run.has_value());
        Money needed;
        for (const auto& [when, need] : first.needs)
            if (to_string(when.first) == month) needed = sum(needed, need.amount);
        // Held lines are owed as well.
        CHECK(needed.fen() == run->number("payable_fen") + run->number("held_fen"));
        REQUIRE(office.approve(run->number("run")).has_value());
        const BudgetForecast later = forecast_of(office, call_on("2022-10-25"));
        CHECK(later.to_come() == first.to_come());
        CHECK(later.needs.begin()->first.first == *parse_month(month) + 1);
        CHECK(owed_of(later).is_positive());
    }
}

TEST_CASE("ages, grace and dates of ending tell as they fall in the months to come") {
    Office office;
    load_one_household(office);
    const auto months = [&] { return months_of(forecast_of(office, call_on("2022-08-20"))); };
    CHECK(months() ==
          Strings{"2022-08 515.00", "2022-09 515.00", "2022-10 515.00", "2022-11 515.00", "2022-12 515.00"});
    SECTION("an end that is known") {
        REQUIRE(office
                    .import_text(ImportKind::households,
                                 with(one_household, {{"2022-05-09,,,,", "2022-05-09,2022-10-31,voluntary,,"}}))
                    .has_value());
        CHECK(months() == Strings{"2022-08 515.00", "2022-09 515.00", "2022-10 515.00"});
    }
    SECTION("a grace that runs out") {
        REQUIRE(
            office
                .import_text(ImportKind::households, with(one_household, {{"2022-05-09,,,,", "2022-05-09,,,2022-06,"}}))
                .has_value());
        // 100, 100, 75, 75, 50 and 50 percent from June on; 386.25 and 257.50 are rounded up to the yuan.
        CHECK(months() == Strings{"2022-08 387.00", "2022-09 387.00", "2022-10 258.00", "2022-11 258.00"});
    }
    SECTION("somebody turns 70") {
        const std::string seventy_in_october = "999901195210150011";
        REQUIRE(office
                    .import_text(ImportKind::members,
                                 member_heading + "YX1," + seventy_in_october + ",,赵梅,配偶,yes,,,,\n")
                    .has_value());
        CHECK(months() ==
              Strings{"2022-08 1030.00", "2022-09 1030.00", "2022-10 1030.00", "2022-11 1075.00", "2022-12 1075.00"});
    }
    SECTION("a pack imported for a later month, and one not imported yet") {
        const std::string october = with(first_pack(), {{"\"2021-09\"", "\"2022-10\""}, {"515.00", "525.00"}});
        const std::string december = with(first_pack(), {{"\"2021-09\"", "\"2022-12\""}, {"515.00", "600.00"}});
        REQUIRE(office.import_text(ImportKind::pack, october).has_value());
        ForecastCall call = call_on("2022-08-20");
        call.pack = pack_of(december);
        CHECK(months_of(forecast_of(office, call)) ==
              Strings{"2022-08 515.00", "2022-09 515.00", "2022-10 525.00", "2022-11 525.00", "2022-12 600.00"});
        CHECK(months().back() == "2022-12 525.00");
    }
}

TEST_CASE("the months to come begin after the last one paid, here or before the books began, else with today's") {
    Office office;
    load_one_household(office);
    CHECK(months_of(forecast_of(office, call_on("2022-11-02"))).size() == 2);
    CHECK(months_of(forecast_of(office, call_on("2022-11-02", 2023))).size() == 12);
    approved_run(office, "2022-08");
    // September and October wait to be calculated still.
    CHECK(months_of(forecast_of(office, call_on("2022-11-02"))).front() == "2022-09 515.00");
    // A run of one program alone counts for that one.
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,urban_dibao,500110999002," + zhao +
                                                         ",2022-05-09,,,,,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,\n").has_value());
    office.set_day("2022-09-20");
    const auto urban = office.calculate("2022-09", "500110999", Program::urban_dibao);
    REQUIRE(urban.has_value());
    REQUIRE(office.approve(urban->number("run")).has_value());
    CHECK(months_of(forecast_of(office, call_on("2022-11-02"))) ==
          Strings{"2022-09 515.00", "2022-10 1151.00", "2022-11 1151.00", "2022-12 1151.00"});
}

TEST_CASE("lines are drawn central first; the last one lacks what none can give, from the month it runs dry") {
    Office office;
    load_one_household(office);
    const auto lines = [&] { return lines_of(forecast_of(office, call_on("2022-08-20"))); };  // 5 × 515
    CHECK(lines() == Strings{"nobody 0.00 used 0.00 to come 2575.00 left -2575.00 dry 2022-08"});
    grant(office, FundSource::county, 1'000);
    CHECK(lines() == Strings{"county 1000.00 used 0.00 to come 2575.00 left -1575.00 dry 2022-09"});
    grant(office, FundSource::central, 1'030);
    // Two months to the fen: it is dry in the third, which it is first asked for in vain.
    CHECK(lines() == Strings{"central 1030.00 used 0.00 to come 1030.00 left 0.00 dry 2022-10",
                             "county 1000.00 used 0.00 to come 1545.00 left -545.00 dry 2022-11"});
    grant(office, FundSource::county, 545);
    CHECK(lines().back() == "county 1545.00 used 0.00 to come 1545.00 left 0.00");
    // A line of another program helps nobody.
    grant(office, FundSource::central, 9'000, Program::urban_dibao);
    CHECK(lines() == Strings{"central 9000.00 used 0.00 to come 0.00 left 9000.00",
                             "central 1030.00 used 0.00 to come 1030.00 left 0.00 dry 2022-10",
                             "county 1545.00 used 0.00 to come 1545.00 left 0.00"});
}

TEST_CASE("what went to the bank is used, what waits is still to come, and together they stay what they were") {
    Office office;
    load_one_household(office);
    const std::int64_t account = add_account(office);
    grant(office, FundSource::county, 3'000);
    receive(office, account, FundSource::county, 2'000);
    const auto lines = [&] { return lines_of(forecast_of(office, call_on("2022-08-25"))); };
    CHECK(lines() == Strings{"county 3000.00 used 0.00 to come 2575.00 left 425.00"});
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    CHECK(lines() == Strings{"county 3000.00 used 0.00 to come 2575.00 left 425.00"});
    const auto created = batches::create_batches(office.desk(), office.sealer(), Office::person(Role::officer),
                                                 {.county = office.county()}, "");
    REQUIRE(created.has_value());
    CHECK(lines() == Strings{"county 3000.00 used 515.00 to come 2060.00 left 425.00"});
}

TEST_CASE("where nothing was recorded as granted, what was received is what there is") {
    Office office;
    load_one_household(office);
    receive(office, add_account(office), FundSource::city, 2'000);
    CHECK(lines_of(forecast_of(office, call_on("2022-08-20"))) ==
          Strings{"city 2000.00 used 0.00 to come 2575.00 left -575.00 dry 2022-11"});
    CHECK(lines_of(forecast_of(office, call_on("2022-08-20", 2023))).front() ==
          "nobody 0.00 used 0.00 to come 6180.00 left -6180.00 dry 2023-01");
}

TEST_CASE("a part of the county has months and no lines; another part is not in them") {
    Office office;
    load_one_household(office);
    grant(office, FundSource::county, 1'000);
    approved_run(office, "2022-08");
    const auto in = [&](const char* division) {
        ForecastCall call = call_on("2022-08-25");
        call.division = DivisionScope::parse(division).value();
        return forecast_of(office, call);
    };
    CHECK(in("500110999001").lines.empty());
    CHECK(in("500110999001").to_come() == Money::fen(2575'00));
    CHECK(in("500110999002").to_come().is_zero());
}

TEST_CASE("a household that cannot be worked out is named once, with its first month, and the rest is in the sums") {
    Office office;
    load_one_household(office);
    ForecastCall call = call_on("2022-08-20");
    call.pack = pack_of(with(first_pack(), {{"\"2021-09\"", "\"2022-11\""}, {"rural_dibao = \"515.00\"\n", ""}}));
    const BudgetForecast found = forecast_of(office, call);
    REQUIRE(found.not_worked_out.size() == 1);
    CHECK(found.not_worked_out[0].no.text() == "YX1");
    CHECK(found.not_worked_out[0].month == month_of(11));
    CHECK(months_of(found) == Strings{"2022-08 515.00", "2022-09 515.00", "2022-10 515.00"});
    CHECK_THAT(csv_of(not_forecast_table(found)), Catch::Contains("YX1,500110999001,rural_dibao,2022-11,"));
}

TEST_CASE("forecasting touches nothing: no row, no command, no leaf of the log") {
    Office office;
    load_golden_town(office);
    approved_run(office, "2022-08");
    const Untouched before{office};
    ForecastCall call = call_on("2022-08-25");
    call.pack = pack_of(with(first_pack(), {{"\"2021-09\"", "\"2022-11\""}, {"515.00", "581.00"}}));
    const BudgetForecast found = forecast_of(office, call);
    CHECK(csv_of(forecast_months_table(found, 2022)).size() > 100);
    CHECK(csv_of(forecast_lines_table(found, 2022)).size() > 100);
    CHECK(Untouched{office} == before);
}

TEST_CASE("a year that is over is not forecast, and a forecast that is asked to stop stops") {
    Office office;
    load_one_household(office);
    std::stop_source stop;
    stop.request_stop();
    SilentProgress silent;
    CHECK(forecast_budget(office.store(), office.county(), call_on("2023-01-01", 2022), {silent, {}})
              .error()
              .is(ForecastRefusal::year_over));
    CHECK(forecast_budget(office.store(), office.county(), call_on("2022-08-20"), {silent, stop.get_token()})
              .error()
              .is(ForecastRefusal::stopped));
}

}  // namespace mingzhang::test
