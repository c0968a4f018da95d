// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/read_rows.hpp"

#include "bank_adapters/layouts/column.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "base/text/utf8.hpp"
#include "engine/registry/numbers.hpp"

namespace mingzhang::reconciliation {

namespace {

std::string words_of(const bank::OutcomeLine& line) {
    if (line.status == bank::OutcomeStatus::paid) return {};
    const std::string words = line.reason_text.empty() ? line.status_text : line.status_text + " " + line.reason_text;
    return bank::layouts::masked(words);
}

// Whether the bank speaks of the payee we sent, as far as its file says: account and name to the letter.
Result<bool, Refusal> payee_fits(soci::session& sql, const crypto::Sealer& sealer, County county,
                                 const bank::OutcomeLine& line, const batches::BatchInstruction& instruction) {
    if (!line.name.empty() && trim(line.name) != trim(instruction.name)) return false;
    if (!line.account) return true;
    auto ours = registry::open_account(sql, sealer, county, instruction.account);
    if (!ours) return pass_on(ours);
    return *ours == *line.account;
}

}  // namespace

Result<std::vector<MatchedRow>, Refusal> read_rows(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                   BatchBook& book, const bank::layouts::Layout& layout,
                                                   std::string_view bytes, const std::string& file_name) {
    std::vector<MatchedRow> rows;
    std::optional<Refusal> why;
    auto read = bank::layouts::read_result_file(layout, bytes, file_name, [&](const bank::OutcomeLine& line) {
        MatchedRow row;
        row.booked = book.find(line, sealer);
        row.row = line.row;
        row.amount = line.amount;
        row.status = line.status;
        row.reason = line.reason;
        row.bank_reference = line.bank_reference;
        row.words = words_of(line);
        if (row.booked == nullptr) {
            row.serial = line.serial;
        } else {
            auto fits = payee_fits(sql, sealer, county, line, row.booked->instruction);
            if (!fits && !why) why = std::move(fits.error());
            row.payee_fits = fits.value_or(false);
        }
        rows.push_back(std::move(row));
    });
    if (!read) return pass_on(read);
    if (why) return tl::unexpected{std::move(*why)};
    return rows;
}

}  // namespace mingzhang::reconciliation
