// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/bulk_insert.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/store/postgresql.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

namespace api = ::sqlite_api;

std::string DuplicateKey::value(std::string_view column) const {
    for (const auto& [name, text] : values_)
        if (name == column) return text;
    return {};
}

// Where the values of a row go.
struct BulkInsert::Target {
    virtual ~Target() = default;
    virtual void begin_row() = 0;
    virtual void put(std::int64_t value) = 0;
    virtual void put(std::string_view value) = 0;
    virtual bool end_row() = 0;
    virtual void send() = 0;
    virtual void sent_by_owner() = 0;
};

struct BulkInsert::Prepared final : Target {
    Prepared(soci::session& sql, const std::string& text) {
        connection = static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
        expect(api::sqlite3_prepare_v3(connection, text.data(), static_cast<int>(text.size()),
                                       SQLITE_PREPARE_PERSISTENT, &handle, nullptr));
    }
    ~Prepared() override { api::sqlite3_finalize(handle); }

    void begin_row() override { at = 0; }
    void put(std::int64_t value) override { expect(api::sqlite3_bind_int64(handle, ++at, value)); }
    void put(std::string_view value) override {
        // An empty view may carry a null pointer, which SQLite would bind as NULL.
        const char* data = value.data() == nullptr ? "" : value.data();
        expect(api::sqlite3_bind_text(handle, ++at, data, static_cast<int>(value.size()), SQLITE_STATIC));
    }
    bool end_row() override {
        const int outcome = api::sqlite3_step(handle);
        if (outcome == SQLITE_DONE) {
            expect(api::sqlite3_reset(handle));
            return true;
        }
        const int why = api::sqlite3_extended_errcode(connection);
        api::sqlite3_reset(handle);
        if (why == SQLITE_CONSTRAINT_PRIMARYKEY || why == SQLITE_CONSTRAINT_UNIQUE) return false;
        fail();
    }
    void send() override {}
    void sent_by_owner() override {}

    [[noreturn]] void fail() const { throw soci::soci_error(api::sqlite3_errmsg(connection)); }
    void expect(int outcome) const {
        if (outcome != SQLITE_OK) fail();
    }

    api::sqlite3* connection = nullptr;
    api::sqlite3_stmt* handle = nullptr;
    int at = 0;
};

struct BulkInsert::Copied final : Target {
    Copied(soci::session& sql, std::string table, const std::string& columns) : rows{sql, std::move(table), columns} {}
    void begin_row() override {}
    void put(std::int64_t value) override { rows.put(fmt::format_int{value}.c_str()); }
    void put(std::string_view value) override { rows.put(value); }
    bool end_row() override {
        rows.end_row();
        return true;
    }
    void send() override { rows.send(); }
    void sent_by_owner() override { rows.keep_from_other_statements(); }

    postgresql::Rows rows;
};

BulkInsert::BulkInsert(Tx& tx, std::string_view table, std::initializer_list<std::string_view> columns)
    : BulkInsert{tx, table, std::span{columns.begin(), columns.size()}} {}

BulkInsert::BulkInsert(Tx& tx, std::string_view table, std::span<const std::string_view> columns)
    : table_{table}, columns_{columns.begin(), columns.end()} {
    const std::string names = fmt::format("{}", fmt::join(columns, ", "));
    if (tx.store().backend() == Backend::postgresql) {
        target_ = std::make_unique<Copied>(tx.sql(), table_, names);
        return;
    }
    const std::vector<std::string_view> marks(columns.size(), "?");
    target_ = std::make_unique<Prepared>(
        tx.sql(), fmt::format("INSERT INTO {} ({}) VALUES ({})", table, names, fmt::join(marks, ", ")));
}

BulkInsert::~BulkInsert() = default;

void BulkInsert::row_of_texts(std::span<const std::string> values) {
    begin_row(values.size());
    for (const std::string& value : values) put_text(value);
    if (!end_row()) refuse_row({values.begin(), values.end()});
}

void BulkInsert::send() {
    target_->send();
}
void BulkInsert::sent_by_owner() {
    target_->sent_by_owner();
}

void BulkInsert::begin_row(std::size_t values) {
    MINGZHANG_CHECK(values == columns_.size());
    target_->begin_row();
}

bool BulkInsert::end_row() {
    const bool taken = target_->end_row();
    if (taken) ++rows_;
    return taken;
}

void BulkInsert::refuse_row(const std::vector<std::string>& values) const {
    DuplicateKey::Values named;
    for (std::size_t i = 0; i < columns_.size(); ++i) named.emplace_back(columns_[i], values[i]);
    throw DuplicateKey{table_, std::move(named), fmt::format("a row of {} is there already", table_)};
}

void BulkInsert::put_number(std::int64_t value) {
    target_->put(value);
}
void BulkInsert::put_text(std::string_view value) {
    target_->put(value);
}

}  // namespace mingzhang::store
