// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/items.hpp"

#include <soci/soci.h>

#include <vector>

#include "engine/registry/list_file.hpp"

namespace mingzhang::opening {

void keep_item(CommandContext& context, std::int64_t run, std::int64_t item) {
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO opening_item (county, run, item) VALUES (:county, :run, :item)", soci::use(county),
        soci::use(run), soci::use(item);
}

Result<void, Refusal> end_items(CommandContext& context, std::int64_t run, const std::string& decision) {
    std::vector<std::int64_t> items;
    std::int64_t item = 0;
    const std::int64_t county = context.county().number;
    soci::statement query = (context.sql().prepare << "SELECT item FROM opening_item WHERE county = :county AND "
                                                      "run = :run ORDER BY item",
                             soci::use(county), soci::use(run), soci::into(item));
    query.execute();
    while (query.fetch()) items.push_back(item);
    for (const std::int64_t number : items)
        if (auto ended = worklist::end_if_open(context, number, decision); !ended) return ended;
    return {};
}

void touch_county(CommandContext& context, std::string_view import_kind) {
    const std::int64_t import = context.take_number("import");
    const std::int64_t county = context.county().number;
    const std::string division = std::to_string(county);
    registry::record_import(context, {import, import_kind, {}, std::nullopt, 0, 0});
    context.sql() << "INSERT INTO import_touch (county, import, division) VALUES (:county, :import, :division)",
        soci::use(county), soci::use(import), soci::use(division);
}

}  // namespace mingzhang::opening
