// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace soci {
class session;
}

namespace mingzhang::store {

// The rows of one SELECT in their order, through the database's own interface: for a walk through a whole table, where
// giving each value to a variable costs more than fetching the row. PostgreSQL hands them out piece by piece, inside a
// transaction or a reading. Columns are counted from 0 and are whole numbers or texts, never null. Throws
// soci::soci_error as statements do.
class Scan {
public:
    // `texts` stand in the SELECT as $1, $2 …, once each and in their order; numbers are written into it. `sql` must
    // outlive this.
    Scan(soci::session& sql, std::string_view select, const std::vector<std::string>& texts = {});
    ~Scan();
    Scan(Scan&&) noexcept;
    Scan(const Scan&) = delete;
    Scan& operator=(const Scan&) = delete;

    // The rows anew, for other texts.
    void restart(const std::vector<std::string>& texts);

    // The next row, the first at the first call; false after the last.
    [[nodiscard]] bool next();

    // Of the row at hand; a text is good until the next call of `next`.
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;

private:
    struct Source;
    struct Prepared;
    struct Cursor;
    std::unique_ptr<Source> source_;
};

}  // namespace mingzhang::store
