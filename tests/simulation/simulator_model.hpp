// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "bank_adapters/outcome.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "engine/batches/batch.hpp"
#include "engine/runs/lines.hpp"
#include "engine/runs/run.hpp"
#include "ledger/transfer.hpp"

// What an office is, told a second time and as simply as can be: values in memory, no database, no code of the product
// but its vocabulary. The simulator holds the product against it.
namespace mingzhang::test::model {

using LineKey = runs::LineKey;

// A household as it was registered; nothing about it changes later.
struct Household {
    std::string no;
    std::string division;  // The village's twelve digits.
    Program program{};
    std::int64_t fen = 0;  // What a month pays.
    Month approved{2022, 1};
    std::string account;  // Empty: none.
    std::string name;

    // Paid from the month after the approval.
    [[nodiscard]] std::int64_t owed(Month month) const { return month > approved ? fen : 0; }
};

struct Line {
    std::string household;
    Month month{2022, 1};
    runs::LineKind kind{};
    std::int64_t due = 0;
    std::int64_t in_transit = 0;
    std::int64_t paid = 0;
    std::int64_t returned = 0;
    bool held = false;

    [[nodiscard]] std::int64_t waiting() const { return due - in_transit - paid - returned; }
};

struct Run {
    std::int64_t number = 0;
    Month month{2022, 1};
    std::string division;  // As many digits as it is wide.
    std::optional<Program> program;
    runs::RunState state = runs::RunState::calculated;
    std::set<std::string> hands;  // Who took a step in it.
    int imports_seen = 0;
    std::vector<Line> lines;  // From line 1.

    [[nodiscard]] bool covers(const Household& household) const {
        return household.division.starts_with(division) && (!program || *program == household.program);
    }
    [[nodiscard]] bool is_accrued() const { return runs::is_accrued(state); }
    [[nodiscard]] bool is_open() const {
        return state == runs::RunState::calculated || state == runs::RunState::submitted ||
               state == runs::RunState::reviewed;
    }
    [[nodiscard]] bool may_be_sent() const {
        return state == runs::RunState::released || state == runs::RunState::closed;
    }
};
[[nodiscard]] bool overlap(const Run& a, const Run& b);

struct Instruction {
    std::int64_t amount = 0;
    ledger::FundSource source{};
    std::vector<LineKey> lines;
    std::optional<bank::OutcomeStatus> status;
};

struct Batch {
    std::int64_t number = 0;
    Program program{};
    batches::BatchState state = batches::BatchState::created;
    std::vector<Instruction> instructions;  // From 1.
    std::set<std::string> answers;          // The bank's files posted so far, whole.
};

struct Hold {
    LineKey line;
    std::string asked_by;
    bool lifted = false;
};

class Office {
public:
    std::map<std::string, Household> households;
    std::map<std::string, int> last_touch;  // By village: the latest import that changed something there.
    int imports = 0;
    std::vector<Run> runs;       // From 1.
    std::vector<Batch> batches;  // From 1.
    std::vector<Hold> holds;     // From 1.
    std::map<std::pair<Program, ledger::FundSource>, std::int64_t> quota;
    std::int64_t received = 0;
    Month today{2022, 3};
    Month closed_through{2021, 12};

    [[nodiscard]] Run& run(std::int64_t number) { return runs.at(static_cast<std::size_t>(number) - 1); }
    [[nodiscard]] Batch& batch(std::int64_t number) { return batches.at(static_cast<std::size_t>(number) - 1); }
    [[nodiscard]] Line& line(LineKey key) { return run(key.run).lines.at(static_cast<std::size_t>(key.line) - 1); }

    [[nodiscard]] bool may_post() const { return today > closed_through; }
    [[nodiscard]] bool is_stale(const Run& run) const;  // Something changed in its division since.

    // The lines a run of that month, division and program has now: regular ones, and backpay for months that were run
    // without the household; never twice. `nobody`: no household is there at all.
    [[nodiscard]] std::vector<Line> lines_of(const Run& wanted, bool& nobody) const;

    // What may go to a bank now, by program: key and amount.
    [[nodiscard]] std::map<Program, std::vector<LineKey>> sendable() const;
    [[nodiscard]] std::int64_t sum_of(const std::vector<LineKey>& lines);
    [[nodiscard]] std::int64_t quota_of(Program program) const;
    [[nodiscard]] bool has_account(LineKey key);

    // Debits less credits, by number of account.
    [[nodiscard]] std::map<int, std::int64_t> balances() const;

private:
    [[nodiscard]] std::int64_t accrued(const std::string& household, Month month) const;
    [[nodiscard]] bool was_run(const Household& household, Month month) const;
};

}  // namespace mingzhang::test::model
