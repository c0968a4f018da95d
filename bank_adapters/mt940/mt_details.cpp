// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_details.hpp"

#include <algorithm>
#include <array>

#include "bank_adapters/mt940/mt_words.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::size_t code_size = 3;

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };

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

// The identifiers of the German banks ("DK-Abkommen", annex 3) that may also stand in the middle of a part, and be cut
// in two by the end of one: "…-P1 MR" and "EF+30852HW".
bool is_identifier(std::string_view letters) {
    constexpr std::array<std::string_view, 12> identifiers{"EREF", "KREF", "MREF", "CRED", "DEBT", "COAM",
                                                           "OAMT", "SVWZ", "ABWA", "ABWE", "PURP", "IBAN"};
    return std::find(identifiers.begin(), identifiers.end(), letters) != identifiers.end();
}

// The two items that are told on, whatever stands between them. Parts are given in their order.
class Items {
public:
    Items(std::string& end_to_end_id, std::string& purpose) : end_to_end_id_{end_to_end_id}, purpose_{purpose} {}

    void take(std::string_view part) {
        std::size_t begin = 0;
        if (const std::string_view found = identifier_of(part); !found.empty()) {
            begin_item(found.substr(0, letters));
            begin = found.size();
        }
        for (std::size_t at = part.find('+', begin); at != std::string_view::npos; at = part.find('+', at + 1)) {
            if (at < letters) {
                begin = behind_cut_identifier(part, at);
            } else if (const std::string_view found = part.substr(at - letters, letters); is_identifier(found)) {
                add(part.substr(begin, at - letters - begin));
                begin_item(found);
                begin = at + 1;
            }
        }
        add(part.substr(begin));
        before_ = part;
    }
    void finish() {
        trim_in_place(end_to_end_id_);
        trim_in_place(purpose_);
    }

private:
    static constexpr std::size_t letters = 4;

    void begin_item(std::string_view identifier) {
        inside_ = identifier == "EREF" ? &end_to_end_id_ : identifier == "SVWZ" ? &purpose_ : nullptr;
    }
    void add(std::string_view text) {
        if (inside_ != nullptr) *inside_ += text;
    }
    // Where the text behind an identifier begins whose first letters end the part before; 0 where it is none.
    std::size_t behind_cut_identifier(std::string_view part, std::size_t plus) {
        const std::size_t in_part_before = letters - plus;
        if (before_.size() < in_part_before) return 0;
        std::string identifier{before_.substr(before_.size() - in_part_before)};
        identifier += part.substr(0, plus);
        if (!is_identifier(identifier)) return 0;
        if (inside_ != nullptr) inside_->resize(inside_->size() - std::min(inside_->size(), in_part_before));
        begin_item(identifier);
        return plus + 1;
    }

    std::string& end_to_end_id_;
    std::string& purpose_;
    std::string* inside_ = nullptr;
    std::string_view before_;
};

// What Polish banks put into parts that have nothing to say: a byte of 255, in one character set or another.
bool is_filler(std::string_view text) {
    constexpr std::size_t size_max = 4;  // With a blank beside it. Nearly every part is longer.
    if (text.size() > size_max) return false;
    const std::string_view trimmed = trim(text);
    return trimmed == "\xC3\xBF" || trimmed == "\xCB\x99";
}

// A character that may part what follows it: "?", ">", "~", "^", "<", "+", "/". Dates and amounts have others.
bool is_separator(char c) {
    constexpr std::string_view others = "-.,:;()";
    return c > ' ' && c <= '~' && !is_digit(c) && !is_letter(c) && others.find(c) == std::string_view::npos;
}

// Names are cut at a width and padded with blanks.
void leave_single_blanks(std::string& name) {
    trim_in_place(name);
    const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
    name.erase(std::unique(name.begin(), name.end(), both_blank), name.end());
}

}  // namespace

void MtDetails::put_part(unsigned number, std::string_view value) {
    if (is_filler(value)) return;
    if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63)) parts.push_back(value);
    if (number == 0) title = value;
    if (number == 10) batch = value;
    if (number == 30) bank = value;
    if (number == 31) account = value;
    if (number == 32 || number == 33) names.push_back(value);
    if (number == 34) key = value;
    if (number == 38) iban = value;
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

void MtDetails::read(std::string_view whole) {
    is_numbered = false;
    code = title = batch = bank = account = iban = key = {};
    parts.clear();
    names.clear();
    built_parts = 0;
    add(whole);
}

void MtDetails::add(std::string_view whole) {
    const bool has_code = whole.size() >= code_size && std::all_of(whole.begin(), whole.begin() + code_size, is_digit);
    const std::string_view rest = has_code ? whole.substr(code_size) : whole;
    const bool has_parts = rest.size() > 2 && is_separator(rest[0]) && is_digit(rest[1]) && is_digit(rest[2]);
    // "999PN0911DAUERAUFTR.NR. 14" begins with a code and is free text; "/20.12. rent" begins with no code.
    const bool is_built = has_code ? rest.empty() || has_parts : has_parts && rest[0] != '/' && rest[0] != '+';
    if (!is_built) {
        if (!whole.empty()) parts.push_back(whole);
        return;
    }
    is_numbered = true;
    const bool goes_on = built_parts == parts.size();
    if (has_code) code = whole.substr(0, code_size);
    if (has_parts) take_numbered_parts(rest);
    if (goes_on) built_parts = parts.size();
}

void put_details(const MtDetails& details, EntryTransaction& transaction) {
    transaction.end_to_end_id.clear();
    transaction.return_reason.clear();
    transaction.text.clear();
    transaction.name.clear();
    // Free text behind numbered parts goes on with none of their items.
    const std::size_t with_items = details.is_numbered ? details.built_parts : details.parts.size();
    Items items{transaction.end_to_end_id, transaction.text};
    for (std::size_t i = 0; i < with_items; ++i) items.take(details.parts[i]);
    items.finish();
    // Without a purpose of its own, or of no known build, all of it is the text: parts are cut in the middle of words.
    if (!details.is_numbered) transaction.text.clear();
    for (std::size_t i = transaction.text.empty() ? 0 : with_items; i < details.parts.size(); ++i)
        transaction.text += details.parts[i];
    if (!details.is_numbered) {
        const MtWords words = find_words(transaction.text);
        if (transaction.end_to_end_id.empty()) transaction.end_to_end_id = words.end_to_end_id;
        transaction.return_reason = words.return_reason;
        transaction.name = words.name;
        transaction.account = words.account;
    } else {
        if (is_return(details.code)) transaction.return_reason = details.key;
        transaction.account = details.iban.empty() ? details.account : details.iban;
        for (const std::string_view name : details.names) transaction.name += name;
    }
    leave_single_blanks(transaction.name);
}

}  // namespace mingzhang::bank::mt940
