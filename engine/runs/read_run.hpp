// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/store.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::runs {

// `find_run` for who is in no reading: a store that fails is a refusal.
[[nodiscard]] Result<Run, Refusal> read_run(store::Store& store, County county, std::int64_t number);

}  // namespace mingzhang::runs
