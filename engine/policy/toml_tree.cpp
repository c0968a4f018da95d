// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/toml_tree.hpp"

#include <toml++/toml.h>

#include <exception>
#include <sstream>

namespace mingzhang::policy {

namespace {

TomlNode plain(const toml::node& node) {
    TomlNode out;
    out.line = node.source().begin.line;
    if (const auto* table = node.as_table()) {
        out.kind = TomlKind::table;
        for (const auto& [key, value] : *table) out.entries.emplace_back(std::string{key.str()}, plain(value));
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlKind::array;
        for (const toml::node& item : *array) out.items.push_back(plain(item));
    } else if (const auto* text = node.as_string()) {
        out.kind = TomlKind::string;
        out.text = text->get();
    } else {
        std::ostringstream written;
        node.visit([&written](const auto& value) { written << value; });
        out.text = written.str();
        if (const auto* integer = node.as_integer()) {
            out.kind = TomlKind::integer;
            out.integer = integer->get();
        } else if (node.is_floating_point()) {
            out.kind = TomlKind::floating;
        }
    }
    return out;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const noexcept {
    for (const auto& [name, node] : entries)
        if (name == key) return &node;
    return nullptr;
}

Result<TomlNode, TomlSyntaxError> read_toml(std::string_view text) {
    try {
        TomlNode root = plain(toml::parse(text));
        root.line = 0;  // What is missing from it is missing from the whole file.
        return root;
    } catch (const toml::parse_error& error) {
        return tl::unexpected<TomlSyntaxError>{{error.source().begin.line, std::string{error.description()}}};
    } catch (const std::exception& error) {
        return tl::unexpected<TomlSyntaxError>{{0, error.what()}};
    }
}

}  // namespace mingzhang::policy
