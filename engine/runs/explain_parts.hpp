// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>

#include "base/values/text.hpp"
#include "engine/entitlement/assess.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/run.hpp"

// What an explanation of a household's month in a run is made of, for the officer's text and the household's page.
namespace mingzhang::runs {

struct KnownHousehold {
    registry::Household household;
    policy::PackBook packs;
};

struct ExplainParts {
    KnownHousehold known;  // As the run knew it; what `assessed` points into, so it is not moved.
    entitlement::Assessment assessed;
    std::string paid_before;    // What was paid for the month before the books began.
    std::string lines;          // What this run pays or found overpaid for the month.
    std::string compared_with;  // The heading of `changes`; empty when there is nothing to compare with.
    std::string changes;        // Since last month, or since the run that paid the month before.
};

// Refused for a household the run did not know, and when the month cannot be computed.
[[nodiscard]] Result<void, Refusal> explain_parts(ExplainParts& parts, soci::session& sql, const Run& run,
                                                  const HouseholdNo& household, Month month, Language language);

}  // namespace mingzhang::runs
