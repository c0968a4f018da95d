// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/batches/outcomes.hpp"
#include "engine/reconciliation/disposition.hpp"
#include "engine/reconciliation/reason_words.hpp"
#include "engine/reconciliation/settle.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::reconciliation {

// How many rows came to which end, and the money of those that posted.
struct Counts {
    std::int64_t paid = 0, failed = 0, late_returns = 0, pending = 0, unknown = 0, repeated = 0, exceptions = 0,
                 others = 0;
    Money paid_sum, failed_sum;
    std::int64_t items = 0;  // Of the worklist, opened.
    // Known when the last row is posted: of all instructions, those without an end, and those the file says nothing of.
    std::int64_t not_in_file = 0, in_transit = 0;
    Money in_transit_sum;

    void add(Disposition disposition, Money amount);
};

// Posts rows of one file inside one command: all of a file, or one stretch of a large one.
class ResultPosting {
public:
    // All must outlive it. `file` is its number.
    ResultPosting(CommandContext& context, BatchBook& book, std::int64_t file, const std::string& file_name);

    // Posts rows[begin] up to rows[end]; those before were posted, those behind will be. What the rows did to the
    // instructions stands in the book afterwards.
    [[nodiscard]] Result<Counts, Refusal> run(const std::vector<MatchedRow>& rows, std::size_t begin, std::size_t end);

private:
    [[nodiscard]] Result<void, Refusal> post(Disposition disposition, const MatchedRow& row);
    [[nodiscard]] Result<void, Refusal> conclude(const MatchedRow& row, const Settlement::Posted& first_ordinal);
    [[nodiscard]] Result<void, Refusal> give_back(const MatchedRow& row, const Settlement::Posted& first_ordinal);
    void open_items(Disposition disposition, const MatchedRow& row);
    [[nodiscard]] DivisionScope division_of(const MatchedRow& row) const;
    void count_open(const std::vector<bool>& in_file);

    CommandContext& context_;
    BatchBook& book_;
    std::int64_t file_;
    const std::string& file_name_;
    ledger::Journal journal_;
    Settlement settlement_;
    batches::OutcomeWriter outcomes_;
    UnmappedWords words_;
    std::vector<worklist::NewItem> items_;
    Counts counts_;
};

}  // namespace mingzhang::reconciliation
