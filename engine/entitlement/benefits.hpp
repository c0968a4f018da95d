// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "engine/entitlement/assess.hpp"
#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

// What is paid once, beside the month's entitlement; pure like it.
namespace mingzhang::entitlement {

// Why nothing is granted. Checked in this order.
enum class NoGrant : std::uint8_t {
    no,           // Something is.
    not_active,   // The household is not, in the month.
    no_rule,      // The pack has none of this benefit.
    not_named,    // The rule does not name the program.
    not_paid,     // Dibao or tekun, and nothing is owed for the month.
    below_marks,  // Neither index reached its mark.
    nobody,       // No member counts.
    rounds_to_zero,
};

// Consumer prices against the same month of the year before, as published; may be below zero.
struct PriceRise {
    policy::Rise prices;
    policy::Rise food;
};

// Temporary price subsidy (价格临时补贴) for a month [R-PRICE16, R-PRICE22]: the dibao standard times the rise for each
// counted member of a household that is paid in the month, or of an edge household.
struct PriceSubsidy {
    const policy::Pack* pack = nullptr;
    Program program = Program::edge;
    PriceRise rise;
    Money standard;
    std::int32_t people = 0;
    std::vector<registry::PersonId> persons;  // The people, one by one.
    Money rounded;                            // The standard times the rise.
    Money each;                               // Raised to the minimum.
    Money amount;
    NoGrant nothing = NoGrant::no;

    // Whether its money is an urban fund line's; edge follows the standard of its band.
    [[nodiscard]] bool is_urban() const;
};

// Refused where the household's month itself is.
[[nodiscard]] Result<PriceSubsidy, AssessRefusal> price_subsidy(const registry::Household& household,
                                                                const policy::PackBook& packs, Month month,
                                                                const PriceRise& rise);

// A person gets it once although two households name them: who is in `paid` is left out, who is not is added to it.
void pay_once(PriceSubsidy& subsidy, std::set<registry::PersonId>& paid);

// Funeral grant (丧葬补助) for one covered member of an active household who died in a month.
struct FuneralGrant {
    const policy::Pack* pack = nullptr;
    const registry::Person* person = nullptr;
    const registry::MemberVersion* version = nullptr;
    Program program = Program::rural_tekun;
    Date died_on;
    Money standard;                      // Zero where the pack states an amount.
    std::optional<std::int32_t> months;  // Of the standard.
    Money amount;
    bool held = false;  // Reported dates differ: it waits until they are settled.
};

[[nodiscard]] std::vector<FuneralGrant> funeral_grants(const registry::Household& household,
                                                       const policy::PackBook& packs, Month month);

// A case of temporary assistance (临时救助). Anyone may be helped, registered or not.
struct TemporaryCase {
    std::string cause;        // A cause the pack names.
    std::int32_t people = 1;  // In trouble.
    std::int32_t months = 1;  // Of hardship.
    Month decided{1900, 1};
    bool emergency = false;                // Paid first, papers later.
    Money paid_this_year;                  // By earlier cases of the household in the calendar year.
    std::optional<Month> same_cause_paid;  // When the household was last helped for this cause.
};

// Why a case is not worked out. Checked in this order.
enum class TemporaryError : std::uint8_t {
    no_rule,
    unknown_cause,
    not_positive,      // Nobody, or no month.
    same_cause_again,  // Too soon after the last time.
    year_is_spent,
};
[[nodiscard]] RefusalWords words(TemporaryError reason) noexcept;

enum class Decider : std::uint8_t { town = 1, county };

struct TemporaryGrant {
    const policy::Pack* pack = nullptr;
    const policy::TemporaryCause* cause = nullptr;
    Money standard;
    std::int32_t people = 0;  // Not above the pack's.
    std::int32_t months = 0;
    Money worked_out;  // standard × people × months
    std::optional<Money> left_this_year;
    Money amount;      // Within the limits of the case and the year.
    Money paid_first;  // Before the papers are there; all of it, or what the emergency path allows.
    Decider decider = Decider::county;
    std::optional<std::int32_t> papers_within_working_days;  // Only of an emergency.
};

[[nodiscard]] Result<TemporaryGrant, Refusal> temporary_grant(const policy::Pack& pack, const TemporaryCase& facts);

}  // namespace mingzhang::entitlement
