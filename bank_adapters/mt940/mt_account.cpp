// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_account.hpp"

#include <algorithm>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t currency_size = 3;

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };

// ISO 13616: letters are numbers from 10, the first four characters stand at the end, and the whole leaves 1 over 97.
bool is_iban(std::string_view text) {
    if (text.size() < 15 || text.size() > 34) return false;
    unsigned rest = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[(i + 4) % text.size()];
        if (is_digit(c))
            rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
        else if (is_capital(c))
            rest = (rest * 100 + static_cast<unsigned>(c - 'A') + 10) % 97;
        else
            return false;
    }
    return rest == 1;
}

// A currency behind the account number: "9223382012EUR", "NL50RABO0123456789 EUR", "1325.76.155EUR".
// The IBANs of Mauritius and the Seychelles end in letters of their own.
std::size_t currency_at_end(std::string_view account) {
    if (account.size() <= currency_size || !is_currency_code(account.substr(account.size() - currency_size))) return 0;
    const std::string_view before = account.substr(0, account.size() - currency_size);
    if (before.ends_with(' ')) return currency_size;
    const auto is_number = [](char c) { return is_digit(c) || c == '.' || c == '-'; };
    if (std::all_of(before.begin(), before.end(), is_number) && is_digit(before.back())) return currency_size;
    if (is_iban(account)) return 0;
    const bool own_letters = account.starts_with("MU") || account.starts_with("SC");
    return is_iban(before) || (has_shape_of_iban(before) && is_digit(before.back()) && !own_letters) ? currency_size
                                                                                                     : 0;
}

}  // namespace

bool is_plain(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool has_shape_of_iban(std::string_view text) noexcept {
    return text.size() >= 15 && text.size() <= 34 && is_capital(text[0]) && is_capital(text[1]) && is_digit(text[2]) &&
           is_digit(text[3]) &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_capital(c); });
}

Read<AccountName> parse_account(std::string_view text) {
    if (text.empty()) return tl::unexpected{StatementFaultKind::missing};
    if (!is_plain(text)) return tl::unexpected{StatementFaultKind::not_plain_characters};
    text.remove_prefix(std::min(text.find_first_not_of('/'), text.size()));
    AccountName name;
    const std::size_t last = text.rfind('/');
    if (last != std::string_view::npos && is_currency_code(text.substr(last + 1))) {
        name.currency = text.substr(last + 1);
        text = text.substr(0, last);
    }
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        name.bank = text.substr(0, slash);
        text.remove_prefix(slash + 1);
    }
    if (const std::size_t size = currency_at_end(text); name.currency.empty() && size > 0) {
        name.currency = text.substr(text.size() - size);
        text.remove_suffix(size);
    }
    name.account = trim(text);
    if (name.account.empty()) return tl::unexpected{StatementFaultKind::missing};
    return name;
}

}  // namespace mingzhang::bank::mt940
