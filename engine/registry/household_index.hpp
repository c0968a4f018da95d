// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/commands/command.hpp"
#include "base/values/month.hpp"

namespace mingzhang::registry {

// The households a county knows and their programs by version, while a list about them is being imported.
class HouseholdIndex {
public:
    explicit HouseholdIndex(CommandContext& context);

    [[nodiscard]] bool knows(const std::string& household_no) const { return households_.contains(household_no); }

    // Whether the household is under tekun in the first month a row is in force from; absent: the household's first.
    [[nodiscard]] bool is_tekun(const std::string& household_no, const std::optional<Month>& from) const;

private:
    std::unordered_map<std::string, std::map<std::int64_t, int>> households_;  // from_month → program
};

}  // namespace mingzhang::registry
