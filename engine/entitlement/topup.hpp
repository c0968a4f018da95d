// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/entitlement/assessment.hpp"

namespace mingzhang::entitlement {

// Rule 5 (分类施保): the top-ups of every counted member of a dibao household, into topups, members and the sum.
void add_topups(Assessment& assessment);

// The care allowance of every counted member of a tekun household. False when the pack has no amount for one of them.
[[nodiscard]] bool add_care(Assessment& assessment);

}  // namespace mingzhang::entitlement
