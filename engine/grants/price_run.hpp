// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/entitlement/benefits.hpp"
#include "engine/grants/one_off_run.hpp"

namespace mingzhang::grants {

struct PriceCall {
    OneOffCall run;
    std::optional<entitlement::PriceRise> rise;  // As published for the month.
};

// Calculates the price subsidy (价格临时补贴) of a month as a run: what `benefit price` lists, to the fen, from the
// fund lines of town and country whose budget codes the packs name. A person is granted a month once, in whatever
// household and run. The answer is that of a one-off run, with urban_code and rural_code.
[[nodiscard]] Result<Answer, Refusal> calculate_price(Desk& desk, const Actor& actor, const PriceCall& call,
                                                      LongWork work);

// The rise a price run stands on.
[[nodiscard]] entitlement::PriceRise rise_of(soci::session& sql, County county, std::int64_t run);

}  // namespace mingzhang::grants
