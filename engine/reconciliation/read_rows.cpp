// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/read_rows.hpp"

#include "bank_adapters/layouts/column.hpp"
#include "bank_adapters/layouts/result_file.hpp"

namespace mingzhang::reconciliation {

namespace {

std::string words_of(const bank::OutcomeLine& line) {
    if (line.status == bank::OutcomeStatus::paid) return {};
    const std::string words = line.reason_text.empty() ? line.status_text : line.status_text + " " + line.reason_text;
    return bank::layouts::masked(words);
}

MatchedRow matched(BatchBook& book, const bank::OutcomeLine& line) {
    MatchedRow row;
    row.booked = book.find(line);
    row.row = static_cast<std::uint32_t>(line.row);
    row.amount = line.amount;
    row.of_account = line.of_account;
    if (!line.tells_amount && row.booked != nullptr) row.amount = row.booked->instruction.amount;
    row.status = line.status;
    row.reason = line.reason;
    row.bank_reference = line.bank_reference;
    if (row.booked != nullptr) row.payee_fits = book.payee_fits(line, *row.booked);
    const bool unmapped = line.reason == bank::Reason::unmapped;
    row.keep({row.booked == nullptr ? line.serial : std::string{},
              unmapped ? bank::layouts::masked(bank::reason_words(line)) : std::string{}, words_of(line)});
    return row;
}

// The batch a message names by its number; another's answer is for none of these.
bool speaks_of(const bank::ResultFile& file, const batches::Batch& batch) {
    return file.head.batch == static_cast<std::uint64_t>(batch.number) &&
           (!file.head.date || *file.head.date == batch.file_date);
}

void add_all(BatchBook& book, const bank::OutcomeLine& of_all, std::vector<MatchedRow>& rows) {
    for (BookedInstruction& booked : book.instructions()) {
        MatchedRow row;
        row.booked = &booked;
        row.row = static_cast<std::uint32_t>(rows.size() + 1);
        row.amount = booked.instruction.amount;
        row.status = of_all.status;
        row.reason = of_all.reason;
        row.keep({{}, {}, words_of(of_all)});
        rows.push_back(std::move(row));
    }
}

}  // namespace

Result<std::vector<MatchedRow>, Refusal> read_rows(BatchBook& book, const bank::layouts::Layout& layout,
                                                   std::string_view bytes, const std::string& file_name) {
    std::vector<MatchedRow> rows;
    rows.reserve(book.instructions().size());
    auto read = bank::layouts::read_result_file(
        layout, bytes, file_name, [&](const bank::OutcomeLine& line) { rows.push_back(matched(book, line)); });
    if (!read) return pass_on(read);
    if (read->of_all && speaks_of(*read, book.batch())) add_all(book, *read->of_all, rows);
    return rows;
}

Result<std::vector<MatchedRow>, Refusal> match_lines(BatchBook& book, const std::vector<bank::OutcomeLine>& lines) {
    std::vector<MatchedRow> rows;
    for (const bank::OutcomeLine& line : lines) rows.push_back(matched(book, line));
    return rows;
}

}  // namespace mingzhang::reconciliation
