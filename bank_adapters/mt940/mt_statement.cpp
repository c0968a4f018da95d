// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_statement.hpp"

#include <utility>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

using Done = MtStatement::Done;

tl::unexpected<StatementFaultKind> fault(StatementFaultKind kind) {
    return tl::unexpected{kind};
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
    if (field.ends_message()) return finish(End::marked);
    // A :20: begins a message, and so does a second account where the bank leaves the :20: out. A second opening
    // balance begins a further page.
    const bool begins_message = (tag == "20"_tag && last_tag_ != "20"_tag) || (tag == "25"_tag && statement_.closing);
    if (begins_message && is_open_)
        if (const Done done = finish(End::of_file); !done) return done;
    if (tag.without_letter() == "60"_tag && (statement_.opening || statement_.closing))
        if (const Done done = begin_page(); !done) return done;
    begin_if_needed();
    if (field.is_interim) says_interim_ = true;
    if (tag != "86"_tag && tag != "NS"_tag) hand_out_line();

    const Done done = take_content(field);
    if (tag != "NS"_tag) last_tag_ = tag;
    return done;
}

Done MtStatement::take_content(const MtField& field) {
    switch (field.tag.number()) {
        case "61"_tag.number():
            return take_line(field);
        case "86"_tag.number():
            return take_details(field.joined());
        case "20"_tag.number():
            return take_reference(field.first_line());
        case "25"_tag.number():
        case "25P"_tag.number():
            return take_account(field.first_line());
        case "28"_tag.number():
        case "28C"_tag.number():
            return take_number(field.first_line());
        case "60"_tag.number():
        case "60F"_tag.number():
        case "60M"_tag.number():
            return take_opening(field.first_line());
        case "62"_tag.number():
        case "62F"_tag.number():
        case "62M"_tag.number():
            return take_closing(field.first_line());
        case "34F"_tag.number():
            looks_interim_ = true;
            return take_currency(currency_of_floor_limit(field.first_line()));
        case "13"_tag.number():
        case "13D"_tag.number():
            looks_interim_ = true;
            return {};
        case "90C"_tag.number():
        case "90D"_tag.number():
            return take_currency(currency_of_entry_sum(field.first_line()));
        case "21"_tag.number():  // A related reference,
        case "NS"_tag.number():  // what Polish and Hungarian banks add for themselves,
        case "64"_tag.number():  // and balances that no booked entry changes.
        case "65"_tag.number():
            return {};
        default:
            // Fields nobody knows come with some banks' statements; before an account or a balance they are those of
            // another message.
            return has_account_ || has_begun_entries() ? Done{} : fault(StatementFaultKind::malformed);
    }
}

bool MtStatement::is_past_beginning() const {
    return has_entries_ || statement_.closing;
}

// Outside plain ASCII it is no reference of SWIFT's: what came is not what the bank wrote.
Done MtStatement::take_reference(std::string_view text) {
    if (!is_plain(text)) return fault(StatementFaultKind::not_plain_characters);
    statement_.id = text;
    return {};
}

Done MtStatement::take_number(std::string_view text) {
    if (is_past_beginning()) return fault(StatementFaultKind::out_of_order);
    statement_.number = text;
    return {};
}

Done MtStatement::take_account(std::string_view text) {
    if (is_past_beginning()) return fault(StatementFaultKind::out_of_order);
    if (std::exchange(has_account_, true)) return fault(StatementFaultKind::repeated);
    auto name = parse_account(text);
    if (!name) return fault(name.error());
    statement_.account = std::move(name->account);
    statement_.bank = std::move(name->bank);
    return name->currency.empty() ? Done{} : use_currency(name->currency);
}

Done MtStatement::take_opening(std::string_view text) {
    if (has_begun_entries()) return fault(StatementFaultKind::out_of_order);
    const auto balance = parse_balance(text, statement_.currency);
    if (!balance) return fault(balance.error());
    statement_.opening = *balance;
    return use_currency(balance->amount.currency);
}

