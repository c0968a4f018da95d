// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_statement.hpp"

#include "bank_adapters/iso20022/camt_values.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

constexpr std::string_view balance_prefix = "Bal/";
constexpr std::string_view entry_prefix = "Ntry/";
constexpr std::string_view details = "Ntry/NtryDtls";

// The path below a transaction, "" of itself; none of anything else. In .01 it stands in its entry at once.
std::optional<std::string_view> below_transaction(std::string_view path) {
    for (const std::string_view place : {"Ntry/NtryDtls/TxDtls", "Ntry/TxDtls"}) {
        if (!path.starts_with(place)) continue;
        if (path.size() == place.size()) return std::string_view{};
        if (path[place.size()] == '/') return path.substr(place.size() + 1);
    }
    return std::nullopt;
}

// The day in itself, or in the choice of Dt and DtTm.
bool names_day(std::string_view path, std::string_view element) {
    if (!path.starts_with(element)) return false;
    path.remove_prefix(element.size());
    return path.empty() || path == "/Dt" || path == "/DtTm";
}

using Done = CamtStatement::Done;

template <class Value, class Target>
Done store(const Read<Value>& read, Target& target) {
    if (!read) return tl::unexpected{read.error()};
    target = *read;
    return {};
}

template <class Target>
Done store_once(const Read<CurrencyAmount>& read, Target& target, bool& is_there) {
    if (is_there) return tl::unexpected{StatementFaultKind::repeated};
    is_there = true;
    return store(read, target);
}

}  // namespace

CamtStatement::CamtStatement(StatementSink& sink, const CamtPage& page) : sink_{sink}, page_{page} {
    sink_.begin();
}

std::string_view CamtStatement::currency_or_own(std::string_view currency) const {
    return currency.empty() ? std::string_view{statement_.currency} : currency;
}

Done CamtStatement::open(std::string_view path) {
    if (path == "Bal") balance_ = {};
    if (path == "Ntry") {
        entry_ = {};
        entry_.entry.status_told = false;
    }
    const auto below = below_transaction(path);
    if (!below || !below->empty()) return {};
    transaction_ = {};
    return entry_.handed_out ? Done{} : hand_out_entry();
}

Done CamtStatement::close(std::string_view path) {
    if (path == "Bal") return add_balance();
    if (const auto below = below_transaction(path); below && below->empty()) return hand_out_transaction();
    if (path == "Ntry" && !entry_.handed_out) return hand_out_entry();
    return {};
}

Done CamtStatement::take(std::string_view path, std::string_view text, std::string_view currency) {
    if (text.empty()) return {};  // As if it were not there: banks leave empty what they do not know.
    if (const auto below = below_transaction(path)) return transaction_.take(*below, text, currency_or_own(currency));
    if (path.starts_with(details)) return {};
    if (path.starts_with(entry_prefix))
        return take_entry(path.substr(entry_prefix.size()), text, currency_or_own(currency));
    if (path.starts_with(balance_prefix))
        return take_balance(path.substr(balance_prefix.size()), text, currency_or_own(currency));
    return take_head(path, text);
}

Done CamtStatement::take_head(std::string_view path, std::string_view text) {
    if (path == "Id") statement_.id = text;
    if (path == "ElctrncSeqNb" || (path == "LglSeqNb" && statement_.number.empty())) statement_.number = text;
    if (constexpr std::string_view account_id = "Acct/Id"; path.starts_with(account_id)) {
        take_account(account_, path.substr(account_id.size()), text);
        statement_.account = account_.text();
    }
    if (path == "Acct/Svcr/FinInstnId/BIC" || path == "Acct/Svcr/FinInstnId/BICFI") statement_.bank = text;
    for (const std::string_view page : {"StmtPgntn/", "RptPgntn/", "NtfctnPgntn/"})
        if (path.starts_with(page)) page_.take(path.substr(page.size()), text);
    if (path == "Acct/Ccy") {
        if (!is_currency_code(text)) return tl::unexpected{StatementFaultKind::not_a_currency};
        statement_.currency = text;
    }
    return {};
}

