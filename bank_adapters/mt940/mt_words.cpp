// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_words.hpp"

#include <algorithm>
#include <array>

#include "bank_adapters/mt940/mt_account.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

// Of the format descriptions of Rabobank, ING and ABN AMRO.
constexpr std::array<std::string_view, 39> words{
    "EREF", "NAME", "IBAN", "RTRN", "REMI", "PREF", "ORDP", "BENM", "TRCD", "BIC",  "CNTP", "MARF", "CSID",
    "USTD", "KREF", "SVWZ", "TRTP", "RTYP", "BBAN", "ISDT", "ADDR", "ID",   "ULTD", "ULTB", "ULTC", "PURP",
    "ACCW", "NRTX", "PIND", "STRD", "CHGS", "OCMT", "EXCH", "IREF", "MREF", "CRED", "ORDB", "BENB", "INFO"};

// How long the word between slashes at `at` is with both of them; 0 where there is none. The first may lack its slash.
std::size_t word_at(std::string_view text, std::size_t at) {
    const std::size_t begin = at + (text[at] == '/' ? 1 : 0);
    const std::size_t end = text.find('/', begin);
    if (end == std::string_view::npos || end - begin > 4) return 0;
    const std::string_view word = text.substr(begin, end - begin);
    return std::find(words.begin(), words.end(), word) == words.end() ? 0 : end + 1 - at;
}

std::string_view trim_slashes(std::string_view text) {
    while (text.ends_with('/')) text.remove_suffix(1);
    return trim(text);
}

// Where the text behind the word at `at` ends: at the next word.
std::size_t end_of_value(std::string_view text, std::size_t begin) {
    // The slash that ends a word may begin the next: "/BENM//NAME/" has two, "/EREF/NAME/" one.
    for (std::size_t at = text.find('/', begin); at != std::string_view::npos; at = text.find('/', at + 1))
        if (word_at(text, at) > 0) return at;
    return text.size();
}

void keep(std::string_view& place, std::string_view value) {
    if (place.empty()) place = value;
}

bool is_account(std::string_view text) {
    return has_shape_of_iban(text) ||
           (text.size() > 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

// SWIFT's own words for the party: "300000003998473/TELEKOM AD/…" or only a name. Where others follow ("/ORDP//NAME/…")
// nothing stands here.
void put_named_party(MtWords& found, std::string_view party) {
    const std::size_t end = std::min(party.find('/'), party.size());
    const std::string_view first = trim(party.substr(0, end));
    if (!is_account(first)) return keep(found.name, first);
    keep(found.account, first);
    party.remove_prefix(std::min(end + 1, party.size()));
    keep(found.name, trim(party.substr(0, party.find('/'))));
}

// "NL71ABNA0123456789/ABNANL2A/GREEN ASSETS BV///"
void put_party(MtWords& found, std::string_view party) {
    std::array<std::string_view, 3> parts;
    for (std::string_view& part : parts) {
        const std::size_t end = std::min(party.find('/'), party.size());
        part = trim(party.substr(0, end));
        party.remove_prefix(std::min(end + 1, party.size()));
    }
    keep(found.account, parts[0]);
    keep(found.name, parts[2]);
}

void put_word(MtWords& found, std::string_view word, std::string_view value) {
    if (word == "EREF") keep(found.end_to_end_id, value);
    if (word == "RTRN") keep(found.return_reason, value);
    if (word == "NAME") keep(found.name, value);
    if (word == "IBAN" || word == "BBAN") keep(found.account, value);
    if (word == "ACCW") keep(found.account, value.substr(0, value.find(',')));
    if (word == "CNTP") put_party(found, value);
    if (word == "BENM" || word == "ORDP") put_named_party(found, value);
}

// Labels end where the next begins, or where columns are filled up with blanks.
std::string_view behind_label(std::string_view text, std::string_view label) {
    constexpr std::array<std::string_view, 9> labels{
        "IBAN:", "BIC:", "NAAM:", "OMSCHRIJVING:", "REK:", "KENMERK:", "MACHTIGING:", "INCASSANT:", "BETALINGSKENM."};
    const std::size_t found = text.find(label);
    if (found == std::string_view::npos) return {};
    std::string_view value = text.substr(found + label.size());
    while (value.starts_with(' ')) value.remove_prefix(1);
    std::size_t end = value.find("   ");
    for (const std::string_view next : labels) end = std::min(end, value.find(next));
    return trim_slashes(value.substr(0, end));
}

}  // namespace

MtWords find_words(std::string_view text) {
    MtWords found;
    std::size_t at = text.empty() || word_at(text, 0) > 0 ? 0 : end_of_value(text, 0);
    while (at < text.size()) {
        const std::size_t size = word_at(text, at);
        const std::size_t letters = text[at] == '/' ? 1 : 0;
        const std::string_view word = text.substr(at + letters, size - letters - 1);
        // From the slash behind the word: it may begin the next.
        const std::size_t end = end_of_value(text, at + size - 1);
        const std::size_t begin = std::min(at + size, end);
        put_word(found, word, trim_slashes(text.substr(begin, end - begin)));
        at = end;
    }
    if (text.find("NAAM:") != std::string_view::npos || text.find("IBAN:") != std::string_view::npos) {
        keep(found.name, behind_label(text, "NAAM:"));
        keep(found.account, behind_label(text, "IBAN:"));
        keep(found.account, behind_label(text, "REK:"));
        keep(found.end_to_end_id, behind_label(text, "KENMERK:"));
    }
    return found;
}

}  // namespace mingzhang::bank::mt940
