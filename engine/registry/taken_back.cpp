// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/taken_back.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

namespace mingzhang::registry {

ListTable table_of(ImportKind list) noexcept {
    switch (list) {
        case ImportKind::divisions:
            return {"division", "code"};
        case ImportKind::households:
            return {"household_version", "household_no, from_month"};
        case ImportKind::members:
            return {"member_version", "household_no, person, from_month"};
        case ImportKind::incomes:
            return {"income", "household_no, person, kind, from_month"};
        case ImportKind::deaths:
            return {"death", "person, source"};
        case ImportKind::pack:
            return {"pack", "id, effective_from"};
        case ImportKind::past_payments:
            return {"past_payment", "household_no, program, month, paid_on"};
    }
    return {};
}

std::string joined_columns(std::string_view columns, std::string_view alias) {
    std::string sql;
    for (std::size_t at = 0; at < columns.size();) {
        const std::size_t end = std::min(columns.find(',', at), columns.size());
        std::string_view column = columns.substr(at, end - at);
        column.remove_prefix(std::min(column.find_first_not_of(' '), column.size()));
        sql += fmt::format("{}{}.{} || '\x1f'", sql.empty() ? "" : " || ", alias, column);
        at = end + 1;
    }
    return sql;
}

std::string not_taken_back(ImportKind list, std::string_view alias, KnownAt at) {
    return fmt::format(
        " AND NOT EXISTS (SELECT 1 FROM import_retraction x WHERE x.county = {0}.county AND x.of_import = {0}.import "
        "AND x.import <= {1} AND (x.row_key = '' OR x.row_key = {2}))",
        alias, at.import, joined_columns(table_of(list).key, alias));
}

std::string not_taken_back_if_any(soci::session& sql, ImportKind list, std::string_view alias, KnownAt at) {
    int any = 0;
    sql << "SELECT count(*) FROM import_retraction WHERE county = :county AND import <= :import",
        soci::use(at.county.number), soci::use(at.import), soci::into(any);
    return any == 0 ? std::string{} : not_taken_back(list, alias, at);
}

}  // namespace mingzhang::registry
