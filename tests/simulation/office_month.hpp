// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/office.hpp"

namespace mingzhang::test {

// One command of an office's month, under a key of its own: given again, it is the same command.
struct MonthStep {
    std::string name;
    std::function<Result<Answer, Refusal>(Office&)> carry_out;
    bool is_heavy;               // Worth failing in at every write.
    bool is_one_command = true;  // Else several, one after the other.
};

// The first month of the golden town, from the divisions to the closed period, in order.
[[nodiscard]] std::vector<MonthStep> month_of_golden_town();

// What people see of the whole office: every list that holds a number of money or a state, every entry, and every
// file for a bank. Equal for offices that stand in the same place, whatever their secrets and failed attempts.
[[nodiscard]] std::string seen(Office& office);

[[nodiscard]] std::filesystem::path outbox(const Office& office);

}  // namespace mingzhang::test
