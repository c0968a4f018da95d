// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/grants/one_off_run.hpp"

namespace mingzhang::grants {

// Calculates the funeral grants (丧葬补助) of a month as a run: for its deaths, and for those of the twelve months
// before that a funeral run covered and that were reported late. A person is granted it once, whatever dates of death
// were reported since; a line whose dates differ is held. It is paid from the fund line of the household's own program.
[[nodiscard]] Result<Answer, Refusal> calculate_funeral(Desk& desk, const Actor& actor, const OneOffCall& call,
                                                        LongWork work);

}  // namespace mingzhang::grants
