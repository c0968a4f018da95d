// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::layouts {

// A TOML document with the line of every value, so that a fault can be shown where it stands.
struct TomlNode {
    using Array = std::vector<TomlNode>;
    using Table = std::vector<std::pair<std::string, TomlNode>>;

    std::size_t line = 0;
    std::variant<std::monostate, std::string, std::int64_t, bool, Array, Table> value;  // Other types: monostate.
};

struct TomlFault {
    std::size_t line;
    std::string message;  // In the library's English.
};

[[nodiscard]] Result<TomlNode, TomlFault> parse_toml(std::string_view text);

// Reads the keys of one table. Whatever is wrong becomes a finding at its line; a key nobody asked for is a finding
// too when the reader ends: a misspelt key must not go unnoticed.
class TomlTable {
public:
    TomlTable(const TomlNode& node, std::string path, std::vector<Finding>& faults);
    ~TomlTable();
    TomlTable(const TomlTable&) = delete;
    TomlTable& operator=(const TomlTable&) = delete;

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view key);
    [[nodiscard]] std::string required_text(std::string_view key);           // Empty after a fault.
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view key);  // Above zero.
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);  // A text alone is a list of one.
    [[nodiscard]] const TomlNode* table(std::string_view key);
    [[nodiscard]] std::vector<const TomlNode*> tables(std::string_view key);  // An array of tables.
    [[nodiscard]] std::vector<std::string> keys() const;

    // One of the words, by its place in the list; the first where the key is absent.
    [[nodiscard]] std::size_t choice(std::string_view key, const std::vector<std::string_view>& words);

    void fault(std::string_view key, std::string value, Text reason);  // At the key's line, or the table's.
    [[nodiscard]] std::string path(std::string_view key) const;

private:
    [[nodiscard]] const TomlNode* find(std::string_view key) const;
    template <class Type>
    [[nodiscard]] const Type* take(std::string_view key, const Text& expected);

    const TomlNode& node_;
    const TomlNode::Table* table_;
    std::string path_;
    std::vector<std::string> asked_;
    std::vector<Finding>& faults_;
};

}  // namespace mingzhang::bank::layouts
