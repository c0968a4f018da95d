// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "reports/plain_text_journal.hpp"

namespace mingzhang::test {

// A command of the shell, to its end: status, and what it printed on both streams.
struct Said {
    int status = -1;
    std::string text;
};
[[nodiscard]] Said ask_shell(const std::string& command);

using Balances = std::map<std::string, std::int64_t>;  // Fen, by account.

// What the accounting program of the format itself works out from the file, read as strictly as it can. Fails the test
// when it refuses the file.
[[nodiscard]] Balances balances_told_by(reports::JournalFormat format, const std::filesystem::path& file);

// Whether that program takes the file.
[[nodiscard]] Said checked_by(reports::JournalFormat format, const std::filesystem::path& file);

}  // namespace mingzhang::test
