// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/pack_reader.hpp"

namespace mingzhang::policy {

namespace {

// Of a list of items, the one with the code.
const TomlNode* item_of(const TomlNode& list, std::string_view code) {
    for (const TomlNode& item : list.items) {
        const TomlNode* own = item.find("code");
        if (own != nullptr && own->text == code) return &item;
    }
    return nullptr;
}

// "dibao.rounding" is a key of a table, "topup.category.minor" an item of a list by its code.
bool stands_in(const TomlNode& tree, std::string_view rule) {
    const TomlNode* node = &tree;
    while (node != nullptr && !rule.empty()) {
        const std::size_t dot = std::min(rule.find('.'), rule.size());
        const std::string_view step = rule.substr(0, dot);
        node = node->kind == TomlKind::array ? item_of(*node, step) : node->find(step);
        rule.remove_prefix(std::min(dot + 1, rule.size()));
    }
    return node != nullptr;
}

// The keys of every table but the sources, the items of a list by their codes.
std::vector<std::string> rules_of(const TomlNode& tree) {
    std::vector<std::string> rules;
    for (const auto& [part, table] : tree.entries) {
        for (const auto& [key, node] : table.entries) {
            const std::string rule = part + "." + key;
            const bool is_list = node.kind == TomlKind::array && !node.items.empty();
            if (!is_list || node.items.front().find("code") == nullptr) {
                rules.push_back(rule);
                continue;
            }
            for (const TomlNode& item : node.items)
                if (const TomlNode* code = item.find("code")) rules.push_back(rule + "." + code->text);
        }
    }
    return rules;
}

}  // namespace

void read_sources(TomlTable& root, const TomlNode& tree, Pack& pack) {
    pack.rules = rules_of(tree);
    for (TomlTable& table : root.tables("source")) {
        Source source;
        source.text = read_text(table, "text").value_or("");
        table.require("rules");
        source.rules = table.texts("rules");
        if (table.has("rules") && source.rules.empty())
            table.fault("rules", {"至少写一条规则", "must name at least one rule"});
        for (const std::string& rule : source.rules) {
            if (rule.empty() || !stands_in(tree, rule))
                table.fault("rules", rule, {"本政策包没有这条规则", "this pack has no such rule"});
            const bool named = std::ranges::any_of(
                pack.sources, [&](const Source& other) { return std::ranges::count(other.rules, rule) > 0; });
            if (named || std::ranges::count(source.rules, rule) > 1)
                table.fault("rules", rule, {"这条规则写了两次依据", "this rule is given a source twice"});
        }
        table.refuse_unknown_keys();
        pack.sources.push_back(std::move(source));
    }
}

}  // namespace mingzhang::policy
