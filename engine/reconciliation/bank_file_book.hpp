// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>

#include "base/crypto/digest.hpp"
#include "engine/reconciliation/bank_files.hpp"

namespace mingzhang::reconciliation {

// Numbers and keeps a bank's file inside a command.
[[nodiscard]] BankFile add_bank_file(CommandContext& context, std::int64_t batch, const crypto::Digest& digest,
                                     const std::string& file_name, std::size_t rows);

// The file of that content posted for the batch before, if there is one.
[[nodiscard]] std::optional<BankFile> find_bank_file(soci::session& sql, County county, std::int64_t batch,
                                                     const crypto::Digest& digest);

}  // namespace mingzhang::reconciliation
