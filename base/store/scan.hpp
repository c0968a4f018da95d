// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace mingzhang::store {

// The rows of one SELECT in their order, through the database's own interface: for a walk through a whole table, where
// giving each value to a variable costs more than fetching the row. Put `long_read` before it as before any other.
// Columns are counted from 0 and are whole numbers or texts, never null. Throws soci::soci_error as statements do.
class Scan {
public:
    // `sql` must outlive this.
    Scan(soci::session& sql, std::string_view select);
    ~Scan();
    Scan(const Scan&) = delete;
    Scan& operator=(const Scan&) = delete;

    // The next row, the first at the first call; false after the last.
    [[nodiscard]] bool next();

    // Of the row at hand; a text is good until the next call of `next`.
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;

    struct Source;

private:
    std::unique_ptr<Source> source_;
};

}  // namespace mingzhang::store
