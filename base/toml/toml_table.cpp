// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/toml/toml_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/values/check.hpp"

namespace mingzhang {

namespace {

const std::vector<TomlNode> no_items;

// Cut so that a finding stays one line, and never inside a character.
std::string shown(std::string_view value, std::size_t bytes_max) {
    std::size_t length = std::min(value.size(), bytes_max);
    while (length > 0 && length < value.size() && (static_cast<unsigned char>(value[length]) & 0xC0U) == 0x80U)
        --length;
    std::string text{value.substr(0, length)};
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) c = ' ';
    return length < value.size() ? text + "…" : text;
}

template <class... Arguments>
Text filled(const Text& sentence, const Arguments&... arguments) {
    return {fmt::format(fmt::runtime(sentence.zh), arguments...), fmt::format(fmt::runtime(sentence.en), arguments...)};
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

}  // namespace

const TomlManner& settings_manner() noexcept {
    static const TomlManner manner{
        .missing = {"缺少这个键", "this key is missing"},
        .unknown_key = {"没有这个键", "there is no such key"},
        .not_text = {"应为文本", "should be text"},
        .not_table = {"应为表", "should be a table"},
        .not_whole_number = {"应为整数", "should be a whole number"},
        .out_of_range = {"应在 {0} 到 {1} 之间", "should be from {0} to {1}"},
        .not_among_words = {"应为以下之一：{0}", "should be one of: {0}"},
        .word_not_text = {"应为以下之一：{0}", "should be one of: {0}"},
        .between_words_zh = "、",
        .shows_other_types = false,
        .shown_bytes_max = 80,
    };
    return manner;
}

Finding syntax_finding(std::string_view file, const TomlSyntaxError& error) {
    return {std::string{file},
            error.line,
            {},
            {},
            {"TOML 语法错误：" + error.description, "TOML syntax: " + error.description}};
}

void TomlFaults::add(std::size_t line, std::string key, std::string_view value, Text reason) {
    std::string seen = manner_->shown_bytes_max ? shown(value, *manner_->shown_bytes_max) : std::string{value};
    findings_.push_back({file_, line, std::move(key), std::move(seen), std::move(reason)});
}

std::vector<Finding> TomlFaults::by_line() && {
    std::ranges::stable_sort(findings_, {}, &Finding::row);
    return std::move(findings_);
}

TomlTable::TomlTable(const TomlNode& node, std::string path, TomlFaults& faults)
    : node_{&node}, path_{std::move(path)}, faults_{&faults} {
    if (node.kind != TomlKind::table) refuse_type(node, path_, faults.manner().not_table);
}

std::string TomlTable::full(std::string_view key) const {
    if (path_.empty()) return std::string{key};
    return key.empty() ? path_ : fmt::format("{}.{}", path_, key);
}

std::string TomlTable::full(std::string_view key, std::size_t place) const {
    return fmt::format("{}[{}]", full(key), place + 1);
}

const TomlNode* TomlTable::find(std::string_view key, Presence presence) {
    asked_.emplace_back(key);
    if (presence == Presence::required) require(key);
    return node_->find(key);
}

void TomlTable::refuse_type(const TomlNode& node, std::string path, Text reason) {
    const std::string_view value = faults_->manner().shows_other_types ? std::string_view{node.text} : "";
    faults_->add(node.line, std::move(path), value, std::move(reason));
}

std::optional<std::string> TomlTable::text(std::string_view key, Presence presence) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return std::nullopt;
    if (node->kind == TomlKind::string) return node->text;
    refuse_type(*node, full(key), faults_->manner().not_text);
    return std::nullopt;
}

std::vector<std::string> TomlTable::texts(std::string_view key) {
    const TomlNode* node = node_->find(key);
    if (node != nullptr && node->kind == TomlKind::string) return {text(key, Presence::optional).value_or("")};
    std::vector<std::string> texts;
    for (const TomlNode& item : items(key, Presence::optional, {"应为列表", "should be a list"})) {
        if (item.kind == TomlKind::string) {
            texts.push_back(item.text);
        } else {
            refuse_type(item, full(key), faults_->manner().not_text);
        }
    }
    return texts;
}

std::optional<bool> TomlTable::flag(std::string_view key) {
    const TomlNode* node = find(key, Presence::optional);
    if (node == nullptr) return std::nullopt;
    if (node->kind == TomlKind::boolean) return node->boolean;
    refuse_type(*node, full(key), {"应为 true 或 false", "should be true or false"});
    return std::nullopt;
}

std::optional<Money> TomlTable::amount(std::string_view key, Presence presence) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return std::nullopt;
    if (node->kind != TomlKind::string) {
        refuse_type(*node, full(key),
                    {"金额要加引号，如 \"636.00\"", "an amount stands in quotes, such as \"636.00\""});
        return std::nullopt;
    }
    const auto amount = parse_yuan(node->text);
    if (amount && *amount >= Money{}) return *amount;
    fault(key, amount ? Text{"金额不能为负", "the amount must not be negative"} : amount_reason(amount.error()));
    return std::nullopt;
}

