// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/grants/one_off_run.hpp"

namespace mingzhang::grants {

// Calculates a run of temporary assistance (临时救助): every case of the division that was granted and is in no accrued
// run, of an emergency what may be paid now; a line a household. Several runs may stand in a month. Paid from the fund
// line 2082001.
[[nodiscard]] Result<Answer, Refusal> calculate_temporary(Desk& desk, const Actor& actor, const OneOffCall& call,
                                                          LongWork work);

}  // namespace mingzhang::grants
