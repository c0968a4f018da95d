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

// The households a county knows, their programs and divisions by version, while a list about them is being imported.
class HouseholdIndex {
public:
    explicit HouseholdIndex(CommandContext& context);

    [[nodiscard]] bool knows(const std::string& household_no) const { return households_.contains(household_no); }

    // Whether the household is under tekun in the first month a row is in force from; absent: the household's first.
    [[nodiscard]] bool is_tekun(const std::string& household_no, const std::optional<Month>& from) const;

    // Where the household lived in a month; before its first version, where that one puts it. It must be known.
    [[nodiscard]] const std::string& division_in(const std::string& household_no, Month month) const;

private:
    struct Version {
        int program = 0;
        std::string division;
    };
    using Versions = std::map<std::int64_t, Version>;  // By from_month.
    [[nodiscard]] static const Version& in_force(const Versions& versions, std::int64_t month);

    std::unordered_map<std::string, Versions> households_;
};

}  // namespace mingzhang::registry
