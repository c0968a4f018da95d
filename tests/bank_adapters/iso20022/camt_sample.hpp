// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/iso20022/camt.hpp"

namespace mingzhang::test {

// A camt.053 of one statement with these elements in it.
[[nodiscard]] std::string camt_with(std::string_view elements);
// One booked entry of 10.00 yuan, credited, with these elements besides.
[[nodiscard]] std::string entry_with(std::string_view elements);
[[nodiscard]] std::string balance(std::string_view type, std::string_view amount, std::string_view day);

[[nodiscard]] Result<std::vector<bank::Statement>, Refusal> read_all(const std::string& bytes);
// The one statement of a file that is good.
[[nodiscard]] bank::Statement read_one(const std::string& bytes);

}  // namespace mingzhang::test
