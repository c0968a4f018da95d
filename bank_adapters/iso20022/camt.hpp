// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// Reads camt.052, .053 and .054 of every version from .01 to .14, in one pass and in little memory however long the
// file. Balances are the booked ones (OPBD or PRCD, CLBD); where there is neither, the available ones (OPAV, CLAV).
// Gives back the version as the namespace has it ("camt.053.001.02"), empty where it says nothing.
//
// The schemas leave little open and banks leave more. Decided here, each after files of banks:
// - CdtDbtInd is the direction of the entry itself, RvslInd changes nothing in it: "if CRDT and true, the original
//   entry was a debit" (ISO 20022, ReversalIndicator). OCA/bank-statement-import#375 tells of one bank that has it the
//   other way round; there the balances say so, and the statement is not proven.
// - A balance without CdtDbtInd is a credit and an entry without Sts is booked: the Bank of Lithuania's settlement
//   accounts (CENTROlink, camt.053.001.08) have neither in any statement, and all of them add up so. An entry without
//   CdtDbtInd is refused unless it is zero: nothing says which way the money went.
// - A proprietary status (Sts/Prtry) does not say that money moved: information.
// - A balance's proprietary type counts where it is a code of the list; a bank's own numbers are not interpreted.
// - A transaction's amount, and its other party: see camt_transaction.hpp.
//
// A document of another message behind the first one, or another message in its envelope, refuses the file.
// `encoding`, where given, goes before what the file says of itself.
[[nodiscard]] Result<std::string, Refusal> read_camt(std::istream& bytes, std::string_view file_name,
                                                     StatementSink& sink, const std::string& encoding = {});

}  // namespace mingzhang::bank::iso20022
