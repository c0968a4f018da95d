// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/row.hpp"
#include "bank_adapters/layouts/statement_shape.hpp"
#include "base/tables/row_reader.hpp"
#include "base/values/month.hpp"

namespace mingzhang::bank::layouts {

// One entry of a statement as its row tells it.
struct StatementRow {
    std::size_t row = 0;  // As a person counts.
    Date date = {};
    std::int64_t amount = 0;  // In fen; into the account is positive.
    std::int64_t balance = 0;
    bool reversal = false;  // Written with a minus where none belongs: it undoes another (红字).
    std::string name = {};
    std::string account = {};
    std::string memo = {};
    std::string reference = {};
};

// What a statement says outside its entries, and where.
struct StatementNote {
    std::int64_t amount = 0;
    std::size_t row = 0;
};

// Turns the rows of a table, one after another, into what a statement says.
class StatementRows {
public:
    explicit StatementRows(const StatementShape& shape) : shape_{shape} {}

    // Faults are added, each with its row.
    struct Fault {
        std::size_t row;
        RowFault what;
    };
    void take(const RawRow& row);

    [[nodiscard]] bool has_heading() const noexcept { return !places_.empty(); }
    [[nodiscard]] std::vector<StatementRow>& entries() noexcept { return entries_; }
    [[nodiscard]] std::vector<Fault>& faults() noexcept { return faults_; }
    [[nodiscard]] const std::string& account() const noexcept { return account_; }
    [[nodiscard]] const std::optional<StatementNote>& opening() const noexcept { return opening_; }
    [[nodiscard]] const std::optional<StatementNote>& closing() const noexcept { return closing_; }
    // What heads the column, in the file's own words where it has them.
    [[nodiscard]] std::string title(StatementField field) const;

private:
    struct Place {
        const StatementColumn* column;
        std::size_t at;
    };
    bool find_heading(const RawRow& row);
    void read_labels(const RawRow& row);
    bool is_no_entry(const RawRow& row);
    void read_entry(const RawRow& row);
    [[nodiscard]] std::optional<std::int64_t> read_amount(const RawRow& row, std::string_view amount_text,
                                                          StatementField field, bool& is_fault);
    [[nodiscard]] std::optional<std::int64_t> movement(const RawRow& row, StatementRow& entry);
    [[nodiscard]] std::string_view cell(const RawRow& row, StatementField field) const;
    [[nodiscard]] std::string joined(const RawRow& row, StatementField field) const;
    void note_account(const RawRow& row, const std::string& text);
    void note_balance(const RawRow& row, std::string_view text, std::optional<StatementNote>& note,
                      StatementField field);
    void add(const RawRow& row, std::string column, std::string_view value, Text reason);

    const StatementShape& shape_;
    std::vector<Place> places_;  // Empty until the heading was found.
    std::vector<StatementRow> entries_;
    std::vector<Fault> faults_;
    std::string account_;
    std::optional<StatementNote> opening_;
    std::optional<StatementNote> closing_;
};

// "1,234.50", "￥12.00", "-0.01"; in fen. None for text that is no amount; an empty text or dashes are no amount at all
// and not asked about.
[[nodiscard]] std::optional<std::int64_t> parse_statement_amount(std::string_view text);
// A day in any of the ways Chinese banks write it, the year first; a time of day behind it is read past.
[[nodiscard]] std::optional<Date> parse_statement_date(std::string_view text);

}  // namespace mingzhang::bank::layouts
