// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::mt940 {

// What a :86: says of the entry before it, as far as it is built in one of two known ways: the German one with numbered
// parts ("166?00GUTSCHRIFT?20EREF+…?32KARL"), or the Dutch one with words ("/EREF/…/NAME/…"). Anything else is text.
struct MtDetails {
    std::string code;                // 166, the kind of business; empty when not of the German kind.
    std::string title;               // ?00
    std::string batch;               // ?10
    std::vector<std::string> parts;  // ?20 to ?29, ?60 to ?63: remittance information; or the whole as one.
    std::string bank;                // ?30
    std::string account;             // ?31
    std::vector<std::string> names;  // ?32, ?33
    std::string key;                 // ?34: for a returned payment why, in the German banks' numbering.

    friend bool operator==(const MtDetails&, const MtDetails&) = default;
};

[[nodiscard]] MtDetails parse_details(std::string_view text);  // Of the joined lines.

// The other party, references and text of one payment; without an amount.
[[nodiscard]] EntryTransaction transaction_of(const MtDetails& details);

}  // namespace mingzhang::bank::mt940
