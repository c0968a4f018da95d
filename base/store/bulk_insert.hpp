// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/store/store.hpp"

namespace mingzhang::store {

// A row was inserted whose unique key stands in the table already. Not an soci::soci_error: who knows what the key
// promises can answer it in words.
class DuplicateKey : public std::runtime_error {
public:
    using Values = std::vector<std::pair<std::string, std::string>>;  // Columns and what the refused row has in them.

    DuplicateKey(std::string table, Values values, const std::string& message)
        : std::runtime_error{message}, table_{std::move(table)}, values_{std::move(values)} {}

    [[nodiscard]] const std::string& table() const noexcept { return table_; }
    [[nodiscard]] std::string value(std::string_view column) const;  // Empty when it is not known.

private:
    std::string table_;
    Values values_;
};

// Inserts many rows into one table through the database's own interface, no statement built per row: prepared once on
// SQLite, COPY on PostgreSQL. There rows are held back and sent when they are many, before any other statement runs on
// the connection, and at the latest with COMMIT; so a row that breaks a constraint may be heard of later than here.
// Throws DuplicateKey, or soci::soci_error as statements do.
class BulkInsert {
public:
    // `tx` must outlive this.
    BulkInsert(Tx& tx, std::string_view table, std::initializer_list<std::string_view> columns);
    BulkInsert(Tx& tx, std::string_view table, std::span<const std::string_view> columns);
    ~BulkInsert();
    BulkInsert(const BulkInsert&) = delete;
    BulkInsert& operator=(const BulkInsert&) = delete;

    // One value a column, in the order given; texts are read during the call only.
    template <class... Values>
    void row(const Values&... values) {
        begin_row(sizeof...(Values));
        (put(values), ...);
        if (!end_row()) refuse_row({text_of(values)...});
    }
    void row_of_texts(std::span<const std::string> values);

    // Rows held back so far are sent, and broken keys heard of. With `sent_by_owner` no other statement sends them
    // before: for a table nothing else of the transaction reads.
    void send();
    void sent_by_owner();

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

private:
    void begin_row(std::size_t values);
    bool end_row();  // False when the key stands already, where that is known at once.
    [[noreturn]] void refuse_row(const std::vector<std::string>& values) const;
    void put_number(std::int64_t value);
    void put_text(std::string_view value);
    template <std::integral Number>
    void put(Number value) {
        put_number(static_cast<std::int64_t>(value));
    }
    void put(std::string_view value) { put_text(value); }
    template <std::integral Number>
    static std::string text_of(Number value) {
        return std::to_string(value);
    }
    static std::string text_of(std::string_view value) { return std::string{value}; }

    struct Target;
    struct Prepared;
    struct Copied;
    std::unique_ptr<Target> target_;
    std::string table_;
    std::vector<std::string> columns_;
    std::uint64_t rows_ = 0;
};

}  // namespace mingzhang::store
