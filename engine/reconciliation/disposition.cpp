// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/disposition.hpp"

#include <utility>

namespace mingzhang::reconciliation {

using bank::OutcomeStatus;

const MatchedRow::Said& MatchedRow::said() const noexcept {
    static const Said nothing;
    return said_ ? *said_ : nothing;
}

void MatchedRow::keep(Said said) {
    if (!said.serial.empty() || !said.unmapped.empty() || !said.words.empty())
        said_ = std::make_unique<const Said>(std::move(said));
}

std::vector<std::uint32_t> count_by_instruction(const std::vector<MatchedRow>& rows, std::size_t instructions) {
    std::vector<std::uint32_t> counts(instructions + 1, 0);
    for (const MatchedRow& row : rows)
        if (row.booked != nullptr) ++counts[static_cast<std::size_t>(row.booked->instruction.number)];
    return counts;
}

Disposition disposition_of(const MatchedRow& row, std::size_t times_in_file) {
    if (row.booked == nullptr) return row.of_account ? Disposition::other_payment : Disposition::unknown_serial;
    if (times_in_file > 1) return Disposition::repeated_line;
    if (!row.payee_fits) return Disposition::wrong_account;
    if (row.amount != row.booked->instruction.amount) return Disposition::wrong_amount;

    const OutcomeStatus now = row.status;
    const auto& before = row.booked->status;
    if (before && batches::is_final(*before)) {
        if (*before == now) return Disposition::repeated;
        // A bank may take a payment back days after it reported it; any other change of mind is for a person.
        const bool taken_back = *before == OutcomeStatus::paid && now == OutcomeStatus::failed;
        return taken_back ? Disposition::late_return : Disposition::contradiction;
    }
    switch (now) {
        case OutcomeStatus::paid:
            return Disposition::paid;
        case OutcomeStatus::failed:
            return Disposition::failed;
        case OutcomeStatus::pending:
            return Disposition::pending;
        case OutcomeStatus::unknown:
            break;
    }
    return Disposition::unknown;
}

}  // namespace mingzhang::reconciliation
