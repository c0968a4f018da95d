// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/scan.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <charconv>
#include <optional>

#include "base/store/postgresql.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

namespace api = ::sqlite_api;

// Where the values of a row come from.
struct Scan::Source {
    virtual ~Source() = default;
    virtual bool next() = 0;
    virtual void restart(const std::vector<std::string>& texts) = 0;
    [[nodiscard]] virtual std::int64_t number(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
};

struct Scan::Prepared final : Source {
    Prepared(soci::session& sql, std::string_view select, const std::vector<std::string>& texts)
        : connection{static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_} {
        expect(api::sqlite3_prepare_v3(connection, select.data(), static_cast<int>(select.size()),
                                       SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
        bind(texts);
    }
    ~Prepared() override { api::sqlite3_finalize(handle); }

    bool next() override {
        const int outcome = api::sqlite3_step(handle);
        if (outcome != SQLITE_ROW && outcome != SQLITE_DONE) fail();
        return outcome == SQLITE_ROW;
    }
    void restart(const std::vector<std::string>& texts) override {
        expect(api::sqlite3_reset(handle));
        bind(texts);
    }
    void bind(std::vector<std::string> texts) {
        bound = std::move(texts);
        int at = 0;
        for (const std::string& text : bound)
            expect(api::sqlite3_bind_text(handle, ++at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
    }
    [[nodiscard]] std::int64_t number(int column) const override { return api::sqlite3_column_int64(handle, column); }
    [[nodiscard]] std::string_view text(int column) const override {
        const auto* text = reinterpret_cast<const char*>(api::sqlite3_column_text(handle, column));
        return {text, static_cast<std::size_t>(api::sqlite3_column_bytes(handle, column))};
    }

    [[noreturn]] void fail() const { throw soci::soci_error(api::sqlite3_errmsg(connection)); }
    void expect(int outcome) const {
        if (outcome != SQLITE_OK) fail();
    }

    std::vector<std::string> bound;  // Where they stand.
    api::sqlite3* connection;
    api::sqlite3_stmt* handle = nullptr;
};

struct Scan::Cursor final : Source {
    Cursor(soci::session& of, std::string_view text_of_select, const std::vector<std::string>& texts)
        : sql{of}, select{text_of_select} {
        restart(texts);
    }

    bool next() override { return cursor->next(); }
    void restart(const std::vector<std::string>& texts) override { cursor.emplace(sql, select, texts); }
    [[nodiscard]] std::int64_t number(int column) const override {
        const std::string_view text = cursor->text(column);
        std::int64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        MINGZHANG_CHECK(read.ec == std::errc{});
        return value;
    }
    [[nodiscard]] std::string_view text(int column) const override { return cursor->text(column); }

    soci::session& sql;
    std::string select;
    std::optional<postgresql::Cursor> cursor;
};

Scan::Scan(soci::session& sql, std::string_view select, const std::vector<std::string>& texts) {
    if (sql.get_backend_name() == "postgresql")
        source_ = std::make_unique<Cursor>(sql, select, texts);
    else
        source_ = std::make_unique<Prepared>(sql, select, texts);
}

Scan::~Scan() = default;
Scan::Scan(Scan&&) noexcept = default;

void Scan::restart(const std::vector<std::string>& texts) {
    source_->restart(texts);
}
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
