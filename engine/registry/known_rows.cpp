// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/known_rows.hpp"

#include <soci/soci.h>

#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

KnownRows::KnownRows(CommandContext& context, ImportKind list, std::string_view value) {
    std::string of_key, of_value;
    const std::int64_t county = context.county().number;
    const ListTable in = table_of(list);
    const std::string counting = not_taken_back_if_any(context.sql(), list, "t", known_now(context.county()));
    soci::statement query = (context.sql().prepare << store::long_read << "SELECT " << joined_columns(in.key, "t")
                                                   << ", " << joined_columns(value, "t") << " FROM " << in.table
                                                   << " t WHERE t.county = :county" << counting << " ORDER BY t.import",
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
