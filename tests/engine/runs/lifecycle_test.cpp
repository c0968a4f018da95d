// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>

#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

namespace {

using Step = std::function<Result<Answer, Refusal>(Desk&, const Actor&, const runs::StepCall&)>;

struct Named {
    const char* name;
    Step step;
    Role role;
    std::vector<runs::RunState> from;
};

const std::vector<Named>& steps() {
    using enum runs::RunState;
    static const std::vector<Named> all{
        {"submit", runs::submit, Role::officer, {calculated}},
        {"review", runs::review, Role::reviewer, {submitted}},
        {"approve", runs::approve, Role::approver, {reviewed}},
        {"send_back", runs::send_back, Role::approver, {submitted, reviewed}},
        {"withdraw", runs::withdraw, Role::approver, {approved}},
        {"release", runs::release, Role::officer, {approved}},
        {"close", runs::close, Role::officer, {released}},
    };
    return all;
}

// A run brought as far as `wanted` by three people; money enough to release.
std::int64_t run_in(Office& office, runs::RunState wanted) {
    using enum runs::RunState;
    load_one_household(office);
    const std::int64_t run = office.calculate("2022-08")->number("run");
    const auto call = step(office, run, "reason");
    const auto people = [](Role role) { return Office::person(role, "first " + std::string{code(role)}); };
    if (wanted == calculated) return run;
    REQUIRE(runs::submit(office.desk(), Office::person(Role::officer), call).has_value());
    if (wanted == submitted) return run;
    if (wanted == sent_back) {
        REQUIRE(runs::send_back(office.desk(), people(Role::reviewer), call).has_value());
        return run;
    }
    REQUIRE(runs::review(office.desk(), people(Role::reviewer), call).has_value());
    if (wanted == reviewed) return run;
    REQUIRE(runs::approve(office.desk(), people(Role::approver), call).has_value());
    if (wanted == approved) return run;
    if (wanted == withdrawn) {
        REQUIRE(runs::withdraw(office.desk(), people(Role::approver), call).has_value());
        return run;
    }
    REQUIRE(post(office, {funds(51500)}).has_value());
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), call).has_value());
    if (wanted == released) return run;
    pay_whole(office, run, "YX1", Month{2022, 8});
    REQUIRE(runs::close(office.desk(), Office::person(Role::officer), call).has_value());
    return run;
}

}  // namespace

TEST_CASE("each step is taken from its own states and refused from every other") {
    using enum runs::RunState;
    for (const runs::RunState from :
         {calculated, submitted, reviewed, approved, released, closed, sent_back, withdrawn}) {
        for (const Named& step_named : steps()) {
            CAPTURE(step_named.name, runs::code(from));
            Office office;
            const std::int64_t run = run_in(office, from);
            if (from == approved) REQUIRE(post(office, {funds(51500)}).has_value());
            if (from == released) pay_whole(office, run, "YX1", Month{2022, 8});
            const auto taken = step_named.step(office.desk(), Office::person(step_named.role, "newcomer"),
                                               step(office, run, "because"));
            const bool allowed =
                std::find(step_named.from.begin(), step_named.from.end(), from) != step_named.from.end();
            CHECK(taken.has_value() == allowed);
            if (!allowed) CHECK(taken.error().is(StepRefusal::wrong_state));
            if (!allowed) CHECK(state(office, run) == from);
        }
    }
}

TEST_CASE("nobody signs twice, nor what he prepared") {
    Office office;
    load_one_household(office);
    const std::int64_t run = office.calculate("2022-08")->number("run");  // By "officer".
    const auto call = step(office, run);
    REQUIRE(runs::submit(office.desk(), Office::person(Role::officer, "second"), call).has_value());
    for (const char* name : {"officer", "second"})
        CHECK(runs::review(office.desk(), Office::person(Role::reviewer, name), call)
                  .error()
                  .is(StepRefusal::signed_before));
    REQUIRE(runs::review(office.desk(), Office::person(Role::reviewer, "third"), call).has_value());
    for (const char* name : {"officer", "second", "third"})
        CHECK(runs::approve(office.desk(), Office::person(Role::approver, name), call)
                  .error()
                  .is(StepRefusal::signed_before));
    CHECK(runs::approve(office.desk(), Office::person(Role::approver, "fourth"), call).has_value());
}

TEST_CASE("sending back and withdrawing need a reason, which is kept") {
    Office office;
    const std::int64_t run = run_in(office, runs::RunState::submitted);
    CHECK(runs::send_back(office.desk(), Office::person(Role::reviewer), step(office, run))
              .error()
              .is(StepRefusal::reason_needed));
    REQUIRE(runs::send_back(office.desk(), Office::person(Role::reviewer), step(office, run, "户数不符")).has_value());
    CHECK(runs::find_run(office.sql(), office.county(), run)->events.back().reason == "户数不符");
}

