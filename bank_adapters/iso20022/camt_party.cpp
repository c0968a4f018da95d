// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_party.hpp"

namespace mingzhang::bank::iso20022 {

void BestText::offer(std::string_view text, unsigned rank) {
    if (text.empty() || (!text_.empty() && rank >= rank_)) return;
    text_ = text;
    rank_ = rank;
}

void take_account(BestText& account, std::string_view below_id, std::string_view text) {
    if (below_id == "/IBAN") account.offer(text, 0);
    if (below_id == "/Othr/Id") account.offer(text, 1);
    if (below_id == "/BBAN" || below_id == "/UPIC" || below_id == "/PrtryAcct/Id" || below_id.empty())
        account.offer(text, 2);
}

void CamtParty::take(std::string_view path, std::string_view role, std::string_view text) {
    constexpr std::string_view ultimate = "Ultmt";
    const bool is_ultimate = path.starts_with(ultimate);
    if (is_ultimate) path.remove_prefix(ultimate.size());
    if (!path.starts_with(role)) return;
    path.remove_prefix(role.size());
    if (path == "/Nm" || path == "/Pty/Nm") name_.offer(text, is_ultimate ? 1 : 0);
    if (is_ultimate) return;
    constexpr std::string_view account_id = "Acct/Id";
    if (path.starts_with(account_id)) take_account(account_, path.substr(account_id.size()), text);
    if (path == "/Agt/FinInstnId/Nm") name_.offer(text, 2);
    if (path == "Acct/Nm") name_.offer(text, 3);
}

}  // namespace mingzhang::bank::iso20022
