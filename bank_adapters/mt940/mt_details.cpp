// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_details.hpp"

#include <algorithm>
#include <array>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t code_size = 3;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The kinds of business that are returned payments: direct debits and transfers that came back.
bool is_return(std::string_view code) {
    return code == "108" || code == "109" || code == "159";
}

void put_part(MtDetails& details, unsigned number, std::string_view text) {
    if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63)) details.parts.emplace_back(text);
    if (number == 0) details.title = text;
    if (number == 10) details.batch = text;
    if (number == 30) details.bank = text;
    if (number == 31) details.account = text;
    if (number == 32 || number == 33) details.names.emplace_back(text);
    if (number == 34) details.key = text;
}

// "166?00GUTSCHRIFT?100399": the character behind the code parts what follows.
void take_numbered_parts(MtDetails& details, std::string_view rest) {
    const char separator = rest.front();
    const auto begins_part = [&](std::size_t at) {
        return at + 2 < rest.size() && rest[at] == separator && is_digit(rest[at + 1]) && is_digit(rest[at + 2]);
    };
    std::size_t begin = 0;
    while (begin < rest.size()) {
        std::size_t end = begin + 1;
        while (end < rest.size() && !begins_part(end)) ++end;
        if (begins_part(begin)) {
            const auto number = static_cast<unsigned>((rest[begin + 1] - '0') * 10 + (rest[begin + 2] - '0'));
            put_part(details, number, rest.substr(begin + 3, end - begin - 3));
        }
        begin = end;
    }
}

// "EREF+", "SVWZ+", and at some banks "MTLG:": a part that begins so begins a new item, and parts without one go on
// with the last.
std::string_view identifier_of(std::string_view part) {
    constexpr std::size_t letters = 4;
    if (part.size() <= letters || (part[letters] != '+' && part[letters] != ':')) return {};
    const bool is_capitals =
        std::all_of(part.begin(), part.begin() + letters, [](char c) { return c >= 'A' && c <= 'Z'; });
    return is_capitals ? part.substr(0, letters + 1) : std::string_view{};
}

std::string item(const std::vector<std::string>& parts, std::string_view identifier) {
    std::string text;
    bool inside = false;
    for (const std::string& part : parts) {
        const std::string_view found = identifier_of(part);
        if (!found.empty()) inside = found == identifier;
        if (inside) text += found.empty() ? std::string_view{part} : std::string_view{part}.substr(found.size());
    }
    return std::string{trim(text)};
}

// "/EREF/20120512-200036/NAME/…": the text behind a word up to the next.
std::string behind_word(std::string_view text, std::string_view word) {
    constexpr std::array<std::string_view, 16> words{"/EREF/", "/NAME/", "/IBAN/", "/RTRN/", "/REMI/", "/PREF/",
                                                     "/ORDP/", "/BENM/", "/TRCD/", "/BIC/",  "/CNTP/", "/MARF/",
                                                     "/CSID/", "/USTD/", "/KREF/", "/SVWZ/"};
    const std::size_t found = text.find(word);
    if (found == std::string_view::npos) return {};
    const std::string_view rest = text.substr(found + word.size());
    std::size_t end = rest.size();
    for (const std::string_view next : words) end = std::min(end, rest.find(next));
    std::string_view value = rest.substr(0, end);
    while (value.ends_with('/')) value.remove_suffix(1);
    return std::string{trim(value)};
}

// Names are cut at a width and padded with blanks.
std::string with_single_blanks(std::string_view text) {
    std::string result;
    for (const char c : trim(text))
        if (c != ' ' || !result.ends_with(' ')) result += c;
    return result;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
}

}  // namespace

MtDetails parse_details(std::string_view text) {
    MtDetails details;
    const bool has_code = text.size() >= code_size && std::all_of(text.begin(), text.begin() + code_size, is_digit);
    const bool is_numbered = has_code && (text.size() == code_size || !is_digit(text[code_size]));
    if (!is_numbered) {
        if (!text.empty()) details.parts.emplace_back(text);
        return details;
    }
    details.code = text.substr(0, code_size);
    if (text.size() > code_size) take_numbered_parts(details, text.substr(code_size));
    return details;
}

EntryTransaction transaction_of(const MtDetails& details) {
    EntryTransaction transaction;
    const std::string text = joined(details.parts);
    if (details.code.empty()) {
        transaction.end_to_end_id = behind_word(text, "/EREF/");
        transaction.return_reason = behind_word(text, "/RTRN/");
        transaction.name = with_single_blanks(behind_word(text, "/NAME/"));
        transaction.account = behind_word(text, "/IBAN/");
        transaction.text = text;
        return transaction;
    }
    transaction.end_to_end_id = item(details.parts, "EREF+");
    if (is_return(details.code)) transaction.return_reason = details.key;
    transaction.name = with_single_blanks(joined(details.names));
    transaction.account = details.account;
    const std::string purpose = item(details.parts, "SVWZ+");
    transaction.text = purpose.empty() ? text : purpose;
    return transaction;
}

}  // namespace mingzhang::bank::mt940
