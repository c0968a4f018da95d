// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/reconciliation/batch_book.hpp"

namespace mingzhang::reconciliation {

// What becomes of one row of a result file: each row has exactly one. Checked in this order; the first that fits.
enum class Disposition : std::uint8_t {
    other_payment,   // Of a statement, which tells of other batches' payments too: none of this one.
    unknown_serial,  // None of our instructions.
    repeated_line,   // The instruction stands twice in the file: neither row is taken for true.
    wrong_account,   // Account or name is another than was sent.
    wrong_amount,
    repeated,       // The outcome is known already, and the row says the same.
    contradiction,  // The outcome is known already, and the row says something nobody can post.
    paid,
    failed,
    late_return,  // Failed, after it had been paid.
    pending,
    unknown,
};

// A row of the file after matching, as small as it can be: a file may have a million.
struct MatchedRow {
    BookedInstruction* booked = nullptr;  // Null: none of the batch.
    Money amount;
    std::uint32_t row = 0;  // In the file.
    bank::OutcomeStatus status = bank::OutcomeStatus::unknown;
    std::optional<bank::Reason> reason;
    bool of_account = false;     // Of a statement of the account.
    bool payee_fits = true;      // Account and name are those sent, as far as the file has them.
    std::string bank_reference;  // The bank's own serial.

    // What is kept of rows that a person may have to look at, and of no other.
    struct Said {
        std::string serial;    // As the bank wrote it, where there is no instruction.
        std::string unmapped;  // The words nobody has mapped to a reason, masked; empty: there are none.
        std::string words;     // Status and reason as the bank wrote them, masked; not kept of payments.
    };
    [[nodiscard]] const Said& said() const noexcept;
    void keep(Said said);

private:
    std::unique_ptr<const Said> said_;
};

// How many rows of the file name each instruction.
[[nodiscard]] std::vector<std::uint32_t> count_by_instruction(const std::vector<MatchedRow>& rows,
                                                              std::size_t instructions);

[[nodiscard]] Disposition disposition_of(const MatchedRow& row, std::size_t times_in_file);

}  // namespace mingzhang::reconciliation
