// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::mt940 {

// What a :86: says of the entry before it, as far as it is built in a known way: the German one with numbered parts
// ("166?00GUTSCHRIFT?20EREF+…?32KARL"), which Poland, Hungary, Luxembourg and Triodos have too with other separators
// ("020~00…", ">20…"), or with words (mt_words.hpp). Anything else is text. All of it stands in the text it was found
// in.
struct MtDetails {
    bool is_numbered = false;
    std::string_view code;                // 166, the kind of business; empty when not of the German kind.
    std::string_view title;               // ?00
    std::string_view batch;               // ?10
    std::vector<std::string_view> parts;  // ?20 to ?29, ?60 to ?63: remittance information; or the whole as one.
    std::size_t built_parts = 0;          // How many of them are numbered; free text of a further :86: may follow.
    std::string_view bank;                // ?30
    std::string_view account;             // ?31
    std::vector<std::string_view> names;  // ?32, ?33
    std::string_view key;                 // ?34: for a returned payment why, in the German banks' numbering.
    std::string_view iban;                // ?38, beside a national number in ?30 and ?31

    // Takes the joined lines of a :86: in place of what was there before, and keeps the room of it.
    void read(std::string_view whole);
    // The lines of a further one for the same entry.
    void add(std::string_view whole);

private:
    void take_numbered_parts(std::string_view rest);
    void put_part(unsigned number, std::string_view value);
};

// The other party, references and text of one payment, in place of what `transaction` held; its amount and the bank's
// reference are left alone. A million of them are read in the same place.
void put_details(const MtDetails& details, EntryTransaction& transaction);

}  // namespace mingzhang::bank::mt940
