// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/line_writer.hpp"

#include "base/commands/canonical.hpp"

namespace mingzhang::runs {

LineWriter::LineWriter(CommandContext& context, const Run& run)
    : context_{context},
      run_{run.number},
      insert_line_{context.tx(),
                   "run_line",
                   {"county", "run", "line", "household_no", "month", "kind", "program", "division", "covered", "base",
                    "topup", "amount", "held", "bank_code", "account", "account_name"}},
      insert_overpayment_{context.tx(),
                          "run_overpayment",
                          {"county", "run", "ordinal", "household_no", "month", "program", "division", "amount"}} {}

void LineWriter::write_line(const registry::Household& household, const registry::HouseholdVersion& version,
                            const Owed::Line& line, bool held) {
    ++totals_.lines;
    if (line.kind == LineKind::backpay) ++totals_.backpay_lines;
    if (held) {
        ++totals_.held_lines;
        totals_.held = sum(totals_.held, line.amount);
    } else {
        totals_.payable = sum(totals_.payable, line.amount);
    }
    const int hold = static_cast<int>(held ? HoldReason::death_conflict : HoldReason::none);
    const std::int64_t account = version.account ? version.account->number : 0;
    insert_line_.row(context_.county().number, run_, totals_.lines, household.no.text(), line.month.index(),
                     static_cast<int>(line.kind), static_cast<int>(line.program), version.division.text(), line.covered,
                     line.base.fen(), line.topup.fen(), line.amount.fen(), hold, version.bank_code, account,
                     version.account_name);
    digest_.update(Canonical{"run.line/1"}
                       .add("line", totals_.lines)
                       .add("household", household.no.text())
                       .add("month", line.month.index())
                       .add("kind", static_cast<std::int64_t>(line.kind))
                       .add("program", code(line.program))
                       .add("covered", line.covered)
                       .add("base", line.base.fen())
                       .add("topup", line.topup.fen())
                       .add("amount", line.amount.fen())
                       .add("held", hold)
                       .add("bank", version.bank_code)
                       .add("account", account)
                       .bytes());
}

void LineWriter::write(const registry::Household& household, const registry::HouseholdVersion& version,
                       const Owed& owed) {
    for (const Owed::Line& line : owed.lines) write_line(household, version, line, owed.held);
    for (const Owed::Overpayment& over : owed.overpayments) {
        ++totals_.overpayments;
        totals_.overpaid = sum(totals_.overpaid, over.amount);
        insert_overpayment_.row(context_.county().number, run_, totals_.overpayments, household.no.text(),
                                over.month.index(), static_cast<int>(over.program), version.division.text(),
                                over.amount.fen());
        digest_.update(Canonical{"run.overpayment/1"}
                           .add("ordinal", totals_.overpayments)
                           .add("household", household.no.text())
                           .add("month", over.month.index())
                           .add("amount", over.amount.fen())
                           .bytes());
    }
}

}  // namespace mingzhang::runs
