// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/store/store.hpp"

namespace mingzhang::store {

// Reads the rows of one SELECT through the database's own interface, each value where the database put it: for reads of
// millions of rows, where SOCI's copying of every value is most of the cost. On PostgreSQL they come piece by piece.
// Inside a transaction or a reading. Throws soci::soci_error as statements do.
class RowReader {
public:
    // `texts` stand in the SELECT as $1, $2 …, in order and once each; numbers are written into it. `sql` must outlive
    // this.
    RowReader(soci::session& sql, const std::string& select, const std::vector<std::string>& texts = {});
    ~RowReader();
    RowReader(RowReader&&) noexcept;

    [[nodiscard]] bool next();

    // The rows anew, for other texts.
    void restart(const std::vector<std::string>& texts);

    // A column of the row reached, counted from 0; no column is NULL. Texts are good until the next call of `next`.
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;

private:
    struct Source;
    struct Prepared;
    struct Cursor;
    std::unique_ptr<Source> source_;
};

}  // namespace mingzhang::store
