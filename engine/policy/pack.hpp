// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "engine/policy/amount.hpp"
#include "engine/policy/benefits.hpp"
#include "engine/policy/month_rules.hpp"
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
    Amount amount;  // Per covered member, only for fixed; zero otherwise.
    friend bool operator==(const SingleCover&, const SingleCover&) = default;
};

// How people covered as a household are paid (补差、分档).
enum class Basis : std::uint8_t {
    shortfall = 1,  // The standard less the income.
    tiers,          // An amount for each covered member, by tier.
};

// One tier (档). The first in the pack that applies counts.
struct Tier {
    std::string code;
    Value value;                          // For each covered member.
    std::optional<Percent> income_below;  // Then it applies by income alone, below this percent of the standard.
    friend bool operator==(const Tier&, const Tier&) = default;
};

// Who refuses suitable work loses a part of their own share [R-649 Art. 45, R-57 Art. 34].
struct Reduction {
    std::string code;  // The category that says so.
    Percent percent;   // Of the person's share of the base, 1 to 100.
    friend bool operator==(const Reduction&, const Reduction&) = default;
};

// One top-up (分类施保): an amount as it is, or a percent of the standard.
struct TopupItem {
    std::string code;
    Value value;
    std::optional<std::int32_t> age_min;  // In full years, included.
    std::optional<std::int32_t> age_max;

    // Then it applies by age alone, whatever categories the member's row lists.
    [[nodiscard]] bool is_by_age() const noexcept { return age_min || age_max; }
    friend bool operator==(const TopupItem&, const TopupItem&) = default;
};

enum class Combine : std::uint8_t { max = 1, sum };

// The most a member's top-ups can be together.
struct TopupCap {
    Value value;
    bool holds_stack = false;  // Stack items count under it; otherwise they come on top.
    friend bool operator==(const TopupCap&, const TopupCap&) = default;
};

struct TopupRules {
    Combine combine = Combine::max;
    Rounding rounding;
    std::vector<TopupItem> categories;  // Combined by max or sum.
    std::vector<TopupItem> stack;       // Each added on top.
    std::optional<TopupCap> cap;
    friend bool operator==(const TopupRules&, const TopupRules&) = default;
};

struct DibaoRules {
    Rounding rounding;
    SingleCover single_cover;
    Amount minimum_per_household;
    std::vector<Percent> grace;  // By months since grace_from, the first being k = 0.
    Level rounding_level = Level::household;
    Basis basis = Basis::shortfall;
    std::vector<Tier> tiers;
    Amount minimum_per_person;
    std::vector<Reduction> reductions;
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
    MonthRules months;
    std::optional<EdgeRules> edge;
    std::optional<InstitutionRules> institution;
    std::optional<PriceSubsidyRules> price_subsidy;
    std::optional<TemporaryRules> temporary;
    std::optional<FuneralRules> funeral;
    std::vector<Source> sources;
    std::vector<std::string> rules;  // Every rule that stands in the file, "dibao.rounding"; what sources can name.

    // For edge the standard its band is of.
    [[nodiscard]] std::optional<Money> standard(Program program) const noexcept {
        if (program == Program::edge) return edge ? standard(edge->standard) : std::nullopt;
        return standards[static_cast<std::size_t>(program) - 1];
    }
    [[nodiscard]] std::optional<Money> care(registry::SelfCare self_care) const noexcept {
        return tekun_care[static_cast<std::size_t>(self_care) - 1];
    }
    // The source of a rule such as "dibao.rounding": the one that names it, or the nearest part it belongs to; null
    // when the pack names none.
    [[nodiscard]] const Source* source(std::string_view rule) const noexcept;
    [[nodiscard]] std::vector<std::string> rules_without_source() const;
    friend bool operator==(const Pack&, const Pack&) = default;
};

}  // namespace mingzhang::policy
