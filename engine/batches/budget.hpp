// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "ledger/budget.hpp"

namespace mingzhang::batches {

// A change of a budget line (指标下达、追加、调减): what it grants more, or less when below zero, and by which paper.
struct BudgetChange {
    County county;
    int budget_year = 0;
    Program program = Program::urban_dibao;
    ledger::FundSource source = ledger::FundSource::county;
    Money amount;
    std::string document;  // 文号
};

// Why a budget line was not changed. Checked in this order.
enum class BudgetRefusal : std::uint8_t {
    amount_is_zero,
    amount_out_of_range,
    budget_year_unlikely,
    document_missing,
    below_received,  // Less would be granted than was received.
};
[[nodiscard]] RefusalWords words(BudgetRefusal reason);

// `funds budget`. The answer gives `granted_fen`, `received_fen` and `left_fen` of the line.
[[nodiscard]] Result<Answer, Refusal> change_budget(Desk& desk, const Actor& actor, const BudgetChange& change,
                                                    const std::string& key);

}  // namespace mingzhang::batches
