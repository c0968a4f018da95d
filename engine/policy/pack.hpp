// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "engine/policy/rounding.hpp"
#include "engine/registry/household.hpp"

// A rule pack (政策包): the amounts and choices one place pays by from one month on. Every number that is not national
// law stands here and not in code.
namespace mingzhang::policy {

enum class SingleCoverMode : std::uint8_t {
    full = 1,    // The standard itself.
    difference,  // The standard less the person's own income.
    fixed,       // One amount for each covered member.
};

// How people covered alone (单人保) are paid.
struct SingleCover {
    SingleCoverMode mode = SingleCoverMode::full;
    Money amount;  // Per covered member, only for fixed; zero otherwise.
    friend bool operator==(const SingleCover&, const SingleCover&) = default;
};

struct Percent {
    std::int32_t value = 0;  // Whole, 0 to 1000.
    friend bool operator==(const Percent&, const Percent&) = default;
};

// One top-up (分类施保): an amount as it is, or a percent of the standard.
struct TopupItem {
    std::string code;
    std::variant<Money, Percent> value;
    std::optional<std::int32_t> age_min;  // In full years, included.
    std::optional<std::int32_t> age_max;

    // Then it applies by age alone, whatever categories the member's row lists.
    [[nodiscard]] bool is_by_age() const noexcept { return age_min || age_max; }
    friend bool operator==(const TopupItem&, const TopupItem&) = default;
};

enum class Combine : std::uint8_t { max = 1, sum };

struct TopupRules {
    Combine combine = Combine::max;
    Rounding rounding;
    std::vector<TopupItem> categories;  // Combined by max or sum.
    std::vector<TopupItem> stack;       // Each added on top.
    friend bool operator==(const TopupRules&, const TopupRules&) = default;
};

struct DibaoRules {
    Rounding rounding;
    SingleCover single_cover;
    Money minimum_per_household;
    std::vector<Percent> grace;  // By months since grace_from, the first being k = 0.
    friend bool operator==(const DibaoRules&, const DibaoRules&) = default;
};

struct Pack {
    std::string id;
    std::string title;
    DivisionScope division;
    Month effective_from{1900, 1};
    std::array<std::optional<Money>, 4> standards;  // Per person-month; by program, edge having none.
    DibaoRules dibao;
    TopupRules topup;
    std::array<std::optional<Money>, 3> tekun_care;  // By self_care.

    [[nodiscard]] std::optional<Money> standard(Program program) const noexcept {
        if (program == Program::edge) return std::nullopt;
        return standards[static_cast<std::size_t>(program) - 1];
    }
    [[nodiscard]] std::optional<Money> care(registry::SelfCare self_care) const noexcept {
        return tekun_care[static_cast<std::size_t>(self_care) - 1];
    }
    friend bool operator==(const Pack&, const Pack&) = default;
};

}  // namespace mingzhang::policy
