// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_statement.hpp"

#include <algorithm>
#include <utility>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

using Done = MtStatement::Done;

tl::unexpected<StatementFaultKind> fault(StatementFaultKind kind) {
    return tl::unexpected{kind};
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

bool MtStatement::has_begun_entries() const {
    return has_entries_ || is_line_waiting_ || statement_.opening || statement_.closing;
}

void MtStatement::begin_if_needed() {
    if (is_open_) return;
    is_open_ = found_any_ = true;
    sink_.begin();
}

Done MtStatement::take(const MtField& field) {
    const MtTag tag = field.tag;
    const std::string_view text = field.joined();
    if (field.ends_message()) return finish();
    // A :20: begins a message, and a second opening balance a further page of it.
    if (tag == "20"_tag && is_open_)
        if (const Done done = finish(); !done) return done;
    if (tag.without_letter() == "60"_tag && (statement_.opening || statement_.closing))
        if (const Done done = begin_page(); !done) return done;
    begin_if_needed();
    if (field.is_interim) is_interim_ = true;
    if (tag != "86"_tag && tag != "NS"_tag) hand_out_line();

    const Done done = take_content(field, text);
    if (tag != "NS"_tag) last_tag_ = tag;
    return done;
}

Done MtStatement::take_content(const MtField& field, std::string_view text) {
    switch (field.tag.number()) {
        case "61"_tag.number():
            return take_line(field);
        case "86"_tag.number():
            return take_details(text);
        case "20"_tag.number():
            return take_reference(text);
        case "25"_tag.number():
        case "25P"_tag.number():
            return take_account(text);
        case "28"_tag.number():
        case "28C"_tag.number():
            return take_number(text);
        case "60F"_tag.number():
        case "60M"_tag.number():
            return take_opening(text);
        case "62F"_tag.number():
        case "62M"_tag.number():
            return take_closing(text);
        case "64"_tag.number():
        case "65"_tag.number():
            if (const auto balance = parse_balance(text); !balance) return fault(balance.error());
            return {};
        case "34F"_tag.number():
            is_interim_ = true;
            return take_currency(parse_floor_limit(text));
        case "13"_tag.number():
        case "13D"_tag.number():
            is_interim_ = true;
            return {};
        case "90C"_tag.number():
        case "90D"_tag.number():
            return take_currency(parse_entry_sum(text));
        case "21"_tag.number():  // A related reference,
        case "NS"_tag.number():  // and what Polish banks add for themselves.
            return {};
        default:
            return fault(StatementFaultKind::malformed);
    }
}

Done MtStatement::take_number(std::string_view text) {
    if (!is_plain(text)) return fault(StatementFaultKind::not_plain_characters);
    if (has_begun_entries()) return fault(StatementFaultKind::out_of_order);
    statement_.number = text;
    return {};
}

Done MtStatement::take_reference(std::string_view text) {
    if (!is_plain(text)) return fault(StatementFaultKind::not_plain_characters);
    statement_.id = text;
    return {};
}

Done MtStatement::take_account(std::string_view text) {
    if (has_begun_entries()) return fault(StatementFaultKind::out_of_order);
    if (std::exchange(has_account_, true)) return fault(StatementFaultKind::repeated);
    auto name = parse_account(text);
    if (!name) return fault(name.error());
    statement_.account = std::move(name->account);
    statement_.bank = std::move(name->bank);
    return name->currency.empty() ? Done{} : use_currency(name->currency);
}

Done MtStatement::take_opening(std::string_view text) {
    if (has_begun_entries()) return fault(StatementFaultKind::out_of_order);
    const auto balance = parse_balance(text);
    if (!balance) return fault(balance.error());
    statement_.opening = *balance;
    return use_currency(balance->amount.currency);
}

Done MtStatement::take_closing(std::string_view text) {
    if (statement_.closing) return fault(StatementFaultKind::repeated);
    const auto balance = parse_balance(text);
    if (!balance) return fault(balance.error());
    statement_.closing = *balance;
    return use_currency(balance->amount.currency);
}

Done MtStatement::take_currency(const Read<std::string>& currency) {
    return currency ? use_currency(*currency) : fault(currency.error());
}

Done MtStatement::use_currency(std::string_view currency) {
    if (statement_.currency.empty()) {
        // Entries before it were read with two decimals.
        if (has_entries_ && currency_decimals(currency) != currency_decimals(""))
            return fault(StatementFaultKind::out_of_order);
        statement_.currency = currency;
    }
    return statement_.currency == currency ? Done{} : fault(StatementFaultKind::currency_differs);
}

Done MtStatement::take_line(const MtField& field) {
    if (statement_.closing) return fault(StatementFaultKind::out_of_order);
    if (const auto read = line_.read(trim(field.line_text(0)), statement_.currency); !read) return fault(read.error());
    if (is_interim_) line_.entry.status = EntryStatus::pending;
    // What SWIFT calls supplementary details goes on with the bank's reference at most banks.
    for (std::size_t i = 1; i < field.line_count(); ++i) line_.bank_reference += trim(field.line_text(i));
    if (!proof_.add(line_.entry)) return fault(StatementFaultKind::amount_out_of_range);
    has_entries_ = is_line_waiting_ = true;
    return {};
}

Done MtStatement::take_details(std::string_view text) {
    if (last_tag_ == "61"_tag && is_line_waiting_) {
        details_.read(text);
        put_details(details_, transaction_);
        transaction_.amount = line_.entry.amount;
        transaction_.reference = line_.bank_reference;
        sink_.entry(line_.entry);
        sink_.transaction(transaction_);
        is_line_waiting_ = false;
        return {};
    }
    // After the entries it speaks of the statement, and alone it is a fragment. Between entries it would be one too
    // many.
    const bool is_about_statement =
        statement_.closing || last_tag_.without_letter() == "90"_tag || !has_begun_entries();
    return is_about_statement ? Done{} : fault(StatementFaultKind::out_of_order);
}

void MtStatement::hand_out_line() {
    if (!is_line_waiting_) return;
    sink_.entry(line_.entry);
    if (!line_.bank_reference.empty())
        sink_.transaction({.amount = line_.entry.amount, .reference = line_.bank_reference});
    is_line_waiting_ = false;
}

Done MtStatement::finish() {
    hand_out_line();
    if (!is_open_) return {};
    if (statement_.opening && has_entries_ && !statement_.closing) return fault(StatementFaultKind::cut_short);
    statement_.proven = proof_.holds(statement_);
    sink_.end(statement_);
    statement_ = {};
    proof_ = {};
    last_tag_ = {};
    is_open_ = is_interim_ = has_entries_ = has_account_ = false;
    return {};
}

Done MtStatement::begin_page() {
    const Statement before = statement_;
    const bool had_account = has_account_;
    if (const Done done = finish(); !done) return done;
    statement_.id = before.id;
    statement_.number = before.number;
    statement_.account = before.account;
    statement_.bank = before.bank;
    has_account_ = had_account;
    return {};
}

}  // namespace mingzhang::bank::mt940
