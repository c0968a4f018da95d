// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/batch_book.hpp"

#include <soci/soci.h>

#include <charconv>
#include <string_view>

#include "base/text/compared_name.hpp"
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

BatchBook::BatchBook(soci::session& sql, const crypto::Sealer& sealer, County county, const batches::Batch& batch,
                     const bank::layouts::Layout& layout)
    : sealer_{sealer}, batch_{batch} {
    const bool by_serial = layout.result && layout.result->carries(Field::serial);
    const bool by_number = layout.result && layout.result->carries(Field::number);
    match_by_ = by_serial ? MatchBy::serial : by_number ? MatchBy::number : MatchBy::account;

    // Room at once: a batch may have a million, and growing would take twice of it.
    instructions_.reserve(static_cast<std::size_t>(batch.instructions));
    lines_.reserve(static_cast<std::size_t>(batch.lines));
    digests_.reserve(static_cast<std::size_t>(batch.instructions));
    batches::read_instructions(sql, county, batch.number, [&](const batches::BatchInstruction& instruction) {
        const std::size_t at = instructions_.size();
        MINGZHANG_CHECK(instruction.number == static_cast<std::int64_t>(at) + 1);
        instructions_.push_back({instruction});
        std::string{}.swap(instructions_.back().instruction.memo);  // No answer is held against it.
    });
    read_digests(sql, county);
    batches::read_instruction_lines(sql, county, batch.number, [&](const batches::InstructionLine& line) {
        BookedInstruction& booked = instructions_.at(static_cast<std::size_t>(line.instruction) - 1);
        if (booked.line_count++ == 0) booked.first_line = static_cast<std::uint32_t>(lines_.size());
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

// Keyed digests of the payees' accounts, in one reading beside the instructions.
void BatchBook::read_digests(soci::session& sql, County county) {
    std::string digest;
    soci::statement query =
        (sql.prepare << "SELECT coalesce(a.digest, '') FROM instruction i LEFT JOIN account a ON a.county = i.county "
                        "AND a.id = i.account WHERE i.county = :county AND i.batch = :batch ORDER BY i.number",
         soci::use(county.number), soci::use(batch_.number), soci::into(digest));
    query.execute();
    while (query.fetch()) {
        const AccountDigest kept = packed(digest);
        if (match_by_ == MatchBy::account) by_account_.emplace(kept, digests_.size());
        digests_.push_back(kept);
    }
    MINGZHANG_CHECK(digests_.size() == instructions_.size());
}

// All zero where there is none: no account has such a digest.
BatchBook::AccountDigest BatchBook::packed(std::string_view digest) {
    constexpr std::size_t half = 16;
    constexpr int hex = 16;
    AccountDigest bits{};
    if (digest.size() != 2 * half) return bits;
    std::from_chars(digest.data(), digest.data() + half, bits[0], hex);
    std::from_chars(digest.data() + half, digest.data() + digest.size(), bits[1], hex);
    return bits;
}

BatchBook::AccountDigest BatchBook::digest_of(const AccountNumber& account) const {
    return packed(sealer_.keyed_digest(account.text(), registry::account_context));
}

bool BatchBook::payee_fits(const bank::OutcomeLine& line, const BookedInstruction& booked) const {
    if (!line.name.empty() && !is_same_name(line.name, booked.instruction.name)) return false;
    if (!line.account) return true;
    return digest_of(*line.account) == digests_.at(static_cast<std::size_t>(booked.instruction.number) - 1);
}

BookedInstruction* BatchBook::find(const bank::OutcomeLine& line) {
    // A statement tells of many payments, and of ours by their serials.
    switch (line.of_account ? MatchBy::serial : match_by_) {
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
            const auto found = by_account_.find(digest_of(*line.account));
            return found == by_account_.end() ? nullptr : &instructions_[found->second];
        }
    }
    return nullptr;
}

}  // namespace mingzhang::reconciliation