Done CamtStatement::take_balance(std::string_view path, std::string_view text, std::string_view currency) {
    if (!balance_.type.empty() && !CamtBalances::is_of_interest(balance_.type)) return {};
    Balance& balance = balance_.balance;
    if (path == "Amt") return store_once(parse_amount(text, currency), balance.amount, balance_.has_amount);
    if (path == "CdtDbtInd") return store(parse_sign(text), balance_.sign);
    if (names_day(path, "Dt")) return store(parse_day(text), balance.date);
    for (const std::string_view type : {"Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd", "Tp/Prtry"})
        if (path == type) balance_.type = text;
    return {};
}

Done CamtStatement::add_balance() {
    if (!CamtBalances::is_of_interest(balance_.type)) return {};
    if (!balance_.has_amount) return tl::unexpected{StatementFaultKind::missing};
    const auto amount = directed(balance_.balance.amount, balance_.sign);
    if (!amount) return tl::unexpected{amount.error()};
    balance_.balance.amount = *amount;
    if (statement_.currency.empty()) statement_.currency = amount->currency;
    balances_.add(balance_.type, balance_.balance);
    return {};
}

Done CamtStatement::take_entry(std::string_view path, std::string_view text, std::string_view currency) {
    StatementEntry& entry = entry_.entry;
    entry.status_told = entry.status_told || path.starts_with("Sts");
    Done done;
    if (path == "Amt")
        done = store_once(parse_amount(text, currency), entry.amount, entry_.has_amount);
    else if (path == "CdtDbtInd")
        done = store(parse_sign(text), entry_.sign);
    else if (path == "RvslInd")
        done = store(parse_flag(text), entry.reversal);
    else if (path == "Sts" || path == "Sts/Cd")  // A plain code up to .06, a choice from .07 on.
        done = store(parse_entry_status(text), entry.status);
    else if (path == "Sts/Prtry")
        entry.status = EntryStatus::info;
    else if (names_day(path, "BookgDt"))
        done = store(parse_day(text), entry.booked_on);
    else if (names_day(path, "ValDt"))
        done = store(parse_day(text), entry.valued_on);
    else if (path == "AcctSvcrRef")
        entry_.bank_reference = text;
    else if (path == "NtryRef")
        entry_.own_reference = text;
    else
        return done;
    // Its transactions are already out of the house: what comes now would be lost.
    if (done && entry_.handed_out) return tl::unexpected{StatementFaultKind::out_of_order};
    return done;
}

Done CamtStatement::hand_out_entry() {
    StatementEntry& entry = entry_.entry;
    const bool has_direction = entry_.sign || entry.amount.units <= 0;
    if (!entry_.has_amount || !has_direction) return tl::unexpected{StatementFaultKind::missing};
    const auto amount = directed(entry.amount, entry_.sign);
    if (!amount) return tl::unexpected{amount.error()};
    entry.amount = *amount;
    entry.reference = entry_.bank_reference.empty() ? entry_.own_reference : entry_.bank_reference;
    if (statement_.currency.empty()) statement_.currency = entry.amount.currency;
    if (!proof_.add(entry)) return tl::unexpected{StatementFaultKind::amount_out_of_range};
    entry_.handed_out = true;
    sink_.entry(entry);
    return {};
}

Done CamtStatement::hand_out_transaction() {
    const StatementEntry& entry = entry_.entry;
    const int sign = entry_.sign.value_or(entry.amount.units < 0 ? -1 : 1);
    const auto transaction = transaction_.finish({.sign = sign,
                                                  .is_reversal = entry.reversal,
                                                  .currency = entry.amount.currency,
                                                  .own_account = statement_.account});
    if (!transaction) return tl::unexpected{transaction.error()};
    sink_.transaction(*transaction);
    return {};
}

Done CamtStatement::finish() {
    balances_.choose(statement_, page_);
    statement_.proven = proof_.holds(statement_);
    sink_.end(statement_);
    return {};
}

}  // namespace mingzhang::bank::iso20022
