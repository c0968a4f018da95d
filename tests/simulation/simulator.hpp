// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulation/simulator_model.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

// Plays an office at random from a seed, command by command, and the model beside it. Each command is told beforehand
// whether it must be carried out or refused; after each, the money of the office, account by account and run by run, is
// that of the model. Throws std::logic_error with the seed and the commands that led there when it is not.
class Simulator {
public:
    // `office` must be new and outlive it.
    Simulator(Office& office, std::uint64_t seed);

    // One command, or a day going by; every `verify_every` steps all passes of verify.
    void step();
    void verify();

    [[nodiscard]] int carried_out() const { return carried_out_; }
    [[nodiscard]] int refused() const { return refused_; }

private:
    using Done = Result<Answer, Refusal>;
    struct Command {
        std::string said;  // For the story of a failure.
        std::vector<Role> roles;
        std::function<Done(Desk&, const Actor&, const std::string& key)> give;
        std::optional<bool> must_succeed;  // None: the model cannot tell.
        std::function<void(const Answer&, const Actor&)> learn;
        std::function<bool(const Actor&)> may_person = {};  // Beside the role; none: anybody of it.
    };
    void give(const Command& command);
    void repeat(const Command& command, const Actor& actor, const std::string& key, const Answer& answer);

    void import_households();
    void calculate();
    void sign();
    void send_back();
    void withdraw_run();
    void release();
    void close_run();
    void place_hold();
    void lift_hold();
    void receive_funds();
    void create_batches();
    void write_files();
    void send_batch();
    void withdraw_batch();
    void post_result();
    void close_batch();
    void close_period();
    void next_month();

    Command run_step(const std::string& name, Done (*command)(Desk&, const Actor&, const runs::StepCall&),
                     std::vector<Role> roles, model::Run& run, const std::string& reason = {});
    void take_over_batches(std::int64_t first, std::int64_t last);
    [[nodiscard]] std::string answer_of_bank(model::Batch& batch, std::vector<bank::OutcomeLine>& rows);
    void settle(model::Batch& batch, const std::vector<bank::OutcomeLine>& rows);
    void outdate_others(const model::Run& run);

    void check();
    void check_runs();
    void expect(bool holds, const std::string& what);
    [[nodiscard]] std::int64_t up_to(std::int64_t most);
    [[nodiscard]] bool once_in(std::int64_t times) { return up_to(times - 1) == 0; }
    // One of two people of the role, or somebody who held another before: rights are the role's, hands the person's.
    [[nodiscard]] Actor somebody(Role role) {
        const Role known_as = once_in(6) ? all_roles[static_cast<std::size_t>(up_to(2))] : role;
        return Office::person(role, std::string{code(known_as)} + (once_in(2) ? "" : "2"));
    }
    // One of the things the command is meant for; sometimes, or when there is none, any at all; null when there is
    // none.
    template <class Thing, class Fits>
    Thing* any(std::vector<Thing>& things, const Fits& fits) {
        std::vector<Thing*> meant;
        for (Thing& thing : things)
            if (fits(thing)) meant.push_back(&thing);
        if (things.empty()) return nullptr;
        if (meant.empty() || once_in(6)) return &things[static_cast<std::size_t>(up_to(std::ssize(things) - 1))];
        return meant[static_cast<std::size_t>(up_to(std::ssize(meant) - 1))];
    }

    Office& office_;
    model::Office model_;
    std::uint64_t seed_;
    std::mt19937_64 dice_;
    std::vector<std::string> story_;
    int keys_ = 0;
    int carried_out_ = 0;
    int refused_ = 0;
};

}  // namespace mingzhang::test
