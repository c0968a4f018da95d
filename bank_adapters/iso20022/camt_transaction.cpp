// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_transaction.hpp"

#include "bank_adapters/iso20022/camt_values.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

// Another line of the same text.
void append(std::string& text, std::string_view more) {
    if (!text.empty()) text += ' ';
    text += more;
}

}  // namespace

Result<void, StatementFaultKind> CamtTransaction::take(std::string_view path, std::string_view text,
                                                       std::string_view currency) {
    constexpr std::array<std::string_view, amount_places> places{"Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt",
                                                                 "AmtDtls/InstdAmt/Amt"};
    for (std::size_t place = 0; place < places.size(); ++place) {
        if (path != places[place]) continue;
        const auto amount = parse_amount(text, currency);
        if (!amount) return tl::unexpected{amount.error()};
        amounts_[place] = *amount;
        return {};
    }
    constexpr std::string_view parties = "RltdPties/";
    if (path.starts_with(parties)) {
        debtor_.take(path.substr(parties.size()), "Dbtr", text);
        creditor_.take(path.substr(parties.size()), "Cdtr", text);
    } else if (path == "CdtDbtInd") {
        const auto sign = parse_sign(text);
        if (!sign) return tl::unexpected{sign.error()};
        sign_ = *sign;
    } else if (path == "RmtInf/Ustrd") {
        append(text_, text);
    } else if (path == "RtrInf/AddtlInf" || path == "RtrInf/AddtlRtrRsnInf") {
        append(return_text_, text);
    } else {
        (void)take_text(path, text);
    }
    return {};
}

bool CamtTransaction::take_text(std::string_view path, std::string_view text) {
    struct Place {
        std::string_view path;
        std::string& value;
    };
    // A reason without a code of the list is the bank's own. RtrRsn is its name in .01.
    for (const Place& place : {Place{"Refs/EndToEndId", end_to_end_id_},
                               {"Refs/AcctSvcrRef", bank_reference_},
                               {"Refs/TxId", transaction_id_},
                               {"Refs/InstrId", instruction_id_},
                               {"RtrInf/Rsn/Cd", return_reason_},
                               {"RtrInf/Rsn/Prtry", return_reason_},
                               {"RtrInf/RtrRsn/Cd", return_reason_},
                               {"RtrInf/RtrRsn/Prtry", return_reason_}}) {
        if (place.path != path) continue;
        place.value = text;
        return true;
    }
    return false;
}

std::optional<CurrencyAmount> CamtTransaction::amount_in(std::string_view currency) const {
    for (const auto& amount : amounts_)
        if (amount && (amount->currency == currency || amount->currency.empty())) return amount;
    return amounts_[of_its_own] ? amounts_[of_its_own] : amounts_[of_payment];
}

const CamtParty& CamtTransaction::other_party(int sign, const Surroundings& entry) const {
    // A credit comes from the debtor. A payment that came back keeps the parties of the first way, where the account's
    // owner was the other one; some banks name them anew, and then the account tells which of the two is the owner.
    const bool is_return = entry.is_reversal || !return_reason_.empty() || !return_text_.empty();
    const bool from_debtor = (sign > 0) != is_return;
    const CamtParty& first = from_debtor ? debtor_ : creditor_;
    const CamtParty& second = from_debtor ? creditor_ : debtor_;
    const bool is_owner = !first.account().empty() && first.account() == entry.own_account &&
                          second.account() != entry.own_account && !second.empty();
    return first.empty() || is_owner ? second : first;
}

Result<EntryTransaction, StatementFaultKind> CamtTransaction::finish(const Surroundings& entry) const {
    EntryTransaction transaction;
    int sign = sign_.value_or(entry.sign);
    if (const auto amount = amount_in(entry.currency)) {
        // One against the rest of its batch may have a minus in place of a direction of its own.
        const bool is_against = !sign_ && amount->units < 0;
        const auto with_sign = directed(*amount, is_against ? std::nullopt : std::optional{sign});
        if (!with_sign) return tl::unexpected{with_sign.error()};
        transaction.amount = *with_sign;
        if (is_against) sign = -1;
    }
    transaction.end_to_end_id = end_to_end_id_;
    for (const std::string* reference : {&bank_reference_, &transaction_id_, &instruction_id_}) {
        if (reference->empty()) continue;
        transaction.reference = *reference;
        break;
    }
    transaction.return_reason = return_reason_;
    transaction.return_text = return_text_;
    const CamtParty& party = other_party(sign, entry);
    transaction.name = party.name();
    transaction.account = party.account();
    transaction.text = text_;
    return transaction;
}

}  // namespace mingzhang::bank::iso20022