std::optional<std::int64_t> TomlTable::whole(const TomlNode& node, std::string path, std::int64_t min,
                                             std::int64_t max) {
    if (node.kind != TomlKind::integer) {
        refuse_type(node, std::move(path), faults_->manner().not_whole_number);
    } else if (node.integer < min || node.integer > max) {
        faults_->add(node.line, std::move(path), node.text, filled(faults_->manner().out_of_range, min, max));
    } else {
        return node.integer;
    }
    return std::nullopt;
}

std::optional<std::int64_t> TomlTable::whole_number(std::string_view key, std::int64_t min, std::int64_t max) {
    const TomlNode* node = find(key, Presence::optional);
    return node == nullptr ? std::nullopt : whole(*node, full(key), min, max);
}

std::vector<std::int64_t> TomlTable::whole_numbers(std::string_view key, std::int64_t min, std::int64_t max) {
    const Text not_list{"应为整数列表，如 [100, 50]", "must be a list of whole numbers such as [100, 50]"};
    std::vector<std::int64_t> numbers;
    std::size_t place = 0;
    for (const TomlNode& item : items(key, Presence::required, not_list))
        if (const auto number = whole(item, full(key, place++), min, max)) numbers.push_back(*number);
    return numbers;
}

std::optional<std::size_t> TomlTable::choice(std::string_view key, std::span<const std::string_view> words,
                                             Presence presence) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return std::nullopt;
    const bool is_text = node->kind == TomlKind::string;
    const auto word = std::ranges::find(words, node->text);
    if (is_text && word != words.end()) return static_cast<std::size_t>(word - words.begin());
    const TomlManner& manner = faults_->manner();
    const Text& sentence = is_text ? manner.not_among_words : manner.word_not_text;
    Text reason{fmt::format(fmt::runtime(sentence.zh), fmt::join(words, manner.between_words_zh)),
                fmt::format(fmt::runtime(sentence.en), fmt::join(words, ", "))};
    if (is_text) {
        fault(key, std::move(reason));
    } else {
        refuse_type(*node, full(key), std::move(reason));
    }
    return std::nullopt;
}

std::optional<TomlTable> TomlTable::table(std::string_view key, Presence presence) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return std::nullopt;
    if (node->kind == TomlKind::table) return TomlTable{*node, full(key), *faults_};
    refuse_type(*node, full(key), faults_->manner().not_table);
    return std::nullopt;
}

const std::vector<TomlNode>& TomlTable::items(std::string_view key, Presence presence, const Text& not_list) {
    const TomlNode* node = find(key, presence);
    if (node == nullptr) return no_items;
    if (node->kind != TomlKind::array) refuse_type(*node, full(key), not_list);
    return node->items;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
    const Text reason{fmt::format("应写作 [[{}]]", full(key)), fmt::format("must be written as [[{}]]", full(key))};
    std::vector<TomlTable> readers;
    std::size_t place = 0;
    for (const TomlNode& item : items(key, Presence::optional, reason)) {
        std::string path = full(key, place++);
        if (item.kind == TomlKind::table) {
            readers.emplace_back(item, std::move(path), *faults_);
        } else {
            refuse_type(item, std::move(path), reason);
        }
    }
    return readers;
}

std::size_t TomlTable::item_count(std::string_view key) {
    return items(key, Presence::optional, {"应为列表", "should be a list"}).size();
}

TomlTable TomlTable::item(std::string_view key, std::size_t place) const {
    const TomlNode* node = node_->find(key);
    MINGZHANG_CHECK(node != nullptr && place < node->items.size());
    return TomlTable{node->items[place], full(key, place), *faults_};
}

bool TomlTable::has_table(std::string_view key) const noexcept {
    const TomlNode* node = node_->find(key);
    return node != nullptr && node->kind == TomlKind::table;
}

std::vector<std::string> TomlTable::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, node] : node_->entries) keys.push_back(key);
    return keys;
}

void TomlTable::fault(std::string_view key, std::string_view value, Text reason) {
    const TomlNode* node = node_->find(key);
    faults_->add(node == nullptr ? node_->line : node->line, full(key), value, std::move(reason));
}

void TomlTable::fault(std::string_view key, Text reason) {
    const TomlNode* node = node_->find(key);
    fault(key, node == nullptr ? "" : std::string_view{node->text}, std::move(reason));
}

void TomlTable::fault(Text reason) {
    faults_->add(node_->line, path_, "", std::move(reason));
}

void TomlTable::require(std::string_view key) {
    if (!has(key)) fault(key, "", faults_->manner().missing);
}

void TomlTable::refuse_unknown_keys() {
    for (const auto& [key, node] : node_->entries)
        if (std::ranges::find(asked_, key) == asked_.end()) refuse_type(node, full(key), faults_->manner().unknown_key);
}

}  // namespace mingzhang
