// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/commands/command.hpp"
#include "engine/registry/import.hpp"

namespace mingzhang::registry {

// Joins the fields of a key or a row into one text; no field holds the separator, a control character.
template <class... Fields>
[[nodiscard]] std::string joined(const Fields&... fields);

// What the registry knows of one list, by key: tells new and changed rows from those that say nothing new, and a key
// that stands twice in one file. Read once for a file, with no query a row.
class KnownRows {
public:
    enum class Standing : std::uint8_t { added, changed, same, twice_in_file };

    // `value` is the columns of the list's table that are not its key, comma separated. What was taken back is not
    // known.
    KnownRows(CommandContext& context, ImportKind list, std::string_view value);

    // Takes the row of a file: key and value as `joined` makes them, in the order of the columns.
    [[nodiscard]] Standing take(std::string key, std::string value);

private:
    struct Known {
        std::string value;
        bool in_file = false;
    };
    std::unordered_map<std::string, Known> rows_;
};

inline constexpr char field_separator = '\x1f';

namespace detail {
inline void append_field(std::string& text, std::string_view field) {
    text.append(field);
}
inline void append_field(std::string& text, std::int64_t field) {
    text.append(std::to_string(field));
}
}  // namespace detail

template <class... Fields>
std::string joined(const Fields&... fields) {
    std::string text;
    ((detail::append_field(text, fields), text.push_back(field_separator)), ...);
    return text;
}

}  // namespace mingzhang::registry
