// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "engine/policy/pack.hpp"
#include "engine/registry/household.hpp"

// What a household is owed for a month, with every step that led to it. Holds no text: pointers lead into the household
// and the pack book it was worked out from, which must outlive it.
namespace mingzhang::entitlement {

// Why a member counts or not. Checked in this order.
enum class Standing : std::uint8_t {
    no_version,   // No version of the row is in force yet.
    not_joined,   // Joined this month or later: the month of joining is not paid.
    left,         // In an earlier month: the month of leaving is paid.
    died,         // In an earlier month: the month of death is paid.
    not_covered,  // Present, so the income counts, but not covered.
    counted,      // Present and covered.
};
[[nodiscard]] constexpr bool is_present(Standing s) noexcept {
    return s == Standing::not_covered || s == Standing::counted;
}

// A top-up that applies to a member: a category or stack item, or the care allowance of tekun.
struct AppliedTopup {
    const policy::TopupItem* item = nullptr;  // Null: the care allowance.
    Money value;
    bool paid = false;  // Not paid: a higher category stands in its place.
};

struct MemberAssessment {
    const registry::Person* person = nullptr;
    const registry::MemberVersion* version = nullptr;  // Null without a version in force.
    Standing standing = Standing::no_version;
    std::int32_t age = 0;  // Full years for top-ups; only of counted members of a dibao household.
    Money own_income;      // A year, below zero as zero; only where each member's own income is taken off.
    // The member's top-ups: topups[first_topup] and the topup_count - 1 after it, in Assessment.
    std::uint32_t first_topup = 0;
    std::uint32_t topup_count = 0;
    Money topup;
    const policy::Tier* tier = nullptr;          // The tier that applies; only where tiers are paid.
    const policy::Reduction* reduced = nullptr;  // What cuts the member's share of the base.
    Money share;                                 // Of the base before it was cut; only of who is cut.
    Money reduction;                             // What is cut of the share.
    Money part;                                  // Of tekun: the member's standard.
};

// A row in force in the month.
struct IncomeUse {
    const registry::IncomeRow* row = nullptr;
    bool included = false;  // Not included: it names someone who is not present.
};

// Which of the rules gave the twelvefold amount.
enum class Formula : std::uint8_t {
    none,
    household_difference,  // 12·S·n − income
    single_full,           // 12·S·n
    single_fixed,          // 12·amount·n
    single_difference,     // Σ max(0, 12·S − own income)
    tekun,                 // S·n, no income test
    tiers,                 // An amount for each, when 12·S·n − income is above zero
    edge,                  // An amount for each or one for all, when the income lies in the band
};

// Why nothing is owed. Checked in this order.
enum class Nothing : std::uint8_t {
    no,  // Something is owed.
    no_version,
    not_approved_yet,  // Approved this month or later: paid from the next.
    ended,             // In an earlier month.
    edge,              // A status without money.
    no_pack,           // These three only for the month before a grace, where they make B zero instead of a refusal.
    no_standard,
    not_dibao,
    nobody_covered,
    income_reaches_standard,
    no_tier,          // A covered member without a tier: a refusal but before a grace, where it makes B zero.
    outside_band,     // The income of an edge household.
    grace_over,       // More months since grace_from than the pack has percents.
    grace_base_zero,  // Nothing was owed in the month before the grace.
    rounded_to_zero,  // Above zero, but nothing left after rounding, and no top-up.
};

// Rules 1 to 4 in one month.
struct BaseStep {
    Month month{1900, 1};
    const registry::HouseholdVersion* version = nullptr;
    const policy::Pack* pack = nullptr;
    const policy::MonthRules* months = nullptr;  // The pack's; null without a pack: the national rule.
    Money standard;                              // Per person-month.
    std::vector<MemberAssessment> members;
    std::vector<IncomeUse> incomes;
    std::int32_t covered = 0;  // n
    Formula formula = Formula::none;
    Money income_sum;             // Of the included rows, for a year; may be below zero.
    Money income;                 // The same, below zero as zero.
    std::int64_t twelvefold = 0;  // X in fen: twelve times the exact base; may be below zero.
    Money rounded;                // X / 12, or the tiers, rounded.
    Money minimum;                // The household's or the persons' together, whichever is more.
    Money base;                   // Raised to the minimum.
    Nothing nothing = Nothing::no;
};

// Grace (渐退): the base before it, falling by the pack's percents.
struct GraceStep {
    std::int32_t step = 0;                   // k, from 0.
    std::optional<policy::Percent> percent;  // Absent: beyond the list.
    BaseStep before;                         // B and how it came about, in the month before grace_from.
};

struct Assessment {
    BaseStep now;  // Under grace: only month, version, pack, standard, members and covered.
    bool in_grace = false;
    GraceStep grace;  // Meaningful only in grace.
    std::vector<AppliedTopup> topups;
    Nothing nothing = Nothing::no;
    // What a line carries.
    std::int32_t covered = 0;
    Money base;
    Money topup;
    Money total;
    Money reduction;       // What was cut of the base, which is without it.
    Money to_institution;  // What of the total goes to institutions' accounts.
};

}  // namespace mingzhang::entitlement
