// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/store/store.hpp"

// What only the PostgreSQL store does. Nothing outside base/store needs it.
namespace mingzhang::store::postgresql {

[[nodiscard]] bool is_address(std::string_view url) noexcept;
[[nodiscard]] std::string database_name(const std::string& url);

// A session of SOCI's own kind that knows two things more: rows held back by `Rows` go to the server before any other
// statement does, and a SELECT that begins with `long_read` is fetched piece by piece.
[[nodiscard]] std::unique_ptr<soci::session> connect(const std::string& url);

// The address of the database this connection leads to, with all it was opened with: not for people's eyes.
[[nodiscard]] std::string address_of(soci::session& sql);

[[nodiscard]] Trouble trouble(soci::session& sql, const std::exception& error);

// Rows for one table, held back to be sent as one COPY. Throws DuplicateKey or soci::soci_error when sending.
class Rows {
public:
    // `columns` comma separated. `sql` must outlive this.
    Rows(soci::session& sql, std::string table, const std::string& columns);
    ~Rows();
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    void put(std::string_view value);  // The next column of the row begun.
    void end_row();
    void send();
    // Only `send` and `end_row` send, and the end of the transaction: who wants to hear of a broken key himself.
    void keep_from_other_statements();

    struct Pending;

private:
    soci::session& sql_;
    std::shared_ptr<Pending> pending_;
};

// The rows of one SELECT, with `texts` for $1, $2 …: a piece at a time inside a transaction, all at once outside.
// Throws soci::soci_error.
class Cursor {
public:
    Cursor(soci::session& sql, const std::string& select, const std::vector<std::string>& texts);
    ~Cursor();
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;

    [[nodiscard]] bool next();
    [[nodiscard]] std::string_view text(int column) const;  // Of the row reached; good until the next.

private:
    struct Pieces;
    std::unique_ptr<Pieces> pieces_;
};

// Forgets rows not sent: their transaction is rolled back.
void discard_rows(soci::session& sql);

}  // namespace mingzhang::store::postgresql
