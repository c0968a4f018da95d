// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>
#include <string>
#include <vector>

#include "console/cli/verb.hpp"

namespace mingzhang::console {

// How a verb is written: "mingzhang run calculate MONTH --division CODE [--program PROGRAM]".
[[nodiscard]] std::string usage(const Verb& verb);

// The help page of everything that begins with these words: the whole program, a group, or one verb.
[[nodiscard]] std::string help_page(std::span<const Verb> verbs, const std::vector<std::string>& path,
                                    Language language);

}  // namespace mingzhang::console
