// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/money.hpp"
#include "base/values/refusal.hpp"
#include "base/values/text.hpp"
#include "engine/policy/toml_tree.hpp"

namespace mingzhang::policy {

// The faults found in one file so far.
class Faults {
public:
    explicit Faults(std::string_view file) : file_{file} {}

    void add(std::size_t line, std::string key, std::string_view value, Text reason);
    [[nodiscard]] std::vector<Finding> by_line() &&;

private:
    std::string file_;
    std::vector<Finding> findings_;
};

enum class Presence : std::uint8_t { required, optional };

// Reads one table key by key and notes every fault with its line and full key ("dibao.rounding.unit"). A value that is
// absent or faulty comes back empty, and reading goes on.
class TableReader {
public:
    // `table` and `faults` must outlive the reader.
    TableReader(const TomlNode& table, std::string path, Faults& faults);

    [[nodiscard]] std::optional<std::string> text(std::string_view key);  // Required and not empty.
    // Quoted yuan, never negative.
    [[nodiscard]] std::optional<Money> amount(std::string_view key, Presence presence);
    [[nodiscard]] std::optional<std::int32_t> whole_number(std::string_view key, std::int32_t min, std::int32_t max);
    // One of the words; its place among them.
    [[nodiscard]] std::optional<std::size_t> choice(std::string_view key, std::span<const std::string_view> words);
    [[nodiscard]] std::optional<TableReader> table(std::string_view key, Presence presence);
    [[nodiscard]] std::vector<TableReader> tables(std::string_view key);  // Optional: [[key]] any number of times.
    [[nodiscard]] std::vector<std::int32_t> whole_numbers(std::string_view key, std::int32_t min, std::int32_t max);

    [[nodiscard]] bool has(std::string_view key) const noexcept { return table_->find(key) != nullptr; }
    [[nodiscard]] bool is_empty() const noexcept { return table_->entries.empty(); }

    // Notes a fault of a value read before (or of the table itself, key empty).
    void fault(std::string_view key, Text reason);
    // Every key not asked for until now is a fault.
    void refuse_unknown_keys();

private:
    const TomlNode* find(std::string_view key, Presence presence);
    [[nodiscard]] std::string full(std::string_view key) const;
    std::optional<std::int32_t> whole(const TomlNode& node, const std::string& key, std::int32_t min, std::int32_t max);

    const TomlNode* table_;
    std::string path_;
    Faults* faults_;
    std::vector<std::string> asked_;
};

}  // namespace mingzhang::policy
