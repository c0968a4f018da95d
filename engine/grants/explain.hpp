// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/store/store.hpp"
#include "base/values/refusal.hpp"
#include "base/values/text.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::grants {

// Why a household is granted what it is granted by a one-off run: `run explain` of its kinds, rebuilt from the registry
// as known to the run.
[[nodiscard]] Result<std::string, Refusal> explain_line(store::Store& store, const runs::Run& run,
                                                        const HouseholdNo& household, Language language);

}  // namespace mingzhang::grants
