// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>

#include "engine/reconciliation/disposition.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::reconciliation {

// What a person must look at because of this row, if anything. `division` is the instruction's.
[[nodiscard]] std::optional<worklist::NewItem> item_for(Disposition disposition, const MatchedRow& row,
                                                        const DivisionScope& division, const std::string& file_name);

// The item for words that nobody has mapped to a reason, once for each account. REQUIRES: the row has such.
[[nodiscard]] worklist::NewItem item_for_words(const MatchedRow& row, std::int64_t bank_account,
                                               const std::string& file_name);

}  // namespace mingzhang::reconciliation
