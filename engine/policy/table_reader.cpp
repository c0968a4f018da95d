// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace mingzhang::policy {

namespace {

constexpr std::size_t shown_value_max = 60;
constexpr std::size_t text_bytes_max = 200;

// Cut so that a finding stays one line, and never inside a character.
std::string shown(std::string_view value) {
    std::size_t length = std::min(value.size(), shown_value_max);
    while (length > 0 && length < value.size() && (static_cast<unsigned char>(value[length]) & 0xC0U) == 0x80U)
        --length;
    std::string text{value.substr(0, length)};
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
    return length < value.size() ? text + "…" : text;
}

Text amount_reason(MoneyError error) {
    switch (error) {
        case MoneyError::empty:
            return {"金额为空", "the amount is empty"};
        case MoneyError::not_a_number:
            return {"不是金额，应如 \"636.00\"", "not an amount such as \"636.00\""};
        case MoneyError::too_many_decimals:
            return {"金额最多两位小数", "an amount has at most two decimals"};
        case MoneyError::out_of_range:
            return {"金额太大", "the amount is too large"};
    }
    return {};
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

}  // namespace

void Faults::add(std::size_t line, std::string key, std::string_view value, Text reason) {
    findings_.push_back({file_, line, std::move(key), shown(value), std::move(reason)});
}

std::vector<Finding> Faults::by_line() && {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.row < b.row; });
    return std::move(findings_);
}

TableReader::TableReader(const TomlNode& table, std::string path, Faults& faults)
    : table_{&table}, path_{std::move(path)}, faults_{&faults} {}

std::string TableReader::full(std::string_view key) const {
    if (path_.empty()) return std::string{key};
    return key.empty() ? path_ : fmt::format("{}.{}", path_, key);
}

const TomlNode* TableReader::find(std::string_view key, Presence presence) {
    asked_.emplace_back(key);
    const TomlNode* node = table_->find(key);
    if (node == nullptr && presence == Presence::required)
        faults_->add(table_->line, full(key), "", {"缺少此项", "this key is missing"});
    return node;
}

std::optional<std::string> TableReader::text(std::string_view key) {
    const TomlNode* node = find(key, Presence::required);
    if (node == nullptr) return std::nullopt;
    if (node->kind != TomlKind::string) {
        faults_->add(node->line, full(key), node->text, {"应为带引号的文字", "must be text in quotes"});
    } else if (node->text.find_first_not_of(' ') == std::string::npos) {
        faults_->add(node->line, full(key), node->text, {"不能为空", "must not be empty"});
    } else if (has_control_character(node->text) || node->text.size() > text_bytes_max) {
        faults_->add(node->line, full(key), node->text,
                     {"文字过长或含控制字符", "the text is too long or has control characters"});
    } else {
        return node->text;
    }
    return std::nullopt;
}

std::optional<Money> TableReader::amount(std::string_view key, Presence presence) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return std::nullopt;
    if (node->kind != TomlKind::string) {
        faults_->add(node->line, full(key), node->text,
                     {"金额要加引号，如 \"636.00\"", "an amount stands in quotes, such as \"636.00\""});
        return std::nullopt;
    }
    const auto amount = parse_yuan(node->text);
    if (!amount) {
        faults_->add(node->line, full(key), node->text, amount_reason(amount.error()));
        return std::nullopt;
    }
    if (*amount < Money{}) {
        faults_->add(node->line, full(key), node->text, {"金额不能为负", "the amount must not be negative"});
        return std::nullopt;
    }
    return *amount;
}

std::optional<std::int32_t> TableReader::whole(const TomlNode& node, const std::string& key, std::int32_t min,
                                               std::int32_t max) {
    if (node.kind != TomlKind::integer) {
        faults_->add(node.line, key, node.text, {"应为整数，不带引号", "must be a whole number without quotes"});
    } else if (node.integer < min || node.integer > max) {
        faults_->add(node.line, key, node.text,
                     {fmt::format("应在 {} 到 {} 之间", min, max), fmt::format("must be from {} to {}", min, max)});
    } else {
        return static_cast<std::int32_t>(node.integer);
    }
    return std::nullopt;
}

std::optional<std::int32_t> TableReader::whole_number(std::string_view key, std::int32_t min, std::int32_t max) {
    const TomlNode* node = find(key, Presence::optional);
    return node == nullptr ? std::nullopt : whole(*node, full(key), min, max);
}

std::vector<std::int32_t> TableReader::whole_numbers(std::string_view key, std::int32_t min, std::int32_t max) {
    std::vector<std::int32_t> numbers;
    const TomlNode* node = find(key, Presence::required);
    if (node == nullptr) return numbers;
    if (node->kind != TomlKind::array) {
        faults_->add(node->line, full(key), node->text,
                     {"应为整数列表，如 [100, 50]", "must be a list of whole numbers such as [100, 50]"});
        return numbers;
    }
    for (std::size_t i = 0; i < node->items.size(); ++i)
        if (const auto number = whole(node->items[i], fmt::format("{}[{}]", full(key), i + 1), min, max))
            numbers.push_back(*number);
    return numbers;
}

std::optional<std::size_t> TableReader::choice(std::string_view key, std::span<const std::string_view> words) {
    const TomlNode* node = find(key, Presence::required);
    if (node == nullptr) return std::nullopt;
    const auto word = std::find(words.begin(), words.end(), node->text);
    if (node->kind == TomlKind::string && word != words.end()) return static_cast<std::size_t>(word - words.begin());
    const std::string allowed = fmt::format("{}", fmt::join(words, ", "));
    faults_->add(node->line, full(key), node->text, {"应为其中之一：" + allowed, "must be one of: " + allowed});
    return std::nullopt;
}

std::optional<TableReader> TableReader::table(std::string_view key, Presence presence) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return std::nullopt;
    if (node->kind == TomlKind::table) return TableReader{*node, full(key), *faults_};
    faults_->add(node->line, full(key), node->text, {"应为一组项目", "must be a table"});
    return std::nullopt;
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    std::vector<TableReader> readers;
    const TomlNode* node = find(key, Presence::optional);
    if (node == nullptr) return readers;
    const Text reason{fmt::format("应写作 [[{}]]", full(key)), fmt::format("must be written as [[{}]]", full(key))};
    if (node->kind != TomlKind::array) faults_->add(node->line, full(key), node->text, reason);
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        const TomlNode& item = node->items[i];
        const std::string path = fmt::format("{}[{}]", full(key), i + 1);
        if (item.kind == TomlKind::table) {
            readers.emplace_back(item, path, *faults_);
        } else {
            faults_->add(item.line, path, item.text, reason);
        }
    }
    return readers;
}

void TableReader::fault(std::string_view key, Text reason) {
    const TomlNode* node = key.empty() ? table_ : table_->find(key);
    faults_->add(node == nullptr ? table_->line : node->line, full(key), node == nullptr ? "" : node->text,
                 std::move(reason));
}

void TableReader::refuse_unknown_keys() {
    for (const auto& [key, node] : table_->entries)
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
            faults_->add(node.line, full(key), node.text, {"不认识的项", "this key is not known"});
}

}  // namespace mingzhang::policy
