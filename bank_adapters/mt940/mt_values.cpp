// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_values.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t currency_size = 3;
constexpr std::size_t date_size = 6;
constexpr std::size_t reference_size = 16;
constexpr std::string_view no_date = "000000";

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
constexpr auto is_letter = [](char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); };
bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
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

Read<std::int64_t> whole_units(std::string_view text, char decimal_mark, std::string_view currency) {
    const auto units = parse_units(text, decimal_mark, currency_decimals(currency));
    if (!units) return tl::unexpected{fault_of(units.error())};
    return *units;
}

// "1.234,56" or "1,234.56" without the marks between thousands; empty where the groups are not of three.
std::string without_thousands(std::string_view text, char thousands) {
    std::string plain;
    const std::size_t end = text.find_last_of(",.");
    std::size_t group = 0;
    bool any = false;
    for (std::size_t i = 0; i < end; ++i) {
        if (text[i] != thousands) {
            plain += text[i];
            ++group;
        } else if (group == 0 || group > 3 || (std::exchange(any, true) && group != 3)) {
            return {};
        } else {
            group = 0;
        }
    }
    return group == 3 ? plain + std::string{text.substr(end)} : std::string{};
}

// SWIFT's decimal mark is the comma. Some banks leave it out of whole units, and some write a point or thousands.
Read<std::int64_t> parse_amount(std::string_view text, std::string_view currency) {
    std::size_t commas = 0;
    std::size_t points = 0;
    for (const char c : text) {
        if (c == ',') ++commas;
        if (c == '.') ++points;
    }
    if (points == 0) return whole_units(text, ',', currency);
    if (commas == 0) return whole_units(text, '.', currency);
    const char decimal_mark = text[text.find_last_of(",.")];
    const std::string plain = without_thousands(text, decimal_mark == ',' ? '.' : ',');
    if (plain.empty()) return tl::unexpected{StatementFaultKind::not_an_amount};
    return whole_units(plain, decimal_mark, currency);
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

std::string_view without_blanks(std::string_view text) {
    skip_blanks(text);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// A few banks write a minus instead of the other mark: "D-104,12" came in.
int take_minus(std::string_view& text) {
    if (!text.starts_with('-')) return 1;
    text.remove_prefix(1);
    return -1;
}

std::string_view take_currency(std::string_view& rest) {
    const std::string_view currency = rest.substr(0, currency_size);
    if (!is_currency_code(currency)) return {};
    rest.remove_prefix(currency_size);
    return currency;
}

// How an entry counts: "C", "D", "RC" and "RD" undone, "EC" and "ED" expected.
struct Mark {
    std::string_view text;
    int sign;
    bool reversal;
    EntryStatus status;
};
constexpr std::array<Mark, 8> marks{{{"C", 1, false, EntryStatus::booked},
                                     {"D", -1, false, EntryStatus::booked},
                                     {"c", 1, false, EntryStatus::booked},
                                     {"d", -1, false, EntryStatus::booked},
                                     {"RC", -1, true, EntryStatus::booked},
                                     {"RD", 1, true, EntryStatus::booked},
                                     {"EC", 1, false, EntryStatus::pending},
                                     {"ED", -1, false, EntryStatus::pending}}};

// "NTRF", and what banks make of it: "NOV " and "S   " cut short by blanks, nothing at all before "//" or "NONREF".
Read<std::string_view> take_type(std::string_view& rest) {
    constexpr std::size_t type_size = 4;
    if (rest.empty()) return tl::unexpected{StatementFaultKind::malformed};
    if (rest.starts_with("//") || rest.starts_with("NONREF") || is_digit(rest.front())) return std::string_view{};
    const std::string_view type = rest.substr(0, type_size);
    const bool is_plain_type = is_plain(type) && type.find('/') == std::string_view::npos;
    if (!is_letter(type.front()) || !is_plain_type) return tl::unexpected{StatementFaultKind::malformed};
    rest.remove_prefix(type.size());
    return without_blanks(type);
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
    if (!month.ok() || day < 29 || day > 31) return not_a_date();
    return Date{year / month / std::chrono::last};
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
        if (!date.ok() && month.ok() && day >= std::chrono::day{29} && day <= std::chrono::day{31})
            date = Date{date.year() / month / std::chrono::last};
        if (date.ok() && (!nearest || distance(date) < distance(*nearest))) nearest = date;
        if (nearest && distance(*nearest) <= half_year.count()) break;  // No other year has a nearer one.
    }
    if (!nearest) return not_a_date();
    return *nearest;
}

Read<Balance> parse_balance(std::string_view text, std::string_view known_currency) {
    if (text.empty() || (text[0] != 'C' && text[0] != 'D')) return tl::unexpected{StatementFaultKind::unknown_code};
    int sign = text[0] == 'C' ? 1 : -1;
    text.remove_prefix(1);
    Balance balance;
    if (!text.starts_with(no_date)) {
        const auto date = parse_value_date(text.substr(0, date_size));
        if (!date) return tl::unexpected{date.error()};
        balance.date = *date;
    }
    text.remove_prefix(date_size);
    std::string_view currency = take_currency(text);
    if (currency.empty() && !text.empty() && is_digit(text.front())) currency = known_currency;
    if (currency.empty()) return tl::unexpected{StatementFaultKind::not_a_currency};
    skip_blanks(text);
    sign *= take_minus(text);
    const auto units = parse_amount(text, currency);
    if (!units) return tl::unexpected{units.error()};
    balance.amount = {*units * sign, std::string{currency}};
    return balance;
}

std::string_view currency_of_floor_limit(std::string_view text) {
    return take_currency(text);
}

std::string_view currency_of_entry_sum(std::string_view text) {
    take_while(text, is_digit);  // How many; some banks leave it out.
    return take_currency(text);
}

Read<void> MtLine::read(std::string_view text, std::string_view currency) {
    const auto value_date = parse_value_date(text.substr(0, date_size));
    if (!value_date) return tl::unexpected{value_date.error()};
    entry.valued_on = *value_date;
    text.remove_prefix(date_size);
    skip_blanks(text);

    other_account.clear();
    supplementary_text.clear();
    entry.booked_on.reset();
    const std::string_view entry_date = take_while(text, is_digit);
    if (!entry_date.empty()) {
        if (entry_date.size() != 4) return not_a_date();
        const auto date = parse_entry_date(entry_date, *value_date);
        if (!date) return tl::unexpected{date.error()};
        entry.booked_on = *date;
        skip_blanks(text);
    }

    const auto mark = std::find_if(marks.begin(), marks.end(), [&](const Mark& m) { return text.starts_with(m.text); });
    if (mark == marks.end()) return tl::unexpected{StatementFaultKind::unknown_code};
    text.remove_prefix(mark->text.size());
    entry.reversal = mark->reversal;
    entry.status = mark->status;
    // The third letter of the currency may follow: the R of EUR in "CR50990,05".
    if (!text.empty() && is_capital(text.front())) text.remove_prefix(1);
    skip_blanks(text);

    const int sign = mark->sign * take_minus(text);
    const auto units =
        parse_amount(take_while(text, [](char c) { return is_digit(c) || c == ',' || c == '.'; }), currency);
    if (!units) return tl::unexpected{units.error()};
    entry.amount.units = *units * sign;
    entry.amount.currency = currency;

    skip_blanks(text);
    const auto taken_type = take_type(text);
    if (!taken_type) return tl::unexpected{taken_type.error()};
    type = *taken_type;
    const std::size_t behind = text.find("//");
    bank_reference = behind == std::string_view::npos ? std::string_view{} : without_blanks(text.substr(behind + 2));
    std::string_view reference = text.substr(0, behind);
    // A reference filled up to its width and a name behind it.
    if (reference.size() > reference_size) reference = reference.substr(0, reference.find("   ", 1));
    entry.reference = without_blanks(reference);
    return {};
}

void MtLine::add(std::string_view supplementary) {
    // The bank's reference may stand on a line of its own, or be longer than SWIFT's sixteen characters: they are full
    // and a number goes on.
    const bool goes_on = bank_reference.size() == reference_size && all_digits(supplementary);
    if (supplementary.starts_with("//") && bank_reference.empty())
        bank_reference = without_blanks(supplementary.substr(2));
    else if (goes_on)
        bank_reference += supplementary;
    else if (has_shape_of_iban(supplementary))
        other_account = supplementary;
    else
        supplementary_text += supplementary;
}

}  // namespace mingzhang::bank::mt940
