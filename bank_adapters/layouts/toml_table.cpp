// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/toml_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mingzhang::bank::layouts {
namespace {

const Text expected_text{"应为文本", "should be text"};
const Text expected_number{"应为大于零的整数", "should be a whole number above zero"};
const Text expected_flag{"应为 true 或 false", "should be true or false"};
const Text expected_table{"应为表", "should be a table"};
const Text expected_list{"应为列表", "should be a list"};

const TomlNode::Table no_entries;

}  // namespace

TomlTable::TomlTable(const TomlNode& node, std::string path, std::vector<Finding>& faults)
    : node_{node}, table_{std::get_if<TomlNode::Table>(&node.value)}, path_{std::move(path)}, faults_{faults} {
    if (table_ != nullptr) return;
    table_ = &no_entries;
    faults_.push_back({{}, node.line, path_, {}, expected_table});
}

TomlTable::~TomlTable() {
    for (const auto& [key, node] : *table_)
        if (std::ranges::find(asked_, key) == asked_.end()) fault(key, {}, {"没有这个键", "there is no such key"});
}

const TomlNode* TomlTable::find(std::string_view key) const {
    const auto found = std::ranges::find(*table_, key, &TomlNode::Table::value_type::first);
    return found == table_->end() ? nullptr : &found->second;
}

bool TomlTable::has(std::string_view key) const {
    return find(key) != nullptr;
}

std::string TomlTable::path(std::string_view key) const {
    return path_.empty() ? std::string{key} : fmt::format("{}.{}", path_, key);
}

void TomlTable::fault(std::string_view key, std::string value, Text reason) {
    const TomlNode* node = find(key);
    faults_.push_back({{}, node == nullptr ? node_.line : node->line, path(key), std::move(value), std::move(reason)});
}

template <class Type>
const Type* TomlTable::take(std::string_view key, const Text& expected) {
    asked_.emplace_back(key);
    const TomlNode* node = find(key);
    if (node == nullptr) return nullptr;
    const Type* value = std::get_if<Type>(&node->value);
    if (value == nullptr) fault(key, {}, expected);
    return value;
}

std::optional<std::string> TomlTable::text(std::string_view key) {
    const auto* value = take<std::string>(key, expected_text);
    if (value == nullptr) return std::nullopt;
    return *value;
}

std::string TomlTable::required_text(std::string_view key) {
    if (!has(key)) fault(key, {}, {"缺少这个键", "this key is missing"});
    auto value = text(key);
    if (value && value->empty()) fault(key, {}, {"不能为空", "must not be empty"});
    return value.value_or(std::string{});
}

std::optional<std::int64_t> TomlTable::number(std::string_view key) {
    const auto* value = take<std::int64_t>(key, expected_number);
    if (value == nullptr) return std::nullopt;
    if (*value > 0) return *value;
    fault(key, fmt::format("{}", *value), expected_number);
    return std::nullopt;
}

std::optional<bool> TomlTable::flag(std::string_view key) {
    const auto* value = take<bool>(key, expected_flag);
    if (value == nullptr) return std::nullopt;
    return *value;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    const TomlNode* node = find(key);
    if (node != nullptr && std::holds_alternative<std::string>(node->value)) return {text(key).value_or("")};
    const auto* list = take<TomlNode::Array>(key, expected_list);
    std::vector<std::string> texts;
    if (list == nullptr) return texts;
    for (const TomlNode& element : *list) {
        if (const auto* value = std::get_if<std::string>(&element.value)) {
            texts.push_back(*value);
        } else {
            faults_.push_back({{}, element.line, path(key), {}, expected_text});
        }
    }
    return texts;
}

const TomlNode* TomlTable::table(std::string_view key) {
    return take<TomlNode::Table>(key, expected_table) == nullptr ? nullptr : find(key);
}

std::vector<const TomlNode*> TomlTable::tables(std::string_view key) {
    std::vector<const TomlNode*> nodes;
    const auto* list = take<TomlNode::Array>(key, expected_list);
    if (list == nullptr) return nodes;
    for (const TomlNode& element : *list) nodes.push_back(&element);
    return nodes;
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, node] : *table_) keys.push_back(key);
    return keys;
}

std::size_t TomlTable::choice(std::string_view key, const std::vector<std::string_view>& words) {
    const auto value = text(key);
    if (!value) return 0;
    const auto found = std::ranges::find(words, std::string_view{*value});
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    fault(key, *value,
          {fmt::format("应为以下之一：{}", fmt::join(words, "、")),
           fmt::format("should be one of: {}", fmt::join(words, ", "))});
    return 0;
}

}  // namespace mingzhang::bank::layouts
