// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"

// A mistaken file, or a row of one, is taken back (docs/adr/0018). Registry rows are never updated: from the
// retraction's own import number on, the rows do not count, so that the row in force is the one before.
namespace mingzhang::roster {

// Why an import was not taken back. Checked in this order.
enum class RetractRefusal : std::uint8_t {
    nothing_named,        // Neither a file nor an import's number.
    unknown_import,       // {0} number
    unknown_file,         // {0} file: nothing with this content was imported
    not_a_list,           // {0} import: a settlement or confirmation, which has its own way back
    past_payments_stand,  // {0} import
    retracted_before,     // {0} import, {1} the import that took it back
    unknown_row,          // {0} row
    nothing_left,         // {0} import: it said nothing new, or all it said was taken back
    division_in_use,      // {0} division, {1} household
    pack_in_use,          // {0} pack, {1} run
    household_was_paid,   // {0} household, {1} month, {2} run: no row would say how it was entitled
};
[[nodiscard]] RefusalWords words(RetractRefusal reason);

struct RetractCall {
    County county;
    std::optional<std::filesystem::path> file;  // One of the two says which import.
    std::optional<std::int64_t> import;
    std::optional<std::int64_t> row;  // As a person counts in the file, the heading being row 1; absent: all of it.
    std::string reason;               // May be empty.
    std::string key;
};

// Takes it back as one command of an officer: it counts as an import, and runs it touched are stale. What a roster left
// to be decided is looked at again. The answer: import (of the retraction), of_import (the last one taken back), rows.
[[nodiscard]] Result<Answer, Refusal> retract(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                              const RetractCall& call);

}  // namespace mingzhang::roster
