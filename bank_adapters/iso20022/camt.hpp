// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// Reads camt.052, .053 and .054 of every version from .02 to .14, in one pass and in little memory however long the
// file. Balances are the booked ones (OPBD or PRCD, CLBD); where there is neither, the available ones (OPAV, CLAV).
// Gives back the version as the namespace has it ("camt.053.001.02"), empty where it says nothing.
[[nodiscard]] Result<std::string, Refusal> read_camt(std::istream& bytes, std::string_view file_name,
                                                     StatementSink& sink);

}  // namespace mingzhang::bank::iso20022
