// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "base/store/store.hpp"

namespace mingzhang::store {

// Inserts many rows into one table through the database's own interface: prepared once, no text built per row.
// Throws soci::soci_error, as statements do, when a row breaks a constraint.
class BulkInsert {
public:
    // `tx` must outlive this.
    BulkInsert(Tx& tx, std::string_view table, std::initializer_list<std::string_view> columns);
    ~BulkInsert();
    BulkInsert(const BulkInsert&) = delete;
    BulkInsert& operator=(const BulkInsert&) = delete;

    // One value a column, in the order given; texts are read during the call only.
    template <class... Values>
    void row(const Values&... values) {
        begin_row(sizeof...(Values));
        (put(values), ...);
        end_row();
    }

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

private:
    void begin_row(std::size_t values);
    void end_row();
    void put_number(std::int64_t value);
    void put_text(std::string_view value);
    template <std::integral Number>
    void put(Number value) {
        put_number(static_cast<std::int64_t>(value));
    }
    void put(std::string_view value) { put_text(value); }

    struct Statement;
    std::unique_ptr<Statement> statement_;
    std::uint64_t rows_ = 0;
};

}  // namespace mingzhang::store
