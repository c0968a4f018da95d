// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <type_traits>
#include <utility>

#include "base/tables/row_pusher.hpp"

namespace mingzhang {

// A table of rows that are held already: `cells` makes those of one, and holds nothing itself, so that no database is
// read where no failure of it is caught. What is read is a `read_table`.
template <class Rows, class CellsOf>
[[nodiscard]] Table table_of(TableHead head, Rows held, CellsOf cells) {
    static_assert(std::is_empty_v<CellsOf>, "a table of rows at hand reads nothing");
    return {std::move(head), [held = std::move(held), cells](RowSink& sink) {
                RowPusher rows{sink};
                for (const auto& row : held) rows.push(cells(row));
                return rows.result();
            }};
}

}  // namespace mingzhang
