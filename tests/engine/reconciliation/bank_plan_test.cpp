// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A bank that tells in pieces, late, twice and wrong: what the books make of it, held against what truly happened.
#include "engine/reconciliation/bank_plan.hpp"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "bank_adapters/layouts/delivered.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using bank::OutcomeStatus;
using reconciliation::BankPlan;
using reconciliation::BankWays;
using reconciliation::FileManner;
using reconciliation::PlannedFile;
using reconciliation::Telling;
using reconciliation::ToldRow;
using worklist::Kind;

namespace {

// The delivered layout, its result file with a row that declares count and total.
std::string with_control_row() {
    const auto all = bank::layouts::delivered_layouts();
    std::string toml{std::ranges::find(all, "ccb", &bank::layouts::DeliveredLayout::name)->toml};
    const std::string row = R"([[result.rows]]
kind = "record"
columns = [ { field = "count", title = "总笔数" }, { field = "total", title = "总金额", unit = "yuan" } ]

)";
    return toml.insert(toml.find("[answers.statuses]"), row);
}

constexpr const char* with_control = "ccb and a control row";
constexpr int payments = 40;

struct Sent {
    PracticeOffice office;
    bank::layouts::Layout layout;
    std::string payment_file, file_name;

    explicit Sent(const std::string& layout_name) : layout{*bank::layouts::delivered_layout("ccb")} {
        const bool is_own = layout_name == with_control;
        auto account = own_account("own", is_own ? "ccb" : layout_name, 2);
        if (is_own) account.layout_toml = with_control_row();
        account.branch_code = "105100000017";
        account.branch_name = "测试支行";
        account.region = "999901";
        const auto added = batches::add_bank_account(office.desk, office.sealer, office.officer, account, "");
        if (!added) FAIL(added.error().what().en);
        office.account = added->number("bank_account");
        office.receive(10'000);
        std::vector<Owed> owed;
        for (int payee = 1; payee <= payments; ++payee)
            owed.push_back({"YX" + std::to_string(payee), payee % 9 + 1, payee, "测试人", Program::rural_dibao,
                            Month{2022, 10}, "own"});
        office.release(owed);
        const auto created = office.create();
        if (!created) FAIL(created.error().what().en);
        office.send(1);
        const auto kept = batches::find_bank_account(office.sql(), county, office.account);
        layout = batches::layout_of(*kept).value();
        payment_file = office.payment_file(1);
        file_name = office.batch(1).file_name;
    }

    [[nodiscard]] BankPlan plan(const BankWays& ways) const {
        auto plan = reconciliation::plan_answers(layout, payment_file, file_name, ways);
        if (!plan) FAIL(plan.error().what().en);
        return *std::move(plan);
    }

    [[nodiscard]] Result<Answer, Refusal> take(const PlannedFile& file) {
        return reconciliation::post_result_file(office.desk, office.sealer, office.liaison,
                                                {county, 1, file.name, file.bytes});
    }

    // What differs from the plan after all its files, or nothing.
    [[nodiscard]] std::string differs(const BankPlan& plan) {
        std::int64_t strangers = 0, repetitions = 0;
        std::set<std::pair<Kind, std::string>> expected;
        for (const PlannedFile& file : plan.files) {
            const auto answer = take(file);
            if (answer.has_value() == (file.manner == FileManner::wrong_control))
                return file.name + ": " + (answer ? "taken, and should not be" : answer.error().what().en);
            if (file.manner == FileManner::repeated && ++repetitions > 0 && answer->number("repeated") != 1)
                return file.name + " was posted twice";
            for (const ToldRow& row : file.rows) {
                if (row.telling == Telling::stranger) ++strangers;
                if (const auto kind = item_of(row.telling)) expected.emplace(*kind, row.serial);
            }
        }
        for (const auto& [kind, serial] : expected)
            if (std::ranges::none_of(office.items(kind), [&, &wanted = serial](const worklist::Item& item) {
                    return item.what.subject == wanted;
                }))
                return serial + " is not on the worklist as " + worklist::name(kind).en;
        if (static_cast<std::int64_t>(office.items(Kind::unknown_serial).size()) != strangers)
            return "strangers are missing from the worklist";
        if (static_cast<std::int64_t>(office.items(Kind::repeated_file).size()) != repetitions)
            return "a repeated file is missing from the worklist";
        return states_differ(plan);
    }

private:
    static std::optional<Kind> item_of(Telling telling) {
        switch (telling) {
            case Telling::doubled:
                return Kind::repeated_line;
            case Telling::wrong_name:
            case Telling::wrong_account:
                return Kind::wrong_account;
            case Telling::short_amount:
                return Kind::wrong_amount;
            case Telling::other_mind:
                return Kind::unknown_outcome;
            default:
                return std::nullopt;
        }
    }

    [[nodiscard]] std::string states_differ(const BankPlan& plan) {
        const bool tells_reason = layout.result->message || layout.result->carries(bank::layouts::Field::reason);
        std::string found;
        batches::read_instructions(office.sql(), county, 1, [&](const batches::BatchInstruction& booked) {
            const auto& truth = plan.truths.at(static_cast<std::size_t>(booked.number) - 1);
            if (booked.serial != truth.serial || booked.status != truth.status)
                found = fmt::format("{} is {} in the books, {} by the bank", booked.serial,
                                    booked.status ? code(*booked.status) : "untold",
                                    truth.status ? code(*truth.status) : "untold");
            if (tells_reason && booked.status == OutcomeStatus::failed && booked.reason != truth.reason)
                found = booked.serial + " failed for another reason";
        });
        return found;
    }
};

}  // namespace

