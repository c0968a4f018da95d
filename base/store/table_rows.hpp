// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/store/part.hpp"
#include "base/store/store.hpp"

namespace mingzhang::store {

// Every row of a table in the order of its key, numbers as their decimal digits: the same texts on both databases.
// Streams inside a transaction or a reading. `store` must outlive it.
class TableRows {
public:
    TableRows(Store& store, const TableInfo& table);
    ~TableRows();

    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
    [[nodiscard]] bool next();
    [[nodiscard]] const std::vector<std::string>& values() const noexcept { return values_; }  // Of the row reached.

private:
    struct Query;
    std::vector<std::string> columns_;
    std::vector<std::string> values_;
    std::unique_ptr<Query> query_;
};

// The names of "county, number".
[[nodiscard]] std::vector<std::string> names_in(std::string_view comma_separated);

}  // namespace mingzhang::store
