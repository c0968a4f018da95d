// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/simulated_rows.hpp"

#include "bank_adapters/layouts/record.hpp"

namespace mingzhang::reconciliation {

namespace layouts = bank::layouts;

bank::OutcomeLine echo(const bank::Instruction& sent) {
    bank::OutcomeLine line;
    line.number = sent.number;
    line.serial = sent.serial;
    line.account = sent.account;
    line.name = sent.name;
    line.amount = sent.amount;
    line.memo = sent.memo;
    return line;
}

std::vector<bank::Reason> failure_reasons(const layouts::Layout& layout) {
    std::vector<bank::Reason> reasons;
    for (const auto& [reason, text] : layout.answers.reason_texts)
        if (bank::action(reason) != bank::Action::query) reasons.push_back(reason);
    return reasons;
}

bank::FileHead head_of(const layouts::Layout& layout, const bank::FileHead& rows, std::string_view file_name) {
    layouts::Record named;
    if (!layout.payment.file_name.take(file_name, named)) return rows;
    const bank::FileHead from_name = layouts::head_from(named);
    bank::FileHead head = rows;
    if (head.batch == 0) head.batch = from_name.batch;
    if (!head.date) head.date = from_name.date;
    if (head.merchant.empty()) head.merchant = from_name.merchant;
    return head;
}

}  // namespace mingzhang::reconciliation
