// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/entitlement/assessment.hpp"
#include "engine/entitlement/explain_page.hpp"

namespace mingzhang::entitlement {

// The top-ups of every member, those a higher one stands in place of too, and what a cap took away.
void write_topups(Page& page, const Assessment& assessment);

}  // namespace mingzhang::entitlement
