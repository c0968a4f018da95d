// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/store.hpp"
#include "console/cli/reply.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::console {

// 第 1 次发放，2022年8月，永新镇
[[nodiscard]] Text heading_of(store::Store& store, const runs::Run& run);

// The same as fields of a document: run, month, division, program, state, import.
[[nodiscard]] Answer fields_of(const runs::Run& run);

// What is to be done with the run now: 下一步：mingzhang run submit 1
[[nodiscard]] Text next_step_of(const runs::Run& run);

}  // namespace mingzhang::console
