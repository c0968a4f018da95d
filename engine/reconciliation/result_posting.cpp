// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/result_posting.hpp"

#include <fmt/format.h>

#include "engine/reconciliation/exceptions.hpp"

namespace mingzhang::reconciliation {

void Counts::add(Disposition disposition, Money amount) {
    switch (disposition) {
        case Disposition::paid:
            ++paid;
            paid_sum = sum(paid_sum, amount);
            return;
        case Disposition::late_return:
            ++late_returns;
            [[fallthrough]];
        case Disposition::failed:
            ++failed;
            failed_sum = sum(failed_sum, amount);
            return;
        case Disposition::pending:
            ++pending;
            return;
        case Disposition::unknown:
            ++unknown;
            return;
        case Disposition::repeated:
            ++repeated;
            return;
        case Disposition::other_payment:
            ++others;
            return;
        case Disposition::unknown_serial:
        case Disposition::repeated_line:
        case Disposition::wrong_account:
        case Disposition::wrong_amount:
        case Disposition::contradiction:
            break;
    }
    ++exceptions;
}

namespace {

std::size_t number_of(const MatchedRow& row) {
    return row.booked == nullptr ? 0 : static_cast<std::size_t>(row.booked->instruction.number);
}

}  // namespace

ResultPosting::ResultPosting(CommandContext& context, BatchBook& book, std::int64_t file, const std::string& file_name)
    : context_{context},
      book_{book},
      file_{file},
      file_name_{file_name},
      journal_{context},
      settlement_{journal_, book},
      outcomes_{context, book.batch().number},
      words_{context, book.batch().bank_account} {}

Result<Counts, Refusal> ResultPosting::run(const std::vector<MatchedRow>& rows, std::size_t begin, std::size_t end) {
    const auto times = count_by_instruction(rows, book_.instructions().size());
    std::vector<bool> in_file(times.size(), false);
    for (std::size_t at = 0; at < begin; ++at) in_file[number_of(rows[at])] = true;
    for (std::size_t at = begin; at < end; ++at) {
        const MatchedRow& row = rows[at];
        const std::size_t number = number_of(row);
        const Disposition disposition = disposition_of(row, times[number]);
        counts_.add(disposition, row.amount);
        // Of a payment that stands twice in the file, a person looks once.
        if (disposition != Disposition::repeated_line || !in_file[number]) open_items(disposition, row);
        if (auto posted = post(disposition, row); !posted) return pass_on(posted);
        in_file[number] = true;
    }
    if (auto closed = journal_.close(); !closed) return pass_on(closed);
    words_.keep(worklist::open_items(context_, items_));
    counts_.items = static_cast<std::int64_t>(items_.size());
    if (end == rows.size()) count_open(in_file);
    return counts_;
}

Result<void, Refusal> ResultPosting::post(Disposition disposition, const MatchedRow& row) {
    switch (disposition) {
        case Disposition::paid:
            return conclude(row, settlement_.pay(*row.booked));
        case Disposition::failed:
            return give_back(row, settlement_.return_money(*row.booked));
        case Disposition::late_return: {
            auto taken_back = settlement_.take_back_payment(*row.booked);
            if (!taken_back) return pass_on(taken_back);
            return give_back(row, settlement_.return_money(*row.booked));
        }
        case Disposition::pending:
        case Disposition::unknown: {
            if (row.booked->status == row.status) return {};  // Nothing new.
            constexpr std::int64_t no_entry = 0;
            return conclude(row, no_entry);
        }
        default:
            return {};
    }
}

// Keeps the outcome with its first entry.
Result<void, Refusal> ResultPosting::conclude(const MatchedRow& row, const Settlement::Posted& first_ordinal) {
    if (!first_ordinal) return tl::unexpected{first_ordinal.error()};
    BookedInstruction& booked = *row.booked;
    booked.status = row.status;
    booked.sequence += 1;
    outcomes_.add({booked.instruction.number, booked.sequence, row.status, row.amount, row.reason, row.bank_reference,
                   file_, static_cast<std::int64_t>(row.row), context_.id().number, *first_ordinal});
    return {};
}

Result<void, Refusal> ResultPosting::give_back(const MatchedRow& row, const Settlement::Posted& first_ordinal) {
    if (auto concluded = conclude(row, first_ordinal); !concluded) return concluded;
    outcomes_.end_lines(row.booked->instruction.number);
    return {};
}

void ResultPosting::open_items(Disposition disposition, const MatchedRow& row) {
    // The bank still does not say: the item of the first time stands.
    if (disposition == Disposition::unknown && row.booked->status == row.status) return;
    if (auto item = item_for(disposition, row, division_of(row), file_name_)) items_.push_back(std::move(*item));
    const bool failed = disposition == Disposition::failed || disposition == Disposition::late_return;
    if (failed && !row.said().unmapped.empty() && words_.meet(row.said().unmapped, items_.size()))
        items_.push_back(item_for_words(row, book_.batch().bank_account, file_name_));
}

DivisionScope ResultPosting::division_of(const MatchedRow& row) const {
    if (row.booked == nullptr) return {};
    const auto lines = book_.lines_of(*row.booked);
    if (lines.empty()) return {};
    return DivisionScope::parse(fmt::format("{:012}", lines.front().division)).value_or(DivisionScope{});
}

void ResultPosting::count_open(const std::vector<bool>& in_file) {
    for (const BookedInstruction& booked : book_.instructions()) {
        if (booked.status && batches::is_final(*booked.status)) continue;
        ++counts_.in_transit;
        counts_.in_transit_sum = sum(counts_.in_transit_sum, booked.instruction.amount);
        if (!in_file[static_cast<std::size_t>(booked.instruction.number)]) ++counts_.not_in_file;
    }
}

}  // namespace mingzhang::reconciliation
