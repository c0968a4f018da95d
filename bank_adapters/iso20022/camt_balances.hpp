// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::iso20022 {

// Where one page of a statement stands among its pages, as MsgPgntn, StmtPgntn and their like tell it.
struct CamtPage {
    bool is_first = true;
    bool is_last = true;

    // What stands below one of these: "PgNb", "LastPgInd".
    void take(std::string_view path, std::string_view text);
};

// The balances of a statement by their type, out of which opening and closing are chosen. A statement over several days
// may have several of a type: it begins with the earliest and ends with the latest. The interim one (ITBD) is where a
// page ends and the next begins, as 60M and 62M are in an MT940; of a day that goes on it closes nothing.
class CamtBalances {
public:
    // Whether opening and closing may be of this type; others are not kept.
    [[nodiscard]] static bool is_of_interest(std::string_view type) noexcept;
    void add(const std::string& type, const Balance& balance);
    void choose(Statement& statement, const CamtPage& page) const;

private:
    using ByType = std::map<std::string, Balance, std::less<>>;
    ByType earliest_;
    ByType latest_;
};

}  // namespace mingzhang::bank::iso20022
