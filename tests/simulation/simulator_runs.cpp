// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The simulator's lists and runs.
#include <fmt/format.h>

#include "engine/runs/holds.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/period.hpp"
#include "tests/simulation/simulator.hpp"

namespace mingzhang::test {

namespace {

using enum runs::RunState;

constexpr std::int64_t rural_yuan = 515;  // A month and person, by the pack.
constexpr std::int64_t urban_yuan = 636;

// An invented person between 32 and 52 years of age.
std::string id_number(std::int64_t serial) {
    const std::string first =
        fmt::format("999901{}{:02}{:02}{:03}", 1970 + serial % 20, 1 + serial % 12, 1 + serial / 3 % 28, serial % 1000);
    return first + id_check_character(first);
}

std::string village(std::int64_t number) {
    return fmt::format("50011099900{}", number);
}

}  // namespace

// A few new households with members and an income, in three lists as an office has them.
void Simulator::import_households() {
    std::string households =
        "household_no,from_month,program,division_code,applicant_id_number,approved_on,ended_on,end_reason,grace_from,"
        "cover,bank_code,account_no,account_name\n";
    std::string members =
        "household_no,id_number,from_month,name,relation,covered,joined_on,left_on,categories,self_care\n";
    std::string incomes = "household_no,id_number,kind,annual_amount,from_month,to_month\n";
    std::vector<model::Household> added;
    const std::string place = village(1 + up_to(1));
    for (std::int64_t i = 0; i <= up_to(4); ++i) {
        const auto serial = static_cast<std::int64_t>(model_.households.size() + added.size());
        model::Household household{
            fmt::format("YX{:04}", serial), place, Program::rural_dibao, 0, Month{2022, 1}, {}, {}};
        if (once_in(3)) household.program = Program::urban_dibao;
        household.approved = model_.today - static_cast<int>(1 + up_to(2));
        household.account = fmt::format("62999900000000{:05}", 10'000 + serial);
        household.name = fmt::format("户主{}", serial);
        if (once_in(8)) household.account = household.name = "";
        if (!model_.households.empty() && once_in(5)) {  // A card shared with another household.
            const auto& other = std::prev(model_.households.end())->second;
            household.account = other.account;
            household.name = other.name;
        }
        const std::int64_t people = 1 + up_to(3);
        const std::int64_t earned = up_to(700);
        const std::int64_t standard = household.program == Program::rural_dibao ? rural_yuan : urban_yuan;
        household.fen = std::max<std::int64_t>(0, standard * people - earned) * 100;
        households += fmt::format("{},,{},{},{},{}-05,,,,household,{},{},{}\n", household.no, code(household.program),
                                  place, id_number(serial * 10), to_string(household.approved),
                                  household.account.empty() ? "" : "rcb", household.account, household.name);
        for (std::int64_t person = 0; person < people; ++person)
            members += fmt::format("{},{},,成员{},{},yes,,,,\n", household.no, id_number(serial * 10 + person), person,
                                   person == 0 ? "户主" : "子");
        incomes += fmt::format("{},{},farm,{},2021-01,\n", household.no, id_number(serial * 10), earned * 12);
        added.push_back(household);
    }
    const std::array lists{std::pair{registry::ImportKind::households, households},
                           std::pair{registry::ImportKind::members, members},
                           std::pair{registry::ImportKind::incomes, incomes}};
    for (const auto& [kind, text] : lists) {
        const auto done = office_.import_text(kind, text);
        story_.push_back(fmt::format("import {} households into {}", added.size(), place));
        expect(done.has_value(), done ? "" : "not imported: " + done.error().what().en);
        expect(done->number("changed") == std::count(text.begin(), text.end(), '\n') - 1, "rows were not taken");
    }
    model_.last_touch[place] = ++model_.imports;
    for (model::Household& household : added) model_.households.emplace(household.no, household);
}

void Simulator::calculate() {
    model::Run wanted;
    wanted.month = once_in(5) ? model_.today - 1 : model_.today;
    wanted.division = once_in(2) ? "500110999" : village(1 + up_to(1));
    if (once_in(4)) wanted.program = once_in(2) ? Program::rural_dibao : Program::urban_dibao;
    wanted.number = static_cast<std::int64_t>(model_.runs.size()) + 1;
    wanted.imports_seen = model_.imports;
    bool nobody = false;
    wanted.lines = model_.lines_of(wanted, nobody);
    const bool overlaps = std::any_of(model_.runs.begin(), model_.runs.end(), [&](const model::Run& run) {
        return run.is_accrued() && run.month == wanted.month && model::overlap(run, wanted);
    });
    give({fmt::format("calculate {} {} {}", to_string(wanted.month), wanted.division,
                      wanted.program ? code(*wanted.program) : "all"),
          {Role::officer},
          [=](Desk& desk, const Actor& actor, const std::string& key) {
              SilentProgress silent;
              return runs::calculate(desk, actor,
                                     {wanted.month, *DivisionScope::parse(wanted.division), wanted.program, key},
                                     {silent, {}});
          },
          !nobody && !overlaps,
          [&](const Answer& answer, const Actor& actor) {
              expect(answer.number("run") == wanted.number, "the run has another number");
              std::size_t at = 0;
              runs::read_lines(office_.sql(), office_.county(), wanted.number, [&](const runs::Line& line) {
                  expect(at < wanted.lines.size(), "a line nobody is owed: " + line.household.text());
                  const model::Line& owed = wanted.lines[at++];
                  expect(line.household.text() == owed.household && line.month == owed.month &&
                             line.kind == owed.kind && line.amount.fen() == owed.due,
                         fmt::format("line {} owes {} {} {} fen, not {} {} {}", at, line.household.text(),
                                     to_string(line.month), line.amount.fen(), owed.household, to_string(owed.month),
                                     owed.due));
              });
              expect(at == wanted.lines.size(), "lines are missing");
              expect(answer.number("overpayments") == 0, "nobody was overpaid");
              wanted.hands.insert(actor.name);
              model_.runs.push_back(wanted);
          }});
}

Simulator::Command Simulator::run_step(const std::string& name,
                                       Done (*command)(Desk&, const Actor&, const runs::StepCall&),
                                       std::vector<Role> roles, model::Run& run, const std::string& reason) {
    const std::int64_t number = run.number;
    return {fmt::format("{} run {}", name, number),
            std::move(roles),
            [this, command, number, reason](Desk& desk, const Actor& actor, const std::string& key) {
                return command(desk, actor, {office_.county(), number, reason, key});
            },
            std::nullopt,
            {}};
}

// The next signature, or one out of turn.
void Simulator::sign() {
    model::Run* run = any(model_.runs, [this](const model::Run& of) { return of.is_open() && !model_.is_stale(of); });
    if (run == nullptr) return;
    const auto signed_as = [this, run](runs::RunState state) {
        return [this, run, state](const Answer&, const Actor& actor) {
            run->state = state;
            run->hands.insert(actor.name);
            if (state == approved) outdate_others(*run);
        };
    };
    const auto is_new_hand = [run](const Actor& actor) { return !run->hands.contains(actor.name); };
    const bool out_of_turn = once_in(15);
    const auto turn = out_of_turn ? static_cast<runs::RunState>(up_to(2)) : run->state;
    Command command;
    if (turn == calculated) {
        command = run_step("submit", runs::submit, {Role::officer}, *run);
        command.learn = signed_as(submitted);
    } else if (turn == submitted) {
        command = run_step("review", runs::review, {Role::reviewer}, *run);
        command.learn = signed_as(reviewed);
        command.may_person = is_new_hand;
    } else {
        command = run_step("approve", runs::approve, {Role::approver}, *run);
        command.learn = signed_as(approved);
        command.may_person = is_new_hand;
    }
    const bool in_turn = turn == run->state && (turn == calculated || turn == submitted || turn == reviewed);
    const bool postable = turn != reviewed || run->lines.empty() || model_.may_post();
    command.must_succeed = in_turn && !model_.is_stale(*run) && postable;
    give(command);
}

// Approval and withdrawal leave runs standing on other ground.
void Simulator::outdate_others(const model::Run& run) {
    for (model::Run& other : model_.runs)
        if (other.number != run.number && other.is_open() && (model::overlap(other, run) || other.month < run.month))
            other.state = stale;
}

void Simulator::send_back() {
    model::Run* run =
        any(model_.runs, [](const model::Run& of) { return of.state == submitted || of.state == reviewed; });
    if (run == nullptr) return;
    const std::string reason = once_in(5) ? "" : "金额有误";
    Command command = run_step("send back", runs::send_back, {Role::reviewer, Role::approver}, *run, reason);
    command.must_succeed = !reason.empty() && (run->state == submitted || run->state == reviewed);
    command.learn = [run](const Answer&, const Actor&) { run->state = sent_back; };
    give(command);
}

void Simulator::withdraw_run() {
    model::Run* run = any(model_.runs, [](const model::Run& of) { return of.state == approved; });
    if (run == nullptr) return;
    Command command =
        run_step("withdraw", runs::withdraw, {Role::officer, Role::reviewer, Role::approver}, *run, "重办");
    command.must_succeed = run->state == approved && (run->lines.empty() || model_.may_post());
    command.learn = [this, run](const Answer&, const Actor&) {
        run->state = withdrawn;
        outdate_others(*run);
    };
    give(command);
}

void Simulator::release() {
    model::Run* run = any(model_.runs, [](const model::Run& of) { return of.state == approved; });
    if (run == nullptr) return;
    Command command = run_step("release", runs::release, {Role::officer, Role::approver}, *run);
    bool funded = true;
    auto to_send = model_.sendable();
    for (std::size_t i = 0; i < run->lines.size(); ++i)
        if (!run->lines[i].held)
            to_send[model_.households.at(run->lines[i].household).program].push_back(
                {run->number, static_cast<std::int64_t>(i) + 1});
    for (const auto& [program, lines] : to_send) funded = funded && model_.sum_of(lines) <= model_.quota_of(program);
    command.must_succeed = run->state == approved && funded;
    command.learn = [run](const Answer&, const Actor&) { run->state = released; };
    give(command);
}

void Simulator::close_run() {
    model::Run* run = any(model_.runs, [](const model::Run& of) { return of.state == runs::RunState::released; });
    if (run == nullptr) return;
    Command command = run_step("close", runs::close, {Role::officer, Role::approver}, *run);
    const bool settled = std::all_of(run->lines.begin(), run->lines.end(), [](const model::Line& line) {
        return line.in_transit == 0 && (line.held || line.waiting() == 0);
    });
    command.must_succeed = run->state == runs::RunState::released && settled;
    command.learn = [run](const Answer&, const Actor&) { run->state = closed; };
    give(command);
}

void Simulator::place_hold() {
    model::Run* run = any(model_.runs, [](const model::Run& of) { return of.is_accrued(); });
    if (run == nullptr || run->lines.empty()) return;
    const model::LineKey key{run->number, 1 + up_to(static_cast<std::int64_t>(run->lines.size()))};
    const bool is_there = key.line <= static_cast<std::int64_t>(run->lines.size());
    const bool may = is_there && run->is_accrued() && !model_.line(key).held && model_.line(key).waiting() > 0;
    give({fmt::format("hold line {}-{}", key.run, key.line),
          {Role::officer, Role::reviewer, Role::approver},
          [=, this](Desk& desk, const Actor& actor, const std::string& with_key) {
              return runs::place_hold(desk, actor, {office_.county(), key, "核实", with_key});
          },
          may,
          [=, this](const Answer& answer, const Actor&) {
              model_.holds.push_back({key, {}, false});
              expect(answer.number("hold") == static_cast<std::int64_t>(model_.holds.size()), "another hold number");
              model_.line(key).held = true;
          }});
}

// Asked for by one, confirmed by another.
void Simulator::lift_hold() {
    model::Hold* hold = any(model_.holds, [](const model::Hold& of) { return !of.lifted; });
    if (hold == nullptr) return;
    const std::int64_t number = hold - model_.holds.data() + 1;
    give({fmt::format("lift hold {}", number),
          {Role::officer, Role::reviewer, Role::approver},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return runs::lift_hold(desk, actor, {office_.county(), number, "已核实", key});
          },
          !hold->lifted,
          [=, this](const Answer& answer, const Actor& actor) {
              const bool confirms = !hold->asked_by.empty();
              expect(answer.number("lifted") == (confirms ? 1 : 0), "one person alone lifts no hold");
              hold->lifted = confirms;
              if (confirms) model_.line(hold->line).held = false;
              hold->asked_by = actor.name;
          },
          [hold](const Actor& actor) { return hold->asked_by != actor.name; }});
}

void Simulator::close_period() {
    const Month month = once_in(3) ? model_.today : model_.today - 1;
    const bool runs_closed = std::none_of(model_.runs.begin(), model_.runs.end(), [&](const model::Run& run) {
        return run.month == month && run.is_accrued() && run.state != closed;
    });
    give({"close period " + to_string(month),
          {Role::officer, Role::approver},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return runs::close_period(desk, actor, office_.county(), month, key);
          },
          runs_closed && month > model_.closed_through,
          [=, this](const Answer&, const Actor&) { model_.closed_through = month; }});
}

void Simulator::next_month() {
    if (model_.today == Month{2022, 12}) return;  // The quota is of one budget year.
    model_.today = model_.today + 1;
    office_.set_day(to_string(model_.today) + "-15");
    story_.push_back(to_string(model_.today));
}

}  // namespace mingzhang::test
