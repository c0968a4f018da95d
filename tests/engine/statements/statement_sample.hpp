// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "bank_adapters/outcome.hpp"
#include "engine/statements/statement_book.hpp"
#include "engine/statements/take_statement.hpp"
#include "tests/engine/batches/practice_office.hpp"

namespace mingzhang::testing {

// One line of a bank's statement as a test states it. Money in fen, into the account positive.
struct BankRow {
    std::string day = "2022-10-18";
    std::int64_t fen = 0;
    std::string text = {};
    std::string name = {};
    std::string account = {};
    std::string reference = {};
};

// The statement a bank would give, as CSV with a running balance, as MT940, or as camt.053.
[[nodiscard]] std::string csv_statement(std::int64_t opening, const std::vector<BankRow>& rows,
                                        const std::string& account = {});
[[nodiscard]] std::string mt940_statement(std::int64_t opening, const std::vector<BankRow>& rows);
[[nodiscard]] std::string camt_statement(std::int64_t opening, const std::vector<BankRow>& rows,
                                         const std::string& account = {});

// An office with a batch of three payments at the bank: 10, 20 and 40 yuan to payees 1, 2 and 3.
struct StatementOffice {
    StatementOffice();
    std::string own_account_text() const;
    Result<Answer, Refusal> take(const std::string& bytes, const std::string& key = {});
    Answer taken(const std::string& bytes);  // Fails the test when it is refused; the books hold afterwards.
    std::vector<statements::KeptStatement> kept();
    std::vector<statements::KeptRow> rows(std::int64_t statement);

    PracticeOffice office;
    std::int64_t batch = 0;
};

}  // namespace mingzhang::testing
