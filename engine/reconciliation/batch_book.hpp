// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "base/crypto/seal.hpp"
#include "engine/batches/batch.hpp"
#include "engine/batches/outcomes.hpp"

namespace mingzhang::reconciliation {

// An instruction with what is known of it before the file: its payables and its latest outcome.
struct BookedInstruction {
    batches::BatchInstruction instruction;
    std::int64_t sequence = 0;  // Of its latest outcome; zero without one.
    std::int64_t command = 0;   // What posted that outcome, and its first entry there.
    std::int64_t first_ordinal = 0;
    std::uint32_t first_line = 0;  // In `lines`.
    std::uint32_t line_count = 0;
    std::optional<bank::OutcomeStatus> status = std::nullopt;
};

// Everything of a batch that a result file is held against, read once: no query a row.
class BatchBook {
public:
    // `sealer` must outlive the book: accounts are compared by keyed digest, none is opened.
    BatchBook(soci::session& sql, const crypto::Sealer& sealer, County county, const batches::Batch& batch,
              const bank::layouts::Layout& layout);

    // The instruction an answer belongs to; null when it is none of this batch. By our serial where the bank gives it
    // back, else by the row's number in the file sent, else by the account.
    [[nodiscard]] BookedInstruction* find(const bank::OutcomeLine& line);

    // Whether the bank speaks of the payee we sent, as far as its file says: the account to the digit, the name
    // but for the ways of writing it (docs/names.md).
    [[nodiscard]] bool payee_fits(const bank::OutcomeLine& line, const BookedInstruction& booked) const;

    [[nodiscard]] const batches::Batch& batch() const noexcept { return batch_; }
    [[nodiscard]] std::vector<BookedInstruction>& instructions() noexcept { return instructions_; }
    [[nodiscard]] std::span<const batches::InstructionLine> lines_of(const BookedInstruction& booked) const {
        return std::span{lines_}.subspan(booked.first_line, booked.line_count);
    }

private:
    enum class MatchBy : std::uint8_t { serial, number, account };

    using AccountDigest = std::array<std::uint64_t, 2>;  // Of a keyed digest its 128 bits.
    [[nodiscard]] static AccountDigest packed(std::string_view digest);
    [[nodiscard]] AccountDigest digest_of(const AccountNumber& account) const;
    void read_digests(soci::session& sql, County county);

    const crypto::Sealer& sealer_;
    batches::Batch batch_;
    MatchBy match_by_;
    std::vector<BookedInstruction> instructions_;  // By number, from 1 without gaps.
    std::vector<batches::InstructionLine> lines_;
    std::vector<AccountDigest> digests_;  // Of the payees' accounts, by number.
    std::map<AccountDigest, std::size_t> by_account_;
};

}  // namespace mingzhang::reconciliation
