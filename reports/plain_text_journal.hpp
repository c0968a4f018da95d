// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/balances.hpp"
#include "ledger/read_transfers.hpp"

namespace mingzhang::reports {

// The programs of plain-text accounting (https://plaintextaccounting.org) an auditor may read the journal with.
enum class JournalFormat : std::uint8_t { ledger, hledger, beancount };
[[nodiscard]] std::string_view code(JournalFormat format) noexcept;

// A journal as text, one transaction an entry:
//
//   2022-08-28 * (12.1) 应发 due
//       ; household: YX000001
//       ; month: 2022-08
//       ; line: 3.7
//       Expenses:5001-Assistance:RuralDibao:500110999001:2022    348.00 CNY
//       Liabilities:2001-Payable:RuralDibao:500110999001    -348.00 CNY
//
// The code is the entry's command and its ordinal there; `line` is run and line, `instruction` batch and instruction,
// `reverses` the code of the entry undone. What people wrote (names, papers) cannot change the meaning of the file:
// see `harmless`. ledger and hledger read the same text; beancount has its own.
//
// Written in order: heading, open (every account), entry, close_with, balance (every account).
class PlainTextJournal {
public:
    PlainTextJournal(std::ostream& out, JournalFormat format);  // `out` must outlive it.

    void heading(std::string_view title);
    void comment(std::string_view text);

    void open(const ledger::BalanceKey& key, Date first_day);

    // `document`: the paper behind it, or nothing.
    void entry(const ledger::StoredTransfer& stored, Date day, std::string_view document);

    // The balances the office keeps, as assertions: the reading program adds up all entries and refuses the file when
    // one of them differs by a fen.
    void close_with_balances(Date last_day);
    void balance(const ledger::BalanceKey& key, const ledger::Totals& totals);

private:
    void fact(std::string_view name, std::string_view value);
    void facts_of(const ledger::StoredTransfer& stored, std::string_view document);

    std::ostream& out_;
    JournalFormat format_;
    std::string last_day_;
};

// "Assets:1001-Quota:Bank1:County:RuralDibao:2022": account and all that its balance is kept by, so that every balance
// of the office is one account there. Other keys never give the same name.
[[nodiscard]] std::string account_path(const ledger::BalanceKey& key);

// A text as it may stand in any of the formats: valid UTF-8 on one line, ASCII marks as their full-width forms, which
// mean nothing to the programs (';' is '；'), and of a number long enough to be somebody's only the last four.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace mingzhang::reports
