// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_values.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t currency_size = 3;
constexpr std::size_t date_size = 6;

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

unsigned two_digits(std::string_view text, std::size_t at) {
    return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0'));
}

tl::unexpected<StatementFaultKind> not_a_date() {
    return tl::unexpected{StatementFaultKind::not_a_date};
}

// Takes as many characters from the front as `belongs` says.
template <class Belongs>
std::string_view take_while(std::string_view& rest, Belongs belongs) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), belongs);
    const std::string_view taken = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(taken.size());
    return taken;
}

Read<std::int64_t> parse_amount(std::string_view text, std::string_view currency) {
    // Whole units too carry the comma: without it the file may have lost a digit.
    if (text.find(',') == std::string_view::npos) return tl::unexpected{StatementFaultKind::not_an_amount};
    const auto units = parse_units(text, ',', currency_decimals(currency));
    if (!units) return tl::unexpected{fault_of(units.error())};
    return *units;
}

Read<std::string> take_currency(std::string_view& rest) {
    const std::string_view currency = rest.substr(0, currency_size);
    if (!is_currency_code(currency)) return tl::unexpected{StatementFaultKind::not_a_currency};
    rest.remove_prefix(currency_size);
    return std::string{currency};
}

// How an entry counts: "C", "D", "RC" and "RD" undone, "EC" and "ED" expected.
struct Mark {
    std::string_view text;
    int sign;
    bool reversal;
    EntryStatus status;
};
constexpr std::array<Mark, 6> marks{{{"C", 1, false, EntryStatus::booked},
                                     {"D", -1, false, EntryStatus::booked},
                                     {"RC", -1, true, EntryStatus::booked},
                                     {"RD", 1, true, EntryStatus::booked},
                                     {"EC", 1, false, EntryStatus::pending},
                                     {"ED", -1, false, EntryStatus::pending}}};

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

// A currency behind the account number: "9223382012EUR". Some countries' IBANs end in letters of their own.
std::size_t currency_at_end(std::string_view account) {
    if (account.size() <= currency_size || !is_currency_code(account.substr(account.size() - currency_size))) return 0;
    const std::string_view before = trim(account.substr(0, account.size() - currency_size));
    return all_digits(before) || (is_iban(before) && !is_iban(account)) ? currency_size : 0;
}

}  // namespace

Read<Date> parse_value_date(std::string_view yymmdd) {
    if (yymmdd.size() != date_size || !all_digits(yymmdd)) return not_a_date();
    const int year_of_century = static_cast<int>(two_digits(yymmdd, 0));
    const std::chrono::year year{year_of_century + (year_of_century < 80 ? 2000 : 1900)};
    const std::chrono::month month{two_digits(yymmdd, 2)};
    const unsigned day = two_digits(yymmdd, 4);
    const Date date{year, month, std::chrono::day{day}};
    if (date.ok()) return date;
    if (month != std::chrono::February || (day != 29 && day != 30)) return not_a_date();
    return Date{year / std::chrono::February / std::chrono::last};
}

Read<Date> parse_entry_date(std::string_view mmdd, Date value_date) {
    constexpr std::chrono::days half_year{182};
    const std::chrono::month month{two_digits(mmdd, 0)};
    const std::chrono::day day{two_digits(mmdd, 2)};
    std::optional<Date> nearest;
    const auto distance = [&](Date date) {
        return std::abs((std::chrono::sys_days{date} - std::chrono::sys_days{value_date}).count());
    };
    for (const int years : {0, -1, 1}) {
        Date date{value_date.year() + std::chrono::years{years}, month, day};
        if (!date.ok() && month == std::chrono::February &&
            (day == std::chrono::day{29} || day == std::chrono::day{30}))
            date = Date{date.year() / std::chrono::February / std::chrono::last};
        if (date.ok() && (!nearest || distance(date) < distance(*nearest))) nearest = date;
        if (nearest && distance(*nearest) <= half_year.count()) break;  // No other year has a nearer one.
    }
    if (!nearest) return not_a_date();
    return *nearest;
}

