// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/toml_table.hpp"

#include <toml++/toml.h>

namespace mingzhang::bank::layouts {
namespace {

TomlNode to_node(const toml::node& source) {
    TomlNode node;
    node.line = source.source().begin.line;
    if (const auto* text = source.as_string()) {
        node.value = text->get();
    } else if (const auto* number = source.as_integer()) {
        node.value = number->get();
    } else if (const auto* flag = source.as_boolean()) {
        node.value = flag->get();
    } else if (const auto* array = source.as_array()) {
        TomlNode::Array elements;
        for (const toml::node& element : *array) elements.push_back(to_node(element));
        node.value = std::move(elements);
    } else if (const auto* table = source.as_table()) {
        TomlNode::Table entries;
        for (const auto& [key, value] : *table) {
            entries.emplace_back(std::string{key.str()}, to_node(value));
            entries.back().second.line = key.source().begin.line;
        }
        node.value = std::move(entries);
    }
    return node;
}

}  // namespace

Result<TomlNode, TomlFault> parse_toml(std::string_view text) {
    try {
        return to_node(toml::parse(text));
    } catch (const toml::parse_error& error) {
        return tl::unexpected{TomlFault{error.source().begin.line, std::string{error.description()}}};
    }
}

}  // namespace mingzhang::bank::layouts
