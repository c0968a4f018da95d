// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/known_rows.hpp"

#include <soci/soci.h>

#include <algorithm>

namespace mingzhang::registry {

namespace {

// "a, b" → "a || '␟' || b || '␟'", the unit separator written out: the database joins the columns as `joined` does.
std::string joined_columns(std::string_view columns) {
    std::string sql;
    for (std::size_t at = 0; at < columns.size();) {
        const std::size_t end = std::min(columns.find(',', at), columns.size());
        std::string_view column = columns.substr(at, end - at);
        column.remove_prefix(std::min(column.find_first_not_of(' '), column.size()));
        sql += (sql.empty() ? "" : " || ") + std::string{column} + " || '\x1f'";
        at = end + 1;
    }
    return sql;
}

}  // namespace

KnownRows::KnownRows(CommandContext& context, std::string_view table, std::string_view key, std::string_view value) {
    std::string of_key, of_value;
    const std::int64_t county = context.county().number;
    soci::statement query =
        (context.sql().prepare << store::long_read << "SELECT " << joined_columns(key) << ", " << joined_columns(value)
                               << " FROM " << table << " WHERE county = :county ORDER BY import",
         soci::use(county), soci::into(of_key), soci::into(of_value));
    query.execute();
    while (query.fetch()) rows_[of_key].value = of_value;
}

KnownRows::Standing KnownRows::take(std::string key, std::string value) {
    const auto [at, added] = rows_.try_emplace(std::move(key));
    Known& known = at->second;
    if (known.in_file) return Standing::twice_in_file;
    known.in_file = true;
    if (!added && known.value == value) return Standing::same;
    known.value = std::move(value);
    return added ? Standing::added : Standing::changed;
}

}  // namespace mingzhang::registry