Read<Balance> parse_balance(std::string_view text) {
    if (text.empty() || (text[0] != 'C' && text[0] != 'D')) return tl::unexpected{StatementFaultKind::unknown_code};
    const int sign = text[0] == 'C' ? 1 : -1;
    text.remove_prefix(1);
    const auto date = parse_value_date(text.substr(0, date_size));
    if (!date) return tl::unexpected{date.error()};
    text.remove_prefix(date_size);
    const auto currency = take_currency(text);
    if (!currency) return tl::unexpected{currency.error()};
    const auto units = parse_amount(text, *currency);
    if (!units) return tl::unexpected{units.error()};
    return Balance{{*units * sign, *currency}, *date};
}

Read<AccountName> parse_account(std::string_view text) {
    if (text.empty()) return tl::unexpected{StatementFaultKind::missing};
    if (!is_plain(text)) return tl::unexpected{StatementFaultKind::not_plain_characters};
    AccountName name;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos && slash > 0) {
        name.bank = text.substr(0, slash);
        text.remove_prefix(slash + 1);
    }
    const std::size_t currency = currency_at_end(text);
    name.currency = text.substr(text.size() - currency);
    name.account = trim(text.substr(0, text.size() - currency));
    return name;
}

Read<std::string> parse_floor_limit(std::string_view text) {
    auto currency = take_currency(text);
    if (!currency) return currency;
    text = trim(text);
    if (text.starts_with('C') || text.starts_with('D')) text.remove_prefix(1);
    if (const auto amount = parse_amount(text, *currency); !amount) return tl::unexpected{amount.error()};
    return currency;
}

Read<std::string> parse_entry_sum(std::string_view text) {
    take_while(text, is_digit);  // How many; some banks leave it out.
    auto currency = take_currency(text);
    if (!currency) return currency;
    if (const auto amount = parse_amount(text, *currency); !amount) return tl::unexpected{amount.error()};
    return currency;
}

Read<void> MtLine::read(std::string_view text, std::string_view currency) {
    const auto value_date = parse_value_date(text.substr(0, date_size));
    if (!value_date) return tl::unexpected{value_date.error()};
    entry.valued_on = *value_date;
    text.remove_prefix(date_size);

    entry.booked_on.reset();
    const std::string_view entry_date = take_while(text, is_digit);
    if (!entry_date.empty()) {
        if (entry_date.size() != 4) return not_a_date();
        const auto date = parse_entry_date(entry_date, *value_date);
        if (!date) return tl::unexpected{date.error()};
        entry.booked_on = *date;
    }

    const auto mark = std::find_if(marks.begin(), marks.end(), [&](const Mark& m) { return text.starts_with(m.text); });
    if (mark == marks.end()) return tl::unexpected{StatementFaultKind::unknown_code};
    text.remove_prefix(mark->text.size());
    entry.reversal = mark->reversal;
    entry.status = mark->status;
    // The third letter of the currency may follow: the R of EUR in "CR50990,05".
    if (!text.empty() && is_capital(text.front())) text.remove_prefix(1);

    const auto units = parse_amount(take_while(text, [](char c) { return is_digit(c) || c == ','; }), currency);
    if (!units) return tl::unexpected{units.error()};
    entry.amount.units = *units * mark->sign;
    entry.amount.currency = currency;

    constexpr std::size_t type_size = 4;
    const auto is_type = [](char c) { return is_digit(c) || is_capital(c); };
    type = text.substr(0, type_size);
    if (type.size() != type_size || !std::all_of(type.begin(), type.end(), is_type))
        return tl::unexpected{StatementFaultKind::malformed};
    text.remove_prefix(type_size);
    const std::size_t behind = text.find("//");
    entry.reference = trim(text.substr(0, behind));
    bank_reference = behind == std::string_view::npos ? std::string_view{} : trim(text.substr(behind + 2));
    return {};
}

}  // namespace mingzhang::bank::mt940
