// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/toml/toml_node.hpp"

#include <exception>
#include <sstream>
#include <stdexcept>

// The library asserts on some malformed texts ("[[[a]]]"), and a bad file must not end the program: it throws instead,
// and the file is refused.
#define TOML_ASSERT(expression) ((expression) ? static_cast<void>(0) : throw std::runtime_error{"malformed TOML"})
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wterminate"  // It also asserts in noexcept accessors that no file reaches.
#include <toml++/toml.h>
#pragma GCC diagnostic pop

namespace mingzhang {

namespace {

TomlNode plain(const toml::node& node, TomlLines lines);

void fill_table(TomlNode& out, const toml::table& table, TomlLines lines) {
    out.kind = TomlKind::table;
    for (const auto& [key, value] : table) {
        TomlNode& entry = out.entries.emplace_back(std::string{key.str()}, plain(value, lines)).second;
        if (lines == TomlLines::of_keys) entry.line = key.source().begin.line;
    }
}

void fill_plain_value(TomlNode& out, const toml::node& node) {
    std::ostringstream written;
    node.visit([&written](const auto& value) { written << value; });
    out.text = written.str();
    if (const auto* integer = node.as_integer()) {
        out.kind = TomlKind::integer;
        out.integer = integer->get();
    } else if (const auto* boolean = node.as_boolean()) {
        out.kind = TomlKind::boolean;
        out.boolean = boolean->get();
    }
}

TomlNode plain(const toml::node& node, TomlLines lines) {
    TomlNode out;
    out.line = node.source().begin.line;
    if (const auto* table = node.as_table()) {
        fill_table(out, *table, lines);
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlKind::array;
        for (const toml::node& item : *array) out.items.push_back(plain(item, lines));
    } else if (const auto* text = node.as_string()) {
        out.kind = TomlKind::string;
        out.text = text->get();
    } else {
        fill_plain_value(out, node);
    }
    return out;
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const noexcept {
    for (const auto& [name, node] : entries)
        if (name == key) return &node;
    return nullptr;
}

Result<TomlNode, TomlSyntaxError> parse_toml(std::string_view text, TomlLines lines) {
    try {
        return plain(toml::parse(text), lines);
    } catch (const toml::parse_error& error) {
        return tl::unexpected<TomlSyntaxError>{{error.source().begin.line, std::string{error.description()}}};
    } catch (const std::exception& error) {
        return tl::unexpected<TomlSyntaxError>{{0, error.what()}};
    }
}

}  // namespace mingzhang
