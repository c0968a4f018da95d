// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/tables/sheet_schema.hpp"
#include "base/tables/table.hpp"

// What stood when the books began here (期初数): returns not yet paid again, cases under recovery, budget used, money
// owed to the treasury, cards in custody. One officer imports it, an approver confirms it, and from then on it is in
// the books (event 20, against 3002). It is the lines and overpayments of one opening run, so that each lives on as if
// it had happened here.
namespace mingzhang::opening {

inline constexpr std::string_view import_kind = "opening";  // As on the command line and in the list of imports.

[[nodiscard]] const SheetSchema& sheet();

// Why opening entries were not imported. Checked in this order; what is wrong with rows comes as findings of the
// import.
enum class ImportOpeningRefusal : std::uint8_t {
    given_before,  // {0} run. A county has one opening; a reversed one makes room.
    nothing_in_it,
};
[[nodiscard]] RefusalWords words(ImportOpeningRefusal reason);

struct ImportOpeningCall {
    std::filesystem::path file;
    std::optional<County> county;  // Absent: the one county there is.
    std::string key;
};
// The answer: import, kind, opening (the number of its run), rows, entrusted_cards, digest. Nothing is posted before it
// is confirmed.
[[nodiscard]] Result<Answer, Refusal> import_opening(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                     const ImportOpeningCall& call, LongWork work);

// Why opening entries were not confirmed. Checked in this order.
enum class ConfirmOpeningRefusal : std::uint8_t {
    none_waiting,
    same_person,       // {0} who imported them
    paid_here_by_now,  // Rows that no longer fit: a finding each.
};
[[nodiscard]] RefusalWords words(ConfirmOpeningRefusal reason);

struct OpeningCall {
    County county;
    std::string reason;  // Of a reversal.
    std::string key;
};
// The approver's yes. The answer: opening, returned_fen, recoverable_fen, used_fen, treasury_fen, entrusted_cards.
[[nodiscard]] Result<Answer, Refusal> confirm_opening(Desk& desk, const Actor& actor, const OpeningCall& call);

// Why opening entries were not reversed. Checked in this order.
enum class ReverseOpeningRefusal : std::uint8_t {
    reason_needed,
    none_given,
    moved_since,      // {0} run. Something of it was paid, offset or taken back by now.
    same_person,      // {0} who asked
    approver_needed,  // The second person is an approver.
};
[[nodiscard]] RefusalWords words(ReverseOpeningRefusal reason);

// One not confirmed yet is withdrawn by one person. One in the books takes two: the first asks (worklist), an approver
// reverses every entry. The answer: opening, reversed (1 or 0).
[[nodiscard]] Result<Answer, Refusal> reverse_opening(Desk& desk, const Actor& actor, const OpeningCall& call);

// The rows of the county's last opening: what, household, program, month, amount, where it stands.
[[nodiscard]] Table opening_table(store::Store& store, County county);

}  // namespace mingzhang::opening
