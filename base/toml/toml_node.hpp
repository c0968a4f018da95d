// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/result.hpp"

// TOML as plain values with their lines, so that only one file pays for the library's header.
namespace mingzhang {

enum class TomlKind : std::uint8_t { table, array, string, integer, boolean, other };

struct TomlEntry;

struct TomlNode {
    TomlKind kind = TomlKind::other;
    std::size_t line = 0;
    std::string text;                // A string's content; of other plain values, how they are written.
    std::int64_t integer = 0;        // Only of integers.
    bool boolean = false;            // Only of booleans.
    std::vector<TomlEntry> entries;  // Of a table.
    std::vector<TomlNode> items;     // Of an array.

    [[nodiscard]] const TomlNode* find(std::string_view key) const noexcept;  // Null when there is none.
};

struct TomlEntry {
    std::string key;
    TomlNode value;
};

// Which line a table has whose parts are written above it, [a.b] before [a].
enum class TomlLines : std::uint8_t {
    of_values,  // That of its own heading.
    of_keys     // That where its name is first read.
};

struct TomlSyntaxError {
    std::size_t line = 0;
    std::string description;  // In the library's English.
};

[[nodiscard]] Result<TomlNode, TomlSyntaxError> parse_toml(std::string_view text, TomlLines lines);

}  // namespace mingzhang
