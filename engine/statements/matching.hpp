// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/outcome.hpp"
#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "engine/statements/statement_entry.hpp"

namespace mingzhang::statements {

// Finds what a booked entry is about: a serial of ours, in the field for it or in the text; or the whole of a batch,
// which the text names and the amount is. Nothing is guessed from an amount alone.
class Matching {
public:
    // The batches drawn on this account that the bank has. `layout` says what reasons mean and must outlive it.
    Matching(soci::session& sql, County county, std::int64_t bank_account, const bank::layouts::Layout& layout);

    void match(Entry& entry) const;

    // What the entry says became of the instruction it was matched to: a debit paid it, a credit under its serial gives
    // it back. A debit that undoes something is for a person. REQUIRES: the payment is matched to one.
    [[nodiscard]] bank::OutcomeLine outcome(const Entry& entry, const EntryPart& payment) const;

private:
    struct KnownBatch {
        std::int64_t instructions = 0;
        Money total;
        std::string file_name;
    };
    [[nodiscard]] bool match_serial(EntryPart& payment) const;
    void match_batch(EntryPart& payment) const;
    [[nodiscard]] std::optional<bank::Reason> reason_in(const EntryPart& payment, const std::string& words) const;

    const bank::layouts::Layout& layout_;
    std::map<std::int64_t, KnownBatch> batches_;
    std::multimap<std::int64_t, std::int64_t> by_total_;
};

// Outcomes of one file, by batch, as they may be posted: a payment the file both debits and gives back came back, and
// that alone is posted; anything else told twice is left for a person.
class OutcomesByBatch {
public:
    void add(std::int64_t batch, bank::OutcomeLine line) { lines_[batch].push_back(std::move(line)); }
    [[nodiscard]] std::map<std::int64_t, std::vector<bank::OutcomeLine>> settled() &&;

private:
    std::map<std::int64_t, std::vector<bank::OutcomeLine>> lines_;
};

}  // namespace mingzhang::statements
