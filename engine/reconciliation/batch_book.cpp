// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/batch_book.hpp"

#include <charconv>
#include <string_view>

#include "base/values/check.hpp"
#include "engine/registry/numbers.hpp"

namespace mingzhang::reconciliation {

using bank::layouts::Field;

namespace {

// A serial ends in the number of its instruction, "B12-000345": where to look for it without an index. Zero: nowhere.
std::uint64_t number_in(std::string_view serial) {
    const std::string_view digits = serial.substr(serial.rfind('-') + 1);
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return parsed.ec == std::errc{} ? number : 0;
}

}  // namespace

BatchBook::BatchBook(soci::session& sql, County county, const batches::Batch& batch,
                     const bank::layouts::Layout& layout)
    : sql_{sql}, county_{county}, batch_{batch} {
    const bool by_serial = layout.result && layout.result->carries(Field::serial);
    const bool by_number = layout.result && layout.result->carries(Field::number);
    match_by_ = by_serial ? MatchBy::serial : by_number ? MatchBy::number : MatchBy::account;

    batches::read_instructions(sql, county, batch.number, [&](const batches::BatchInstruction& instruction) {
        const std::size_t at = instructions_.size();
        MINGZHANG_CHECK(instruction.number == static_cast<std::int64_t>(at) + 1);
        if (match_by_ == MatchBy::account) by_account_.emplace(instruction.account.number, at);
        instructions_.push_back({instruction});
    });
    batches::read_instruction_lines(sql, county, batch.number, [&](const batches::InstructionLine& line) {
        BookedInstruction& booked = instructions_.at(static_cast<std::size_t>(line.instruction) - 1);
        if (booked.line_count++ == 0) booked.first_line = lines_.size();
        lines_.push_back(line);
    });
    batches::read_latest_outcomes(sql, county, batch.number, [&](const batches::Outcome& outcome) {
        BookedInstruction& booked = instructions_.at(static_cast<std::size_t>(outcome.instruction) - 1);
        booked.sequence = outcome.sequence;
        booked.status = outcome.status;
        booked.command = outcome.command;
        booked.first_ordinal = outcome.first_ordinal;
    });
}

BookedInstruction* BatchBook::find(const bank::OutcomeLine& line, const crypto::Sealer& sealer) {
    switch (match_by_) {
        case MatchBy::serial: {
            const std::uint64_t number = number_in(line.serial);
            if (number == 0 || number > instructions_.size()) return nullptr;
            BookedInstruction& booked = instructions_[number - 1];
            return booked.instruction.serial == line.serial ? &booked : nullptr;
        }
        case MatchBy::number:
            return line.number == 0 || line.number > instructions_.size() ? nullptr : &instructions_[line.number - 1];
        case MatchBy::account: {
            if (!line.account) return nullptr;
            const auto row = registry::find_account(sql_, sealer, county_, *line.account);
            const auto found = row ? by_account_.find(row->number) : by_account_.end();
            return found == by_account_.end() ? nullptr : &instructions_[found->second];
        }
    }
    return nullptr;
}

}  // namespace mingzhang::reconciliation
