// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/table_rows.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/store/dialect.hpp"

namespace mingzhang::store {

std::vector<std::string> names_in(std::string_view comma_separated) {
    std::vector<std::string> names;
    while (!comma_separated.empty()) {
        const std::size_t end = std::min(comma_separated.find(','), comma_separated.size());
        names.emplace_back(comma_separated.substr(0, end));
        comma_separated.remove_prefix(end);
        comma_separated.remove_prefix(std::min(comma_separated.find_first_not_of(", "), comma_separated.size()));
    }
    return names;
}

struct TableRows::Query {
    explicit Query(soci::session& sql) : statement{sql} {}
    soci::statement statement;
};

TableRows::TableRows(Store& store, const TableInfo& table)
    : columns_{columns_of(store.sql(), store.backend(), std::string{table.name})},
      values_(columns_.size()),
      query_{std::make_unique<Query>(store.sql())} {
    std::string text{long_read}, order;
    for (const std::string& column : columns_)
        text += fmt::format("{}CAST(t.{} AS TEXT)", text.size() == long_read.size() ? "SELECT " : ", ", column);
    for (const std::string& column : names_in(table.key))
        order += fmt::format("{}t.{}", order.empty() ? "" : ", ", column);
    text += fmt::format(" FROM {} t ORDER BY {}", table.name, order);
    soci::statement& statement = query_->statement;
    for (std::string& value : values_) statement.exchange(soci::into(value));
    statement.alloc();
    statement.prepare(text);
    statement.define_and_bind();
    statement.execute();
}

TableRows::~TableRows() = default;

bool TableRows::next() {
    return query_->statement.fetch();
}

}  // namespace mingzhang::store
