// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/layouts/toml_table.hpp"

namespace mingzhang::bank::layouts {

// The parts of `load_layout`. Each adds what is wrong to `faults` and gives back what it could read.

enum class Direction : std::uint8_t { payment, result };

[[nodiscard]] FileShape load_shape(const TomlNode& node, Direction direction, std::vector<Finding>& faults);
[[nodiscard]] Column load_column(const TomlNode& node, const std::string& path, const FileShape& shape, RowKind kind,
                                 Direction direction, std::vector<Finding>& faults);
[[nodiscard]] Answers load_answers(const TomlNode& node, std::vector<Finding>& faults);

// A pattern, or a finding and the empty text.
[[nodiscard]] Pattern load_pattern(TomlTable& table, std::string_view key, const std::string& text);
// A fault when the file could not carry this text of the layout itself.
void check_encodable(TomlTable& table, std::string_view key, std::string_view text, FileEncoding encoding);

}  // namespace mingzhang::bank::layouts
