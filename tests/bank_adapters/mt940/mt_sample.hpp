// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/mt940/mt940.hpp"

namespace mingzhang::test {

[[nodiscard]] Result<std::vector<bank::Statement>, Refusal> read_all(
    const std::string& bytes, std::optional<bank::mt940::CharacterSet> characters = std::nullopt);
// The statements of a file that is good.
[[nodiscard]] std::vector<bank::Statement> read_good(const std::string& bytes);
// What is wrong with one that is not.
[[nodiscard]] Finding finding_of(const std::string& bytes);

// A statement of 100,00 EUR with these lines after its opening balance, and this closing balance.
[[nodiscard]] std::string statement_with(const std::string& lines, const std::string& closing = "C220820EUR90,00");

inline constexpr const char* line_of_ten = ":61:2208200820D10,00NTRFNONREF//BANK1\n";

}  // namespace mingzhang::test
