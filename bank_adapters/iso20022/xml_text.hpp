// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/text.hpp"

namespace mingzhang::bank::iso20022 {

// What a message can carry as the text of an element, and how it is written. Nothing is shortened or replaced.
//
// Written by hand rather than by libxml2's writer, which allocates for each element and takes several times as long
// as the disk; the tests read every written file back with libxml2 and hold it against the schema.

// Why `text` cannot stand in an element of at most `characters_max` characters (schema type MaxNText): not UTF-8, too
// long, a character XML 1.0 has no way to carry (§2.2) or no bank prints, white space at an end, which readers drop.
// None when it can. Empty texts can.
[[nodiscard]] std::optional<Text> fault_in_text(std::string_view text, std::size_t characters_max);

// "&" as "&amp;" and so on.
void append_escaped(std::string& out, std::string_view text);

// <Name>text</Name>
void append_element(std::string& out, std::string_view name, std::string_view text);

}  // namespace mingzhang::bank::iso20022
