// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/crypto/digest.hpp"
#include "engine/reconciliation/bank_files.hpp"

namespace mingzhang::reconciliation {

// Numbers and keeps a bank's file inside a command.
[[nodiscard]] BankFile add_bank_file(CommandContext& context, std::int64_t batch, const crypto::Digest& digest,
                                     const std::string& file_name, std::size_t rows);

// A stretch of a large file's rows, posted by a command of its own.
struct FileChunk {
    std::int64_t number = 0;  // From 0.
    std::int64_t rows = 0;
    std::string answer = {};  // What its command answered, as the command keeps it.
};
void add_chunk(CommandContext& context, std::int64_t file, const FileChunk& chunk);
[[nodiscard]] std::vector<FileChunk> read_chunks(soci::session& sql, County county, std::int64_t file);  // In order.

// The file of that content posted for the batch before, if there is one.
[[nodiscard]] std::optional<BankFile> find_bank_file(soci::session& sql, County county, std::int64_t batch,
                                                     const crypto::Digest& digest);

}  // namespace mingzhang::reconciliation
