// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_statement.hpp"

#include "bank_adapters/iso20022/camt_values.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

constexpr std::string_view balance_prefix = "Bal/";
constexpr std::string_view entry_prefix = "Ntry/";
constexpr std::string_view details = "Ntry/NtryDtls";
constexpr std::string_view transaction = "Ntry/NtryDtls/TxDtls";
constexpr std::string_view transaction_prefix = "Ntry/NtryDtls/TxDtls/";

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

CamtStatement::CamtStatement(StatementSink& sink) : sink_{sink} {
    sink_.begin();
}

std::string_view CamtStatement::currency_or_own(std::string_view currency) const {
    return currency.empty() ? std::string_view{statement_.currency} : currency;
}

Done CamtStatement::open(std::string_view path) {
    if (path == "Bal") balance_ = {};
    if (path == "Ntry") entry_ = {};
    if (path != transaction) return {};
    transaction_ = {};
    return entry_.handed_out ? Done{} : hand_out_entry();
}

Done CamtStatement::close(std::string_view path) {
    if (path == "Bal") return add_balance();
    if (path == transaction) sink_.transaction(transaction_.finish(entry_.sign.value_or(1), entry_.entry.reversal));
    if (path == "Ntry" && !entry_.handed_out) return hand_out_entry();
    return {};
}

Done CamtStatement::take(std::string_view path, std::string_view text, std::string_view currency) {
    if (path.starts_with(transaction_prefix))
        return transaction_.take(path.substr(transaction_prefix.size()), text, currency_or_own(currency));
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
    if (path == "Acct/Id/IBAN" || path == "Acct/Id/Othr/Id") statement_.account = text;
    if (path == "Acct/Svcr/FinInstnId/BIC" || path == "Acct/Svcr/FinInstnId/BICFI") statement_.bank = text;
    if (path == "Acct/Ccy") {
        if (!is_currency_code(text)) return tl::unexpected{StatementFaultKind::not_a_currency};
        statement_.currency = text;
    }
    return {};
}

Done CamtStatement::take_balance(std::string_view path, std::string_view text, std::string_view currency) {
    Balance& balance = balance_.balance;
    if (path == "Amt") return store_once(parse_amount(text, currency), balance.amount, balance_.has_amount);
    if (path == "CdtDbtInd") return store(parse_sign(text), balance_.sign);
    if (path == "Dt/Dt" || path == "Dt/DtTm") return store(parse_day(text), balance.date);
    if (path == "Tp/CdOrPrtry/Cd" || path == "Tp/Cd") balance_.type = text;
    return {};
}

Done CamtStatement::add_balance() {
    if (!balance_.has_amount || !balance_.sign) return tl::unexpected{StatementFaultKind::missing};
    balance_.balance.amount.units *= *balance_.sign;
    balances_.add(balance_.type, balance_.balance);
    return {};
}

Done CamtStatement::take_entry(std::string_view path, std::string_view text, std::string_view currency) {
    StatementEntry& entry = entry_.entry;
    Done done;
    if (path == "Amt")
        done = store_once(parse_amount(text, currency), entry.amount, entry_.has_amount);
    else if (path == "CdtDbtInd")
        done = store(parse_sign(text), entry_.sign);
    else if (path == "RvslInd")
        done = store(parse_flag(text), entry.reversal);
    else if (path == "Sts" || path == "Sts/Cd") {  // A plain code up to .06, a choice from .07 on.
        entry_.has_status = true;
        done = store(parse_entry_status(text), entry.status);
    } else if (path == "BookgDt/Dt" || path == "BookgDt/DtTm")
        done = store(parse_day(text), entry.booked_on);
    else if (path == "ValDt/Dt" || path == "ValDt/DtTm")
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
    if (!entry_.has_amount || !entry_.sign || !entry_.has_status) return tl::unexpected{StatementFaultKind::missing};
    StatementEntry& entry = entry_.entry;
    entry.amount.units *= *entry_.sign;
    entry.reference = entry_.bank_reference.empty() ? entry_.own_reference : entry_.bank_reference;
    if (statement_.currency.empty()) statement_.currency = entry.amount.currency;
    if (!proof_.add(entry)) return tl::unexpected{StatementFaultKind::amount_out_of_range};
    entry_.handed_out = true;
    sink_.entry(entry);
    return {};
}

Done CamtStatement::finish() {
    balances_.choose(statement_);
    for (const auto* balance : {&statement_.opening, &statement_.closing})
        if (*balance && statement_.currency.empty()) statement_.currency = (*balance)->amount.currency;
    statement_.proven = proof_.holds(statement_);
    sink_.end(statement_);
    return {};
}

}  // namespace mingzhang::bank::iso20022
