// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/sheet_schema.hpp"

#include "base/text/utf8.hpp"

namespace mingzhang {

std::optional<std::size_t> SheetSchema::column_of(std::string_view heading) const {
    const std::string_view trimmed = trim(heading);
    const std::string key = ascii_lower(trimmed);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (ascii_lower(columns[i].key) == key || columns[i].chinese == trimmed) return i;
    }
    return std::nullopt;
}

}  // namespace mingzhang
