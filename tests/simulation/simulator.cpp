// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/simulation/simulator.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "engine/batches/bank_accounts.hpp"
#include "engine/runs/equation.hpp"
#include "engine/runs/holds.hpp"
#include "ledger/balances.hpp"

namespace mingzhang::test {

namespace {

constexpr std::size_t told_of_story = 25;  // Commands before the failure.
constexpr const char* divisions =
    "code,name,level,parent_code\n"
    "500000000000,重庆市,province,\n"
    "500110000000,綦江区,county,500000000000\n"
    "500110999000,永新镇,town,500110000000\n"
    "500110999001,石塔村,village,500110999000\n"
    "500110999002,荆山村,village,500110999000\n";

Answer must(const Result<Answer, Refusal>& done) {
    if (!done) throw std::logic_error{done.error().what().en};
    return *done;
}

}  // namespace

Simulator::Simulator(Office& office, std::uint64_t seed) : office_{office}, seed_{seed}, dice_{seed} {
    office_.set_day("2022-03-15");
    must(office_.import_text(registry::ImportKind::divisions, divisions));
    must(office_.import(registry::ImportKind::pack, town_folder("golden-town") / "2022-08/2021-09.toml"));
    must(batches::add_bank_account(office_.desk(), office_.sealer(), Office::person(Role::officer),
                                   {.county = office_.county(),
                                    .name = "示范账户",
                                    .bank_code = "rcb",
                                    .layout = "ccb",
                                    .account = *AccountNumber::parse("6299990000000000001"),
                                    .account_name = "示范镇财政所",
                                    .merchant = "100001"},
                                   ""));
    import_households();
}

std::int64_t Simulator::up_to(std::int64_t most) {
    return static_cast<std::int64_t>(dice_() % static_cast<std::uint64_t>(most + 1));
}

void Simulator::expect(bool holds, const std::string& what) {
    if (holds) return;
    std::string story;
    const std::size_t begin = story_.size() > told_of_story ? story_.size() - told_of_story : 0;
    for (std::size_t i = begin; i < story_.size(); ++i) story += fmt::format("\n  {:>4}  {}", i + 1, story_[i]);
    throw std::logic_error{fmt::format("seed {}, step {}: {}{}", seed_, story_.size(), what, story)};
}

void Simulator::step() {
    struct Choice {
        int weight;
        void (Simulator::*action)();
    };
    static constexpr std::array choices{Choice{3, &Simulator::import_households},
                                        Choice{10, &Simulator::calculate},
                                        Choice{30, &Simulator::sign},
                                        Choice{2, &Simulator::send_back},
                                        Choice{2, &Simulator::withdraw_run},
                                        Choice{8, &Simulator::release},
                                        Choice{6, &Simulator::close_run},
                                        Choice{5, &Simulator::place_hold},
                                        Choice{6, &Simulator::lift_hold},
                                        Choice{5, &Simulator::receive_funds},
                                        Choice{12, &Simulator::create_batches},
                                        Choice{8, &Simulator::write_files},
                                        Choice{9, &Simulator::send_batch},
                                        Choice{3, &Simulator::withdraw_batch},
                                        Choice{14, &Simulator::post_result},
                                        Choice{6, &Simulator::close_batch},
                                        Choice{2, &Simulator::close_period},
                                        Choice{2, &Simulator::next_month}};
    int all = 0;
    for (const Choice& choice : choices) all += choice.weight;
    std::int64_t at = up_to(all - 1);
    for (const Choice& choice : choices) {
        if (at < choice.weight) {
            (this->*choice.action)();
            break;
        }
        at -= choice.weight;
    }
    check();
}

void Simulator::verify() {
    const auto broken = office_.broken_passes();
    expect(broken.empty(), broken.empty() ? "" : broken.front());
}

// Somebody gives the command, on one connection or the other, sometimes somebody who may not.
void Simulator::give(const Command& command) {
    const Role role =
        once_in(12)
            ? all_roles[static_cast<std::size_t>(up_to(5))]
            : command.roles[static_cast<std::size_t>(up_to(static_cast<std::int64_t>(command.roles.size()) - 1))];
    const Actor actor = somebody(role);
    const bool role_may = std::find(command.roles.begin(), command.roles.end(), role) != command.roles.end();
    const std::string key = fmt::format("{}-{}", seed_, ++keys_);
    const auto done = command.give(once_in(3) ? office_.other_desk() : office_.desk(), actor, key);
    story_.push_back(
        fmt::format("{} as {} {}: {}", actor.name, code(role), command.said, done ? "done" : done.error().code()));
    done ? ++carried_out_ : ++refused_;
    if (!role_may) {
        expect(!done && done.error().is(DeskRefusal::role_may_not), "somebody without the right was not refused");
        return;
    }
    const bool person_may = !command.may_person || command.may_person(actor);
    if (!person_may) expect(!done, "a person was let do what he may not");
    if (person_may && command.must_succeed)
        expect(done.has_value() == *command.must_succeed,
               *command.must_succeed ? "refused: " + (done ? "" : done.error().what().en) : "should be refused");
    if (!done) {
        expect(!done.error().is(DeskRefusal::store_failed), "the store failed");
        return;
    }
    command.learn(*done, actor);
    if (once_in(4)) repeat(command, actor, key, *done);
}

// The same under the same key answers the same and changes nothing; something else under it is refused.
void Simulator::repeat(const Command& command, const Actor& actor, const std::string& key, const Answer& answer) {
    const auto again = command.give(once_in(2) ? office_.other_desk() : office_.desk(), actor, key);
    story_.push_back(fmt::format("{} {} again: {}", actor.name, command.said, again ? "done" : again.error().code()));
    expect(again.has_value() && again->to_json() == answer.to_json(), "a repetition answers something else");
    const auto other = runs::place_hold(office_.desk(), Office::person(Role::officer),
                                        {office_.county(), {1, 1}, "another " + key, key});
    expect(!other && other.error().is(DeskRefusal::key_used_by_another_command),
           "a key was taken for two different commands");
}

void Simulator::check() {
    std::map<int, std::int64_t> told;
    for (const auto& line : ledger::trial_balance(office_.sql(), office_.county())) {
        told[static_cast<int>(line.account)] = difference(line.totals.debits, line.totals.credits).fen();
    }
    std::int64_t all = 0;
    for (const auto& [account, fen] : told) all += fen;
    expect(all == 0, "debits and credits differ");
    std::map<int, std::int64_t> expected = model_.balances();
    for (const ledger::AccountInfo& plan : ledger::account_plan()) {
        const int account = static_cast<int>(plan.account);
        expect(told[account] == expected[account],
               fmt::format("account {} holds {} fen, the model says {}", account, told[account], expected[account]));
    }
    expect(-told[2002] <= told[1003], "more is open than is held of returns");
    check_runs();
}

void Simulator::check_runs() {
    std::map<std::int64_t, runs::RunEquation> told;
    runs::read_equations(office_.sql(), office_.county(),
                         [&](const runs::RunEquation& equation) { told.emplace(equation.run.number, equation); });
    for (const runs::Run& run : runs::all_runs(office_.sql(), office_.county()))
        expect(run.state() == model_.run(run.number).state,
               fmt::format("run {} is {}, the model says {}", run.number, runs::code(run.state()),
                           runs::code(model_.run(run.number).state)));
    for (const model::Run& run : model_.runs) {
        expect(told.contains(run.number) == run.is_accrued(), fmt::format("run {} counts or not", run.number));
        if (!run.is_accrued()) continue;
        const runs::RunEquation& equation = told.at(run.number);
        std::array<std::int64_t, 6> sums{};
        for (const model::Line& line : run.lines) {
            sums[0] += line.due;
            sums[line.held ? 2 : 1] += line.waiting();
            sums[3] += line.in_transit;
            sums[4] += line.paid;
            sums[5] += line.returned;
        }
        const std::array<std::int64_t, 6> there{equation.due.fen(),  equation.to_send.fen(),
                                                equation.held.fen(), equation.in_transit.fen(),
                                                equation.paid.fen(), equation.returned.fen()};
        expect(there == sums, fmt::format("run {}: due, to send, held, in transit, paid, returned are {}, not {}",
                                          run.number, fmt::join(there, " "), fmt::join(sums, " ")));
        expect(equation.due == equation.parts(), fmt::format("run {}: the equation does not hold", run.number));
    }
}

}  // namespace mingzhang::test
