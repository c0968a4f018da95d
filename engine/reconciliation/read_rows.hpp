// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "engine/reconciliation/disposition.hpp"

namespace mingzhang::reconciliation {

// Reads a result file whole and matches each row to the batch; a file that cannot be read is refused whole.
[[nodiscard]] Result<std::vector<MatchedRow>, Refusal> read_rows(BatchBook& book, const bank::layouts::Layout& layout,
                                                                 std::string_view bytes, const std::string& file_name);

// The same for lines at hand.
[[nodiscard]] Result<std::vector<MatchedRow>, Refusal> match_lines(BatchBook& book,
                                                                   const std::vector<bank::OutcomeLine>& lines);

}  // namespace mingzhang::reconciliation
