// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <optional>
#include <string>

#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::iso20022 {

// The balances of a statement by their type, out of which opening and closing are chosen. A statement over several days
// may have several of a type: it begins with the earliest and ends with the latest.
class CamtBalances {
public:
    void add(const std::string& type, const Balance& balance);
    void choose(Statement& statement) const;

private:
    using ByType = std::map<std::string, Balance, std::less<>>;
    ByType earliest_;
    ByType latest_;
};

}  // namespace mingzhang::bank::iso20022
