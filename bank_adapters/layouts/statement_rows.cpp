// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/statement_rows.hpp"

#include <algorithm>

#include "base/text/utf8.hpp"
#include "base/values/identifiers.hpp"

namespace mingzhang::bank::layouts {
namespace {

// Headings and labels are compared without the spaces people set between characters.
std::string without_spaces(std::string_view text) {
    std::string kept;
    while (!text.empty()) {
        if (text.starts_with("\xE3\x80\x80")) {  // The wide space.
            text.remove_prefix(3);
            continue;
        }
        const char c = text.front();
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') kept += c;
        text.remove_prefix(1);
    }
    return kept;
}

// As the other readers of tables take it: an apostrophe or tab that kept a number text.
std::string_view plain(std::string_view text) {
    text = trim(text);
    if (text.starts_with('\'')) text.remove_prefix(1);
    return trim(text);
}

bool is_among(const std::string& text, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const std::string& word) { return text == without_spaces(word); });
}

bool says_nothing(std::string_view text) {
    return text.empty() || text == "-" || text == "--" || text == "—" || text == "/";
}

// What stands behind one of the labels and a colon.
std::optional<std::string> behind_label(const std::string& text, const std::vector<std::string>& labels) {
    for (const std::string& label : labels) {
        const std::string begin = without_spaces(label);
        if (!text.starts_with(begin)) continue;
        std::string_view rest = std::string_view{text}.substr(begin.size());
        for (const std::string_view colon : {":", "："}) {
            if (!rest.starts_with(colon)) continue;
            rest.remove_prefix(colon.size());
            return std::string{rest};
        }
    }
    return std::nullopt;
}

// The value of a label in the row: in its own cell or in the next that is not empty.
std::optional<std::string> labelled(const RawRow& row, const std::vector<std::string>& labels) {
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        const std::string text = without_spaces(plain(row.cells[at]));
        const auto behind = behind_label(text, labels);
        if (behind && !behind->empty()) return behind;
        if (!behind && !is_among(text, labels)) continue;
        for (std::size_t next = at + 1; next < row.cells.size(); ++next)
            if (const auto value = plain(row.cells[next]); !value.empty()) return std::string{value};
    }
    return std::nullopt;
}

}  // namespace

std::string StatementRows::title(StatementField field) const {
    for (const StatementColumn& column : shape_.columns)
        if (column.field == field) return column.titles.front();
    return std::string{name(field)};
}

void StatementRows::add(const RawRow& row, std::string column, std::string_view value, Text reason) {
    faults_.push_back({row.number, {std::move(column), masked(value), std::move(reason)}});
}

void StatementRows::take(const RawRow& row) {
    const bool is_blank = row.faults.empty() &&
                          std::ranges::all_of(row.cells, [](const std::string& cell) { return trim(cell).empty(); });
    if (is_blank) return;
    if (!has_heading()) {
        if (!find_heading(row)) read_labels(row);
        return;
    }
    if (!is_no_entry(row)) read_entry(row);
}

// The first row in which every required column has its heading. Of several headings that fit one column, the one the
// layout lists first is meant; texts are taken from all.
bool StatementRows::find_heading(const RawRow& row) {
    std::vector<Place> places;
    std::vector<std::string> texts;
    for (const std::string& cell : row.cells) texts.push_back(without_spaces(plain(cell)));
    for (const StatementColumn& column : shape_.columns) {
        const std::size_t places_before = places.size();
        for (const std::string& heading : column.titles) {
            if (places.size() > places_before && column.field != StatementField::memo) break;
            for (std::size_t at = 0; at < texts.size(); ++at)
                if (texts[at] == without_spaces(heading)) places.push_back({&column, at});
        }
        if (column.required && places.size() == places_before) return false;
    }
    places_ = std::move(places);
    for (const Place& place : places_) {
        const auto same = [&](const Place& other) { return other.column == place.column && &other != &place; };
        if (place.column->field == StatementField::memo || std::ranges::none_of(places_, same)) continue;
        add(row, place.column->titles.front(), {}, {"有两列都是这个标题", "two columns have this heading"});
        break;
    }
    return true;
}

void StatementRows::note_account(const RawRow& row, const std::string& text) {
    const auto parsed = AccountNumber::parse(text);
    const std::string account = parsed ? parsed->text() : text;
    if (!parsed) {
        add(row, title(StatementField::own_account), text, {"不是账号", "not an account number"});
    } else if (!account_.empty() && account_ != account) {
        add(row, title(StatementField::own_account), text, {"一份对账单里有两个账号", "two accounts in one statement"});
    }
    account_ = account;
}

void StatementRows::note_balance(const RawRow& row, std::string_view text, std::optional<StatementNote>& note,
                                 StatementField field) {
    const auto amount = parse_statement_amount(text);
    if (!amount) {
        add(row, title(field), text, {"不是金额", "not an amount"});
    } else if (note && note->amount != *amount) {
        add(row, title(field), text, {"与前文不一致", "differs from what stands before"});
    }
    if (amount) note = StatementNote{*amount, row.number};
}

void StatementRows::read_labels(const RawRow& row) {
    if (const auto account = labelled(row, shape_.account)) note_account(row, *account);
    if (const auto opening = labelled(row, shape_.opening))
        note_balance(row, *opening, opening_, StatementField::balance);
    if (const auto closing = labelled(row, shape_.closing))
        note_balance(row, *closing, closing_, StatementField::balance);
}

