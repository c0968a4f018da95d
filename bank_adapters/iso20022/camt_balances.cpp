// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_balances.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace mingzhang::bank::iso20022 {

namespace {

std::optional<Balance> first_of(const std::map<std::string, Balance, std::less<>>& balances,
                                std::initializer_list<std::string_view> types) {
    for (const std::string_view type : types)
        if (const auto found = balances.find(type); found != balances.end()) return found->second;
    return std::nullopt;
}

}  // namespace

void CamtPage::take(std::string_view path, std::string_view text) {
    if (path == "PgNb") is_first = text.find_first_not_of('0') == std::string_view::npos || text == "1";
    if (path == "LastPgInd") is_last = text != "false" && text != "0" && text != "NO";  // Words of early files.
}

bool CamtBalances::is_of_interest(std::string_view type) noexcept {
    constexpr std::array<std::string_view, 6> types{"OPBD", "PRCD", "CLBD", "ITBD", "OPAV", "CLAV"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

void CamtBalances::add(const std::string& type, const Balance& balance) {
    const auto [first, is_first] = earliest_.try_emplace(type, balance);
    if (!is_first && balance.date < first->second.date) first->second = balance;
    const auto [last, is_last] = latest_.try_emplace(type, balance);
    if (!is_last && balance.date >= last->second.date) last->second = balance;
}

void CamtBalances::choose(Statement& statement, const CamtPage& page) const {
    statement.opening = first_of(earliest_, {"OPBD", "PRCD"});
    statement.closing = first_of(latest_, {"CLBD"});
    if (!statement.opening && !page.is_first) statement.opening = first_of(earliest_, {"ITBD"});
    if (!statement.closing && !page.is_last) statement.closing = first_of(latest_, {"ITBD"});
    if (statement.opening || statement.closing) return;
    // Available balances may hold a credit line: they stand in only where the bank gives no booked ones at all.
    statement.opening = first_of(earliest_, {"OPAV"});
    statement.closing = first_of(latest_, {"CLAV"});
}

}  // namespace mingzhang::bank::iso20022
