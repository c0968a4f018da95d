// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/runs/lines.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::batches {

// A payable taken into a batch that is being made.
struct DrawnLine {
    runs::LineKey key;
    Money amount;
    std::int64_t division = 0;
    Month month = Month::from_index(0);
    std::string household;
};

// An instruction being made: all payables of one account.
struct DrawnInstruction {
    registry::AccountId account;
    std::string name;
    Money amount;
    std::string memo;
    ledger::FundSource source = ledger::FundSource::central;  // Chosen by `assign_sources`.
    std::vector<DrawnLine> lines;
};

// A payable that cannot be sent, and what a person must do about it.
struct LeftOut {
    std::string household;
    DivisionCode division;
    Money amount;
    Text why;
};

struct Drawn {
    std::vector<DrawnInstruction> instructions;  // By account.
    std::vector<LeftOut> left_out;
    Money total;  // Of the instructions.
};

// Everything that may go to the bank under the program now. A payable without an account, and all payables of an
// account that stands under two names, stay out: money is not sent to whom nobody can name.
[[nodiscard]] Drawn draw(soci::session& sql, County county, const std::string& bank_code, Program program);

// Opens an item for each household left out that has none open yet.
void open_items_for(CommandContext& context, const std::vector<LeftOut>& left_out);

}  // namespace mingzhang::batches