std::string_view StatementRows::cell(const RawRow& row, StatementField field) const {
    for (const Place& place : places_)
        if (place.column->field == field && place.at < row.cells.size()) return plain(row.cells[place.at]);
    return {};
}

std::string StatementRows::joined(const RawRow& row, StatementField field) const {
    std::string text;
    for (const Place& place : places_) {
        if (place.column->field != field || place.at >= row.cells.size()) continue;
        const std::string_view part = plain(row.cells[place.at]);
        if (part.empty()) continue;
        if (!text.empty()) text += ' ';
        text += part;
    }
    return text;
}

// Sums, and what was brought forward or carried on: rows of the table that moved nothing.
bool StatementRows::is_no_entry(const RawRow& row) {
    std::string first;
    for (const std::string& text : row.cells) {
        first = without_spaces(plain(text));
        if (!first.empty()) break;
    }
    const auto begins = [&](const std::string& word) { return first.starts_with(without_spaces(word)); };
    if (std::ranges::any_of(shape_.end, begins)) {
        read_labels(row);
        return true;
    }
    const bool moved = !says_nothing(cell(row, StatementField::debit)) ||
                       !says_nothing(cell(row, StatementField::credit)) ||
                       !says_nothing(cell(row, StatementField::amount));
    if (moved) return false;
    const std::string_view balance = cell(row, StatementField::balance);
    for (const std::string& text : row.cells) {
        const std::string words = without_spaces(plain(text));
        const bool opens = is_among(words, shape_.opening) || behind_label(words, shape_.opening);
        const bool closes = is_among(words, shape_.closing) || behind_label(words, shape_.closing);
        if (!opens && !closes && !behind_label(words, shape_.account)) continue;
        if ((!opens && !closes) || !parse_statement_amount(balance))
            read_labels(row);
        else
            note_balance(row, balance, opens ? opening_ : closing_, StatementField::balance);
        return true;
    }
    return false;
}

std::optional<std::int64_t> StatementRows::read_amount(const RawRow& row, std::string_view text, StatementField field,
                                                       bool& is_fault) {
    if (says_nothing(text)) return std::nullopt;
    const auto amount = parse_statement_amount(text);
    if (amount) return *amount;
    is_fault = true;
    add(row, title(field), text, {"不是金额", "not an amount"});
    return std::nullopt;
}

// What the row moved, credit positive.
std::optional<std::int64_t> StatementRows::movement(const RawRow& row, StatementRow& entry) {
    bool is_fault = false;
    const auto debit = read_amount(row, cell(row, StatementField::debit), StatementField::debit, is_fault);
    const auto credit = read_amount(row, cell(row, StatementField::credit), StatementField::credit, is_fault);
    const auto amount = read_amount(row, cell(row, StatementField::amount), StatementField::amount, is_fault);
    if (is_fault) return std::nullopt;
    if (amount) {
        const auto direction = std::ranges::find_if(
            places_, [](const Place& place) { return place.column->field == StatementField::direction; });
        if (direction == places_.end()) return *amount;
        const std::string words = without_spaces(cell(row, StatementField::direction));
        const bool out = is_among(words, direction->column->debit);
        if (!out && !is_among(words, direction->column->credit)) {
            add(row, title(StatementField::direction), words, {"不知是借是贷", "neither a debit nor a credit"});
            return std::nullopt;
        }
        entry.reversal = *amount < 0;
        return out ? -*amount : *amount;
    }
    const bool has_debit = debit && *debit != 0;
    const bool has_credit = credit && *credit != 0;
    if (has_debit == has_credit) {
        const bool one_column = std::ranges::count(shape_.columns, StatementField::amount, &StatementColumn::field) > 0;
        add(row, title(one_column ? StatementField::amount : StatementField::debit), {},
            has_debit ? Text{"借方、贷方都有金额", "both a debit and a credit"} : Text{"没有金额", "no amount"});
        return std::nullopt;
    }
    entry.reversal = (has_debit ? *debit : *credit) < 0;
    return has_debit ? -*debit : *credit;
}

void StatementRows::read_entry(const RawRow& row) {
    const std::size_t faults_before = faults_.size();
    for (const FaultyCell& faulty : row.faults)
        for (const Place& place : places_)
            if (place.at == faulty.column)
                add(row, title(place.column->field), {}, reason(faulty.fault, faulty.address));
    if (faults_.size() > faults_before) return;

    StatementRow entry;
    entry.row = row.number;
    const auto date = parse_statement_date(cell(row, StatementField::date));
    if (!date) add(row, title(StatementField::date), cell(row, StatementField::date), {"不是日期", "not a date"});
    const auto moved = movement(row, entry);
    const auto balance = parse_statement_amount(cell(row, StatementField::balance));
    if (!balance)
        add(row, title(StatementField::balance), cell(row, StatementField::balance), {"不是金额", "not an amount"});
    if (const auto own = cell(row, StatementField::own_account); !own.empty()) note_account(row, std::string{own});
    if (faults_.size() > faults_before) return;

    entry.date = *date;
    entry.amount = *moved;
    entry.balance = *balance;
    entry.name = cell(row, StatementField::name);
    entry.account = cell(row, StatementField::account);
    entry.memo = joined(row, StatementField::memo);
    entry.reference = cell(row, StatementField::reference);
    for (std::string* text : {&entry.name, &entry.account, &entry.reference})
        if (says_nothing(*text)) text->clear();
    entries_.push_back(std::move(entry));
}

}  // namespace mingzhang::bank::layouts
