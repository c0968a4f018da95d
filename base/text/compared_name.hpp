// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

namespace mingzhang {

// Names written in different ways and meant alike (户名比对). Rosters, banks and Excel disagree about the dot in a
// name, about wide and narrow forms, about blanks, and about code points that older editions of GB18030 left to private
// use; none of that makes another person. All else does: no case, no variant, no simplification is folded, and nothing
// is ever guessed for a character a bank could not write. The table is in docs/names.md.

// The form by which names are compared, never written or stored. REQUIRES: valid UTF-8.
[[nodiscard]] std::string compared_name(std::string_view name);

[[nodiscard]] bool is_same_name(std::string_view a, std::string_view b);

}  // namespace mingzhang
