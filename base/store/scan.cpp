// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/scan.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <charconv>
#include <utility>

namespace mingzhang::store {

namespace api = ::sqlite_api;

struct Scan::Source {
    virtual ~Source() = default;
    virtual bool next() = 0;
    virtual std::int64_t number(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
};

namespace {

struct OfSqlite final : Scan::Source {
    OfSqlite(soci::session& sql, std::string_view select)
        : connection{static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_} {
        if (api::sqlite3_prepare_v2(connection, select.data(), static_cast<int>(select.size()), &handle, nullptr) !=
            SQLITE_OK)
            fail();
    }
    ~OfSqlite() override { api::sqlite3_finalize(handle); }

    bool next() override {
        const int outcome = api::sqlite3_step(handle);
        if (outcome != SQLITE_ROW && outcome != SQLITE_DONE) fail();
        return outcome == SQLITE_ROW;
    }
    std::int64_t number(int column) const override { return api::sqlite3_column_int64(handle, column); }
    std::string_view text(int column) const override {
        // The length is right only after the text was asked for.
        const auto* bytes = reinterpret_cast<const char*>(api::sqlite3_column_text(handle, column));
        return bytes == nullptr
                   ? std::string_view{}
                   : std::string_view{bytes, static_cast<std::size_t>(api::sqlite3_column_bytes(handle, column))};
    }

    [[noreturn]] void fail() const { throw soci::soci_error(api::sqlite3_errmsg(connection)); }

    api::sqlite3* connection;
    api::sqlite3_stmt* handle = nullptr;
};

// Through the session's own kind of statement, which knows how to make a long read.
struct OfPostgresql final : Scan::Source {
    OfPostgresql(soci::session& sql, std::string_view select)
        : statement{static_cast<soci::postgresql_statement_backend*>(sql.get_backend()->make_statement_backend())} {
        statement->alloc();
        statement->prepare(std::string{select}, soci::details::st_one_time_query);
    }
    ~OfPostgresql() override { statement->clean_up(); }

    bool next() override {
        const bool first = !std::exchange(executed, true);
        return (first ? statement->execute(1) : statement->fetch(1)) == soci::details::statement_backend::ef_success;
    }
    std::int64_t number(int column) const override {
        const std::string_view digits = text(column);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    std::string_view text(int column) const override {
        const int row = statement->currentRow_;
        return {PQgetvalue(statement->result_, row, column),
                static_cast<std::size_t>(PQgetlength(statement->result_, row, column))};
    }

    std::unique_ptr<soci::postgresql_statement_backend> statement;
    bool executed = false;
};

std::unique_ptr<Scan::Source> source_of(soci::session& sql, std::string_view select) {
    if (sql.get_backend_name() == "sqlite3") return std::make_unique<OfSqlite>(sql, select);
    return std::make_unique<OfPostgresql>(sql, select);
}

}  // namespace

Scan::Scan(soci::session& sql, std::string_view select) : source_{source_of(sql, select)} {}
Scan::~Scan() = default;

bool Scan::next() {
    return source_->next();
}
std::int64_t Scan::number(int column) const {
    return source_->number(column);
}
std::string_view Scan::text(int column) const {
    return source_->text(column);
}

}  // namespace mingzhang::store
