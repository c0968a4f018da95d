// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_details.hpp"

#include <algorithm>
#include <array>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t code_size = 3;

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };

// The kinds of business that are returned payments: direct debits and transfers that came back.
bool is_return(std::string_view code) {
    return code == "108" || code == "109" || code == "159";
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

void trim_in_place(std::string& text) {
    const std::string_view trimmed = trim(text);
    if (trimmed.size() == text.size()) return;
    text.erase(0, static_cast<std::size_t>(trimmed.data() - text.data()));
    text.resize(trimmed.size());
}

void join(const std::vector<std::string_view>& parts, std::string& text) {
    text.clear();
    for (const std::string_view part : parts) text += part;
}

// The two items that are told on, whatever stands between them.
void put_items(const std::vector<std::string_view>& parts, std::string& end_to_end_id, std::string& purpose) {
    std::string* inside = nullptr;
    for (std::string_view part : parts) {
        const std::string_view found = identifier_of(part);
        if (!found.empty()) inside = found == "EREF+" ? &end_to_end_id : found == "SVWZ+" ? &purpose : nullptr;
        if (inside != nullptr) *inside += part.substr(found.size());
    }
    trim_in_place(end_to_end_id);
    trim_in_place(purpose);
}

// "/EREF/20120512-200036/NAME/…": the text behind a word up to the next.
std::string_view behind_word(std::string_view text, std::string_view word) {
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
    return trim(value);
}

// Names are cut at a width and padded with blanks.
void leave_single_blanks(std::string& name) {
    trim_in_place(name);
    const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
    name.erase(std::unique(name.begin(), name.end(), both_blank), name.end());
}

}  // namespace

void MtDetails::put_part(unsigned number, std::string_view text) {
    if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63)) parts.push_back(text);
    if (number == 0) title = text;
    if (number == 10) batch = text;
    if (number == 30) bank = text;
    if (number == 31) account = text;
    if (number == 32 || number == 33) names.push_back(text);
    if (number == 34) key = text;
}

// "166?00GUTSCHRIFT?100399": the character behind the code parts what follows.
void MtDetails::take_numbered_parts(std::string_view rest) {
    const char separator = rest.front();
    const auto begins_part = [&](std::size_t at) {
        return at + 2 < rest.size() && is_digit(rest[at + 1]) && is_digit(rest[at + 2]);
    };
    std::size_t begin = 0;
    while (begin < rest.size()) {
        std::size_t end = rest.find(separator, begin + 1);
        while (end != std::string_view::npos && !begins_part(end)) end = rest.find(separator, end + 1);
        end = std::min(end, rest.size());
        if (begins_part(begin)) {
            const auto number = static_cast<unsigned>((rest[begin + 1] - '0') * 10 + (rest[begin + 2] - '0'));
            put_part(number, rest.substr(begin + 3, end - begin - 3));
        }
        begin = end;
    }
}

void MtDetails::read(std::string_view text) {
    code = title = batch = bank = account = key = {};
    parts.clear();
    names.clear();
    const bool has_code = text.size() >= code_size && std::all_of(text.begin(), text.begin() + code_size, is_digit);
    const bool is_numbered = has_code && (text.size() == code_size || !is_digit(text[code_size]));
    if (!is_numbered) {
        if (!text.empty()) parts.push_back(text);
        return;
    }
    code = text.substr(0, code_size);
    if (text.size() > code_size) take_numbered_parts(text.substr(code_size));
}

void put_details(const MtDetails& details, EntryTransaction& transaction) {
    transaction.end_to_end_id.clear();
    transaction.return_reason.clear();
    transaction.text.clear();
    if (details.code.empty()) {
        join(details.parts, transaction.text);
        const std::string_view text = transaction.text;
        transaction.end_to_end_id = behind_word(text, "/EREF/");
        transaction.return_reason = behind_word(text, "/RTRN/");
        transaction.name = behind_word(text, "/NAME/");
        transaction.account = behind_word(text, "/IBAN/");
        leave_single_blanks(transaction.name);
        return;
    }
    put_items(details.parts, transaction.end_to_end_id, transaction.text);
    if (transaction.text.empty()) join(details.parts, transaction.text);
    if (is_return(details.code)) transaction.return_reason = details.key;
    transaction.account = details.account;
    join(details.names, transaction.name);
    leave_single_blanks(transaction.name);
}

}  // namespace mingzhang::bank::mt940
