// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/commands/command.hpp"

namespace mingzhang::reconciliation {

// A file a bank answered with. Its bytes are in the archive under the digest.
struct BankFile {
    std::int64_t number = 0;
    std::int64_t batch = 0;
    std::string digest;  // SHA-256, hex.
    std::string file_name;
    std::int64_t rows = 0;
    std::int64_t posted = 0;  // Of the rows: fewer while a large file is being posted (入账中), chunk by chunk.
    std::string by;
    Instant at;
    std::int64_t command = 0;

    [[nodiscard]] bool is_being_posted() const noexcept { return posted < rows; }
};

void read_bank_files(soci::session& sql, County county,
                     const std::function<void(const BankFile&)>& each);  // By number.

}  // namespace mingzhang::reconciliation
