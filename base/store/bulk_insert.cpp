// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/bulk_insert.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <vector>

#include "base/values/check.hpp"

namespace mingzhang::store {

namespace api = ::sqlite_api;

struct BulkInsert::Statement {
    api::sqlite3* connection = nullptr;
    api::sqlite3_stmt* handle = nullptr;
    int columns = 0;
    int at = 0;

    ~Statement() { api::sqlite3_finalize(handle); }

    [[noreturn]] void fail() const { throw soci::soci_error(api::sqlite3_errmsg(connection)); }
    void expect(int outcome) const {
        if (outcome != SQLITE_OK) fail();
    }
};

BulkInsert::BulkInsert(Tx& tx, std::string_view table, std::initializer_list<std::string_view> columns)
    : statement_{std::make_unique<Statement>()} {
    const std::vector<std::string_view> marks(columns.size(), "?");
    const std::string text =
        fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(columns, ", "), fmt::join(marks, ", "));
    auto* backend = static_cast<soci::sqlite3_session_backend*>(tx.sql().get_backend());
    statement_->connection = backend->conn_;
    statement_->columns = static_cast<int>(columns.size());
    statement_->expect(api::sqlite3_prepare_v3(statement_->connection, text.data(), static_cast<int>(text.size()),
                                               SQLITE_PREPARE_PERSISTENT, &statement_->handle, nullptr));
}

BulkInsert::~BulkInsert() = default;

void BulkInsert::begin_row(std::size_t values) {
    MINGZHANG_CHECK(static_cast<int>(values) == statement_->columns);
    statement_->at = 0;
}

void BulkInsert::end_row() {
    const int outcome = api::sqlite3_step(statement_->handle);
    if (outcome != SQLITE_DONE) {
        api::sqlite3_reset(statement_->handle);
        statement_->fail();
    }
    statement_->expect(api::sqlite3_reset(statement_->handle));
    ++rows_;
}

void BulkInsert::put_number(std::int64_t value) {
    statement_->expect(api::sqlite3_bind_int64(statement_->handle, ++statement_->at, value));
}

void BulkInsert::put_text(std::string_view value) {
    // An empty view may carry a null pointer, which SQLite would bind as NULL.
    const char* data = value.data() == nullptr ? "" : value.data();
    statement_->expect(api::sqlite3_bind_text(statement_->handle, ++statement_->at, data,
                                              static_cast<int>(value.size()), SQLITE_STATIC));
}

}  // namespace mingzhang::store
