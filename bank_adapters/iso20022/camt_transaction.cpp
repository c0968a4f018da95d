// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_transaction.hpp"

#include "bank_adapters/iso20022/camt_values.hpp"

namespace mingzhang::bank::iso20022 {

Result<void, StatementFaultKind> CamtTransaction::take(std::string_view path, std::string_view text,
                                                       std::string_view currency) {
    const bool is_own_amount = path == "Amt";
    if (is_own_amount || path == "AmtDtls/TxAmt/Amt") {
        const auto amount = parse_amount(text, currency);
        if (!amount) return tl::unexpected{amount.error()};
        (is_own_amount ? amount_ : transaction_amount_) = *amount;
    } else if (path == "CdtDbtInd") {
        const auto sign = parse_sign(text);
        if (!sign) return tl::unexpected{sign.error()};
        sign_ = *sign;
    } else if (!take_text(path, text) && path == "RmtInf/Ustrd") {
        text_ += (text_.empty() ? "" : " ") + std::string{text};
    } else if (path == "RtrInf/AddtlInf") {
        return_text_ += (return_text_.empty() ? "" : " ") + std::string{text};
    }
    return {};
}

bool CamtTransaction::take_text(std::string_view path, std::string_view text) {
    struct Place {
        std::string_view path;
        std::string& value;
    };
    // Parties stand in Pty from version .08 on; a reason without a code of the list is the bank's own.
    for (const Place& place : {Place{"Refs/EndToEndId", end_to_end_id_},
                               {"Refs/AcctSvcrRef", bank_reference_},
                               {"Refs/TxId", transaction_id_},
                               {"Refs/InstrId", instruction_id_},
                               {"RtrInf/Rsn/Cd", return_reason_},
                               {"RtrInf/Rsn/Prtry", return_reason_},
                               {"RltdPties/Dbtr/Nm", debtor_.name},
                               {"RltdPties/Dbtr/Pty/Nm", debtor_.name},
                               {"RltdPties/DbtrAcct/Id/IBAN", debtor_.account},
                               {"RltdPties/DbtrAcct/Id/Othr/Id", debtor_.account},
                               {"RltdPties/Cdtr/Nm", creditor_.name},
                               {"RltdPties/Cdtr/Pty/Nm", creditor_.name},
                               {"RltdPties/CdtrAcct/Id/IBAN", creditor_.account},
                               {"RltdPties/CdtrAcct/Id/Othr/Id", creditor_.account}}) {
        if (place.path != path) continue;
        place.value = text;
        return true;
    }
    return false;
}

const CamtTransaction::Party& CamtTransaction::other_party(int sign, bool is_return) const {
    // A credit comes from the debtor. A payment that came back keeps the parties of the first way, where the account's
    // owner was the other one.
    const bool from_debtor = (sign > 0) != is_return;
    const Party& first = from_debtor ? debtor_ : creditor_;
    const bool first_is_empty = first.name.empty() && first.account.empty();
    return !first_is_empty ? first : from_debtor ? creditor_ : debtor_;
}

EntryTransaction CamtTransaction::finish(int entry_sign, bool entry_is_reversal) const {
    const int sign = sign_.value_or(entry_sign);
    EntryTransaction transaction;
    transaction.amount = amount_ ? amount_ : transaction_amount_;
    if (transaction.amount) transaction.amount->units *= sign;
    transaction.end_to_end_id = end_to_end_id_;
    for (const std::string* reference : {&bank_reference_, &transaction_id_, &instruction_id_}) {
        if (reference->empty()) continue;
        transaction.reference = *reference;
        break;
    }
    transaction.return_reason = return_reason_;
    transaction.return_text = return_text_;
    const Party& party = other_party(sign, entry_is_reversal || !return_reason_.empty());
    transaction.name = party.name;
    transaction.account = party.account;
    transaction.text = text_;
    return transaction;
}

}  // namespace mingzhang::bank::iso20022
