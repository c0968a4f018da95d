// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::batches {

// Quota that arrived on one of the office's accounts (指标下达/额度到账): from whom, for which program and budget year.
struct FundsReceipt {
    County county;
    std::int64_t bank_account = 0;
    ledger::FundSource source = ledger::FundSource::county;
    Program program = Program::urban_dibao;
    int budget_year = 0;
    Money amount;
    std::string document = {};  // 文号 of the paper that granted it.
};

// Why funds were not booked. Checked in this order.
enum class FundsRefusal : std::uint8_t {
    amount_not_positive,
    amount_out_of_range,
    budget_year_unlikely,
    unknown_bank_account,
};
[[nodiscard]] RefusalWords words(FundsRefusal reason);

// `funds receive`. The answer gives `receipt`, `amount_fen` and `held_fen`, what that source then holds.
[[nodiscard]] Result<Answer, Refusal> receive_funds(Desk& desk, const Actor& actor, const FundsReceipt& receipt,
                                                    const std::string& key);

// The paper that granted what the command booked, by the command's number; commands without a paper are left out.
[[nodiscard]] std::map<std::int64_t, std::string> read_funds_documents(soci::session& sql, County county);

// What one source gave one program on one account for one year, and what of it is left.
struct FundsLine {
    std::int64_t bank_account = 0;
    ledger::FundSource source = ledger::FundSource::county;
    Program program = Program::urban_dibao;
    int budget_year = 0;
    Money received;
    Money held;
};
// From the balances of the ledger, by account, year, program and source.
[[nodiscard]] std::vector<FundsLine> read_funds(soci::session& sql, County county);

}  // namespace mingzhang::batches
