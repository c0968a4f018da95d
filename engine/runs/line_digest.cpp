// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/line_digest.hpp"

#include "base/commands/canonical.hpp"

namespace mingzhang::runs {

std::string canonical(const Line& line) {
    return Canonical{"run.line/1"}
        .add("line", line.key.line)
        .add("household", line.household.text())
        .add("month", line.month.index())
        .add("kind", static_cast<std::int64_t>(line.kind))
        .add("program", code(line.program))
        .add("division", line.division.text())
        .add("covered", line.covered)
        .add("base", line.base.fen())
        .add("topup", line.topup.fen())
        .add("amount", line.amount.fen())
        .add("held", static_cast<std::int64_t>(line.held))
        .add("bank", line.bank_code)
        .add("account", line.account ? line.account->number : 0)
        .add("account_name", line.account_name)
        .bytes();
}

std::string canonical(const OverpaymentRow& overpayment) {
    return Canonical{"run.overpayment/1"}
        .add("ordinal", overpayment.ordinal)
        .add("household", overpayment.household)
        .add("month", overpayment.month.index())
        .add("program", code(overpayment.program))
        .add("division", overpayment.division)
        .add("amount", overpayment.amount.fen())
        .bytes();
}

}  // namespace mingzhang::runs
