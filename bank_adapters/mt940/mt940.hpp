// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <iosfwd>
#include <optional>
#include <string_view>

#include "bank_adapters/mt940/mt_lines.hpp"
#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::mt940 {

// Reads SWIFT MT940 statements and MT942 interim reports, in little memory however long the file, with or without the
// blocks of a SWIFT message around them, whole or single fields of one. What MT942 tells is pending, for it is not yet
// in a balance. The character set is found out where none is given. `bytes` must be able to go back to its beginning.
[[nodiscard]] Result<void, Refusal> read_mt940(std::istream& bytes, std::string_view file_name, StatementSink& sink,
                                               std::optional<CharacterSet> characters = std::nullopt);

// Whether a file that begins so may be one: a field, a SWIFT block, or "@@" before a field.
[[nodiscard]] bool looks_like_mt940(std::string_view beginning);

}  // namespace mingzhang::bank::mt940
