// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>

#include "engine/reconciliation/disposition.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::reconciliation {

// What a person must look at because of this row: nothing, one item, or two (a return whose reason nobody has mapped).
// `division` is the instruction's.
[[nodiscard]] std::vector<worklist::NewItem> items_for(Disposition disposition, const MatchedRow& row,
                                                       const DivisionScope& division, const std::string& file_name);

}  // namespace mingzhang::reconciliation
