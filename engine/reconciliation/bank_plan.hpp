// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/outcome.hpp"
#include "base/values/refusal.hpp"

// A pretended bank over days: what it does with each payment of a batch, and the files in which it tells it, whole or
// in pieces, late, twice, or wrong. By seed; a pure function of the payment file, so that any road can serve it.
namespace mingzhang::reconciliation {

// How often, of a thousand payments. What is not thrown is paid and told at once.
struct BankWays {
    std::uint64_t seed = 1;
    int days = 6;  // Nothing comes after so many; what is not told by then stays untold.
    unsigned failed_per_thousand = 60;
    unsigned late_return_per_thousand = 40;  // Paid, and given back days later.
    unsigned pending_per_thousand = 60;      // Told as pending first.
    unsigned unknown_per_thousand = 30;      // Told in words nobody has mapped first.
    unsigned left_out_per_thousand = 80;     // Not in the first file, but in one that comes later.
    unsigned wrong_per_thousand = 60;        // Told wrong first: each kind of wrong row in turn.
    unsigned never_per_thousand = 10;        // The bank never says how it ended.
    unsigned other_mind_per_thousand = 100;  // Of those that failed: told as paid days later.
    // Of a thousand files.
    unsigned stranger_per_thousand = 300;  // With a row that is none of ours.
};

// What a row, or a file, is.
enum class Telling : std::uint8_t {
    truth,     // The outcome as it is; a late return too.
    repeated,  // What an earlier file told, once more.
    not_yet,   // Pending, or words nobody has mapped: the bank has it.
    doubled,   // The row stands twice.
    wrong_name,
    wrong_account,
    short_amount,  // Credited less than was sent.
    other_mind,    // Paid, after it was told as failed.
    stranger,      // Of a payment nobody sent.
};
[[nodiscard]] std::string_view code(Telling telling) noexcept;  // "short_amount"

struct ToldRow {
    std::uint64_t instruction = 0;  // Zero: a stranger.
    Telling telling = Telling::truth;
    std::string serial;  // As the file has it.
};

// What the file as a whole is.
enum class FileManner : std::uint8_t {
    sound,
    wrong_control,  // Its declared count or total is not that of its rows: to be refused whole. The next one is sound.
    repeated,       // An earlier file under another name.
    acceptance,     // The bank has the batch (pain.002): nothing is paid by it.
};
[[nodiscard]] std::string_view code(FileManner manner) noexcept;

struct PlannedFile {
    int day = 0;  // Zero: the day on which it was sent.
    std::string name;
    std::string bytes;
    FileManner manner = FileManner::sound;
    std::vector<ToldRow> rows = {};  // Of a sound file: what is in it.
};

// What truly happened, as far as the bank told it truly by the last day.
struct Truth {
    std::uint64_t instruction = 0;
    std::string serial;
    std::optional<bank::OutcomeStatus> status = std::nullopt;  // None: it never said anything true.
    std::optional<bank::Reason> reason = std::nullopt;         // Of a failure.
};

struct BankPlan {
    std::vector<PlannedFile> files;  // In the order in which they come.
    std::vector<Truth> truths;       // By instruction.
    // How many hours the bank's clock is off: its days and times say so, and nothing may hang on them.
    int clock_off_hours = 0;
};

// Refused where the payment file cannot be read, or the layout has no result file.
[[nodiscard]] Result<BankPlan, Refusal> plan_answers(const bank::layouts::Layout& layout, std::string_view payment_file,
                                                     std::string_view file_name, const BankWays& ways);

}  // namespace mingzhang::reconciliation
