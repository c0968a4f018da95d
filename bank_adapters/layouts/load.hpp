// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/layouts/layout.hpp"
#include "base/toml/toml_table.hpp"

namespace mingzhang::bank::layouts {

// The parts of `load_layout`. Each notes what is wrong with its table and gives back what it could read.

// How layouts speak of their faults.
[[nodiscard]] const TomlManner& layout_manner() noexcept;

enum class Direction : std::uint8_t { payment, result };

[[nodiscard]] FileShape load_shape(TomlTable table, Direction direction);
// A fault where the file could not be paid from, or its answers not be matched.
void check_detail(TomlTable& table, const FileShape& shape, Direction direction);
// The shape of a file that is an Excel workbook.
[[nodiscard]] FileShape load_workbook(TomlTable table, Direction direction);
// Its rows, whose cells or columns go by what of the shape is known already, and its limits.
void load_rows(TomlTable& table, FileShape& shape, Direction direction);
// The shape of a file that is a message.
[[nodiscard]] FileShape load_message(TomlTable table, Direction direction);
[[nodiscard]] StatementShape load_statement(TomlTable table);
[[nodiscard]] Limits load_limits(TomlTable table);
[[nodiscard]] Column load_column(TomlTable table, const FileShape& shape, RowKind kind, Direction direction);
[[nodiscard]] Answers load_answers(TomlTable table);
// Of a message, whose statuses are codes of the standard: reasons alone, and none need be given.
[[nodiscard]] Answers load_message_answers(std::optional<TomlTable> table);

// Empty after a fault.
[[nodiscard]] std::string load_text(TomlTable& table, std::string_view key);
// Above zero.
[[nodiscard]] std::optional<std::uint64_t> load_number(TomlTable& table, std::string_view key);
// One of the words, by its place in the list; the first where the key is absent or faulty.
[[nodiscard]] std::size_t load_choice(TomlTable& table, std::string_view key,
                                      std::initializer_list<std::string_view> words,
                                      Presence presence = Presence::optional);
// A pattern, or a finding and the empty text.
[[nodiscard]] Pattern load_pattern(TomlTable& table, std::string_view key, const std::string& text);
// A fault when the file could not carry this text of the layout itself.
void check_encodable(TomlTable& table, std::string_view key, std::string_view text, FileEncoding encoding);

}  // namespace mingzhang::bank::layouts