Done MtStatement::take_closing(std::string_view text) {
    if (statement_.closing) return fault(StatementFaultKind::repeated);
    const auto balance = parse_balance(text, statement_.currency);
    if (!balance) return fault(balance.error());
    statement_.closing = *balance;
    return use_currency(balance->amount.currency);
}

// Of a field that is read for it alone: what it says otherwise is no fault.
Done MtStatement::take_currency(std::string_view currency) {
    return currency.empty() || !statement_.currency.empty() ? Done{} : use_currency(currency);
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
    std::size_t supplementary = 1;
    Done read = line_.read(trim(field.line_text(0)), statement_.currency);
    // Sparkassen break the line anywhere: "…CR" and "30,00N062NONREF".
    if (!read && field.line_count() > 1) {
        const std::string joined = std::string{trim(field.line_text(0))} + std::string{trim(field.line_text(1))};
        if (line_.read(joined, statement_.currency)) {
            read = {};
            supplementary = 2;
        }
    }
    if (!read) return read;
    // What no balance covers yet is not booked.
    if (says_interim_ || (looks_interim_ && !statement_.opening)) line_.entry.status = EntryStatus::pending;
    for (; supplementary < field.line_count(); ++supplementary) line_.add(trim(field.line_text(supplementary)));
    if (!proof_.add(line_.entry)) return fault(StatementFaultKind::amount_out_of_range);
    has_entries_ = is_line_waiting_ = true;
    has_details_ = false;
    return {};
}

Done MtStatement::take_details(std::string_view text) {
    if (is_line_waiting_ && last_tag_ == "61"_tag) {
        details_text_ = text;
        further_details_.clear();
        has_details_ = true;
        return {};
    }
    if (is_line_waiting_ && last_tag_ == "86"_tag) {
        // Some banks write several for one entry (Rabobank, Transilvania). The same twice is a damaged file.
        if (details_text_ == text) return fault(StatementFaultKind::repeated);
        further_details_.emplace_back(text);
        return {};
    }
    // Between entries it would be one too many. Before them (Danske Bank), after them and alone it speaks of the
    // statement.
    if (has_entries_ && !statement_.closing && last_tag_.without_letter() != "90"_tag)
        return fault(StatementFaultKind::out_of_order);
    return {};
}

void MtStatement::hand_out_line() {
    if (!is_line_waiting_) return;
    is_line_waiting_ = false;
    sink_.entry(line_.entry);
    if (!has_details_ && line_.bank_reference.empty() && line_.other_account.empty() &&
        line_.supplementary_text.empty())
        return;
    details_.read(has_details_ ? details_text_ : line_.supplementary_text);
    if (has_details_)
        for (const std::string& text : further_details_) details_.add(text);
    put_details(details_, transaction_);
    transaction_.amount = line_.entry.amount;
    transaction_.reference = line_.bank_reference;
    if (transaction_.account.empty()) transaction_.account = line_.other_account;
    sink_.transaction(transaction_);
}

// A file that stops behind an entry, or before the first one it announces, is cut short. Where details or the end of
// the message stand behind the last entry, the bank gives no closing balance.
bool MtStatement::is_cut_short(End end) const {
    if (!statement_.opening || statement_.closing) return false;
    if (end == End::of_page) return has_entries_;
    return end == End::of_file && (last_tag_ == "61"_tag || (last_tag_ == "86"_tag && !has_entries_));
}

Done MtStatement::finish(End end) {
    hand_out_line();
    if (!is_open_) return {};
    if (is_cut_short(end)) return fault(StatementFaultKind::cut_short);
    statement_.proven = proof_.holds(statement_);
    sink_.end(statement_);
    statement_ = {};
    proof_ = {};
    last_tag_ = {};
    is_open_ = says_interim_ = looks_interim_ = has_entries_ = has_account_ = false;
    return {};
}

Done MtStatement::begin_page() {
    const Statement before = statement_;
    const bool had_account = has_account_;
    if (const Done done = finish(End::of_page); !done) return done;
    statement_.id = before.id;
    statement_.number = before.number;
    statement_.account = before.account;
    statement_.bank = before.bank;
    has_account_ = had_account;
    return {};
}

}  // namespace mingzhang::bank::mt940