TEST_CASE("a run is stale after a later import of its own division, and only of that") {
    Office office;
    load_one_household(office);
    const auto elsewhere = household_heading + "YX2,,rural_dibao,500110999002,,2022-05-09,,,,,,,\n";
    const auto here = household_heading + "YX3,,rural_dibao,500110999001,,2022-05-09,,,,,,,\n";
    const std::int64_t village = office.calculate("2022-08", "500110999001")->number("run");
    REQUIRE(runs::submit(office.desk(), Office::person(Role::officer), step(office, village)).has_value());
    REQUIRE(office.import_text(ImportKind::households, elsewhere).has_value());
    CHECK(runs::review(office.desk(), Office::person(Role::reviewer), step(office, village)).has_value());
    REQUIRE(office.import_text(ImportKind::households, here).has_value());
    CHECK(runs::approve(office.desk(), Office::person(Role::approver), step(office, village))
              .error()
              .is(StepRefusal::stale));
}

TEST_CASE("approving a run makes calculated runs stale that overlap it or precede its month, and no others") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households,
                             household_heading + "YX2,,rural_dibao,500110999002,,2022-05-09,,,,,,,\n")
                .has_value());
    const auto run = [&](const char* month, const char* division) {
        return office.calculate(month, division)->number("run");
    };
    const std::int64_t earlier = run("2022-07", "500110999002");
    const std::int64_t same = run("2022-08", "500110999001");
    const std::int64_t wider = run("2022-08", "500110");
    const std::int64_t beside = run("2022-08", "500110999002");
    const std::int64_t later_over = run("2022-09", "500110999001");
    const std::int64_t first_approved = run("2022-08", "500110999001");
    REQUIRE(office.approve(first_approved).has_value());
    using enum runs::RunState;
    CHECK(state(office, earlier) == stale);
    CHECK(state(office, same) == stale);
    CHECK(state(office, wider) == stale);
    CHECK(state(office, later_over) == stale);
    CHECK(state(office, beside) == calculated);
    CHECK(office.approve(beside).has_value());
}

TEST_CASE("a month that is approved cannot be calculated again where it overlaps in division and program") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households,
                             household_heading + "YX2,,urban_dibao,500110999002,,2022-05-09,,,,,,,\n")
                .has_value());
    const auto rural = office.calculate("2022-08", "500110999", Program::rural_dibao);
    REQUIRE(office.approve(rural->number("run")).has_value());
    CHECK(office.calculate("2022-08", "500110999", Program::rural_dibao)
              .error()
              .is(runs::CalculateRefusal::overlaps_approved));
    CHECK(office.calculate("2022-08", "500110").error().is(runs::CalculateRefusal::overlaps_approved));
    CHECK(office.calculate("2022-08", "500110999001").error().is(runs::CalculateRefusal::overlaps_approved));
    CHECK(office.calculate("2022-08", "500110999", Program::urban_dibao).has_value());
    CHECK(office.calculate("2022-09", "500110999").has_value());
}

TEST_CASE("a run is released only when the quota covers all that may be sent") {
    Office office;
    const std::int64_t run = run_in(office, runs::RunState::approved);
    REQUIRE(post(office, {funds(51499)}).has_value());
    const auto call = step(office, run);
    CHECK(runs::release(office.desk(), Office::person(Role::officer), call).error().is(StepRefusal::not_enough_funds));
    CHECK(state(office, run) == runs::RunState::approved);
    REQUIRE(post(office, {funds(1)}).has_value());
    CHECK(runs::release(office.desk(), Office::person(Role::officer), call).has_value());
}

TEST_CASE("a run with money still to send or in transit is not closed") {
    Office office;
    const std::int64_t run = run_in(office, runs::RunState::released);
    CHECK(runs::close(office.desk(), Office::person(Role::officer), step(office, run))
              .error()
              .is(StepRefusal::not_settled));
    pay_whole(office, run, "YX1", Month{2022, 8});
    CHECK(runs::close(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a withdrawn run leaves no money behind and its month may be calculated and approved anew") {
    Office office;
    const std::int64_t first = run_in(office, runs::RunState::withdrawn);
    CHECK(balance(office, Account::payable).is_zero());
    CHECK(balance(office, Account::assistance_expense).is_zero());
    CHECK(state(office, first) == runs::RunState::withdrawn);
    const std::int64_t second = approved_run(office, "2022-08");
    CHECK(equation(office, second).due == Money::fen(51500));
    CHECK(equation(office, second).to_send == Money::fen(51500));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a run whose money is on its way cannot be withdrawn") {
    Office office;
    const std::int64_t run = run_in(office, runs::RunState::approved);
    pay_whole(office, run, "YX1", Month{2022, 8});
    CHECK(runs::withdraw(office.desk(), Office::person(Role::approver), step(office, run, "错了"))
              .error()
              .is(StepRefusal::has_batches));
}

}  // namespace mingzhang::test
