// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/read_table.hpp"

#include "base/store/store.hpp"

namespace mingzhang {

Table read_table(store::Store& store, TableHead head, RowReading read) {
    return {std::move(head), [&store, read = std::move(read)](RowSink& sink) {
                return reading(store, [&]() -> Result<void, Refusal> {
                    RowPusher rows{sink};
                    if (auto done = read(store.sql(), rows); !done) return done;
                    return rows.result();
                });
            }};
}

}  // namespace mingzhang
