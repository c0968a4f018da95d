// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>

#include "base/store/store.hpp"
#include "base/tables/table.hpp"
#include "base/values/text.hpp"
#include "engine/entitlement/benefits.hpp"

// What is paid once, worked out for a place from the lists as they are now. Nothing is accrued: the lists are what an
// office decides from.
namespace mingzhang::benefits {

// Why a list or a case was not worked out.
enum class BenefitRefusal : std::uint8_t { no_pack };
[[nodiscard]] RefusalWords words(BenefitRefusal reason) noexcept;

// Every household of the division with a price subsidy for the month: household_no, division, program, people,
// standard, each, amount. A household whose month cannot be computed refuses the list.
[[nodiscard]] Table price_subsidy_table(store::Store& store, County county, const DivisionScope& division, Month month,
                                        const entitlement::PriceRise& rise);

// Every funeral grant of the division for deaths in the month; state `held` where reported dates differ.
[[nodiscard]] Table funeral_table(store::Store& store, County county, const DivisionScope& division, Month month);

// The month of the division's institutions, person by person: household_no, division, name, account_name, days,
// prepaid, settled, surplus. What a run paid for the month is `prepaid`; what goes back is `surplus`.
[[nodiscard]] Table institution_table(store::Store& store, County county, const DivisionScope& division, Month month);

struct TemporaryReply {
    Money amount;
    Money paid_first;
    std::string explanation;
};

// A case by the pack in force for the division, which may be as wide as a county, in the month it is decided.
[[nodiscard]] Result<TemporaryReply, Refusal> temporary_case(store::Store& store, County county,
                                                             const DivisionScope& division,
                                                             const entitlement::TemporaryCase& facts,
                                                             Language language);

}  // namespace mingzhang::benefits
