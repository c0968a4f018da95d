// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml/toml_node.hpp"
#include "base/values/money.hpp"
#include "base/values/refusal.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// How one kind of file speaks of its faults: its readers know different words.
struct TomlManner {
    Text missing;
    Text unknown_key;
    Text not_text;
    Text not_table;
    Text not_whole_number;
    Text out_of_range;     // {0} and {1}: the least and the greatest number.
    Text not_among_words;  // {0}: the words.
    Text word_not_text;    // The same, where not even text stands.
    std::string_view between_words_zh;
    bool shows_other_types = true;               // Whether a value of the wrong type, or of an unknown key, is shown.
    std::optional<std::size_t> shown_bytes_max;  // With it a value shown is cut to one line; without, shown whole.
};

// How files of settings speak. A value of the wrong type, or of an unknown key, may be a secret in the wrong place: it
// is not shown.
[[nodiscard]] const TomlManner& settings_manner() noexcept;

// Why a file is no TOML, as a finding.
[[nodiscard]] Finding syntax_finding(std::string_view file, const TomlSyntaxError& error);

// The faults found in one file so far.
class TomlFaults {
public:
    TomlFaults(std::string_view file, const TomlManner& manner) : file_{file}, manner_{&manner} {}

    void add(std::size_t line, std::string key, std::string_view value, Text reason);
    [[nodiscard]] std::size_t count() const noexcept { return findings_.size(); }
    [[nodiscard]] const TomlManner& manner() const noexcept { return *manner_; }
    [[nodiscard]] std::vector<Finding> by_line() &&;

private:
    std::string file_;
    const TomlManner* manner_;  // Outlives the faults.
    std::vector<Finding> findings_;
};

enum class Presence : std::uint8_t { required, optional };

// Reads one table key by key and notes every fault with its line and full key ("dibao.rounding.unit"). A value that is
// absent or faulty comes back empty, and reading goes on.
class TomlTable {
public:
    // `node` and `faults` must outlive the reader. A node that is no table is a fault and reads as an empty one.
    TomlTable(const TomlNode& node, std::string path, TomlFaults& faults);

    [[nodiscard]] std::optional<std::string> text(std::string_view key, Presence presence);  // May be empty.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);  // Optional. A text alone is a list of one.
    [[nodiscard]] std::optional<bool> flag(std::string_view key);        // Optional.
    // Quoted yuan, never negative.
    [[nodiscard]] std::optional<Money> amount(std::string_view key, Presence presence);
    // Optional, and from `min` to `max`.
    [[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view key, std::int64_t min, std::int64_t max);
    [[nodiscard]] std::vector<std::int64_t> whole_numbers(std::string_view key, std::int64_t min, std::int64_t max);
    // One of the words; its place among them.
    [[nodiscard]] std::optional<std::size_t> choice(std::string_view key, std::span<const std::string_view> words,
                                                    Presence presence);
    [[nodiscard]] std::optional<TomlTable> table(std::string_view key, Presence presence);
    // Optional: [[key]] any number of times. An item that is no table is a fault and left out.
    [[nodiscard]] std::vector<TomlTable> tables(std::string_view key);
    // The same item by item, for who must see every place: one that is no table is a fault when it is read.
    [[nodiscard]] std::size_t item_count(std::string_view key);
    [[nodiscard]] TomlTable item(std::string_view key, std::size_t place) const;  // Below `item_count`.

    [[nodiscard]] bool has(std::string_view key) const noexcept { return node_->find(key) != nullptr; }
    [[nodiscard]] bool has_table(std::string_view key) const noexcept;
    [[nodiscard]] bool is_empty() const noexcept { return node_->entries.empty(); }
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] std::size_t faults_in_file() const noexcept { return faults_->count(); }

    // Notes a fault at the key's line, or the table's where the key is absent. The value shown is the one given, or
    // else what stands there.
    void fault(std::string_view key, std::string_view value, Text reason);
    void fault(std::string_view key, Text reason);
    void fault(Text reason);  // Of the table itself.
    // A fault where the key is absent.
    void require(std::string_view key);
    // Every key not asked for until now is a fault: a misspelt key must not go unnoticed.
    void refuse_unknown_keys();

private:
    const TomlNode* find(std::string_view key, Presence presence);
    const std::vector<TomlNode>& items(std::string_view key, Presence presence, const Text& not_list);
    void refuse_type(const TomlNode& node, std::string path, Text reason);
    std::optional<std::int64_t> whole(const TomlNode& node, std::string path, std::int64_t min, std::int64_t max);
    [[nodiscard]] std::string full(std::string_view key) const;
    [[nodiscard]] std::string full(std::string_view key, std::size_t place) const;

    const TomlNode* node_;
    std::string path_;
    TomlFaults* faults_;
    std::vector<std::string> asked_;
};

}  // namespace mingzhang