TEST_CASE("After all a bank tells by any seed, the books say what truly happened, and every lie waits for a person") {
    const std::vector<std::string> layouts{"ccb",         "ccb-echo",    "icbc",      "chinapay",
                                           "iso20022-03", "iso20022-09", with_control};
    rc::check([&] {
        const std::string layout = *rc::gen::elementOf(layouts);
        BankWays ways;
        ways.seed = *rc::gen::arbitrary<std::uint64_t>();
        ways.days = *rc::gen::inRange(1, 8);
        // Up to every payment of a kind, so that rare meetings happen.
        ways.failed_per_thousand = *rc::gen::inRange(0u, 500u);
        ways.late_return_per_thousand = *rc::gen::inRange(0u, 500u);
        ways.wrong_per_thousand = *rc::gen::inRange(0u, 500u);
        ways.other_mind_per_thousand = *rc::gen::inRange(0u, 1000u);
        Sent sent{layout};
        const std::string differs = sent.differs(sent.plan(ways));
        if (!differs.empty()) RC_FAIL(layout + ": " + differs);
        sent.office.check_books();
    });
}

TEST_CASE("A plan is the same for the same seed, and another for another") {
    const Sent sent{"ccb"};
    const auto bytes = [&](std::uint64_t seed) {
        std::string all;
        for (const PlannedFile& file : sent.plan({.seed = seed}).files)
            all += fmt::format("{} {}\n", file.day, file.name) + file.bytes;
        return all;
    };
    CHECK(bytes(1) == bytes(1));
    CHECK(bytes(1) != bytes(2));
}

TEST_CASE("Among a hundred seeds a bank does everything it can do") {
    const Sent rows{"ccb"}, messages{"iso20022-09"}, controlled{with_control};
    std::set<Telling> tellings;
    std::set<FileManner> manners;
    std::set<bank::Reason> reasons;
    std::set<int> first_days, clocks;
    bool late = false;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        for (const Sent* sent : {&rows, &messages, &controlled}) {
            const BankPlan plan = sent->plan({.seed = seed});
            for (const PlannedFile& file : plan.files) {
                manners.insert(file.manner);
                for (const ToldRow& row : file.rows) tellings.insert(row.telling);
            }
            if (!plan.files.empty()) first_days.insert(plan.files.front().day);
            clocks.insert(plan.clock_off_hours);
            for (const auto& truth : plan.truths)
                if (truth.reason) reasons.insert(*truth.reason);
            // Told twice truly: paid, and given back days later.
            std::map<std::uint64_t, int> times;
            for (const PlannedFile& file : plan.files)
                for (const ToldRow& row : file.rows)
                    if (row.telling == Telling::truth) late = late || ++times[row.instruction] > 1;
        }
    }
    CHECK(tellings.size() == 9);
    CHECK(manners.size() == 4);
    CHECK(late);
    CHECK(first_days == std::set<int>{0, 1});  // One is a time-out: accepted, and no answer on the day.
    CHECK(clocks.size() == 4);
    // Every reason the layout can say, but those of a payment not finished.
    for (const bank::Reason reason : bank::all_reasons()) {
        const auto& texts = rows.layout.answers.reason_texts;
        if (!texts.contains(reason) || bank::action(reason) == bank::Action::query) continue;
        CAPTURE(code(reason));
        CHECK(reasons.contains(reason));
    }
}

TEST_CASE("A layout without a result file has no plan") {
    const auto layout = bank::layouts::delivered_layout("abc");
    REQUIRE(layout.has_value());
    CHECK_FALSE(reconciliation::plan_answers(*layout, "", "x", {}).has_value());
}
