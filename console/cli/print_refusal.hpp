// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "base/values/refusal.hpp"

namespace mingzhang::console {

inline constexpr std::size_t findings_shown_max = 50;

// Why nothing was done and what to do next; findings one a line as file:row: column: value: reason, the first fifty.
void print_refusal(const Refusal& refusal, Language language, std::ostream& out);

// The same for programs: {"refused": code, "reason": …, "next": …, "findings": […]}, all findings there are.
[[nodiscard]] std::string refusal_document(const Refusal& refusal, Language language);

}  // namespace mingzhang::console
