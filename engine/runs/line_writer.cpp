// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/line_writer.hpp"

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

void LineWriter::write_line(const Line& line) {
    totals_.lines = line.key.line;
    if (line.kind == LineKind::backpay) ++totals_.backpay_lines;
    Money& total = line.held == HoldReason::none ? totals_.payable : totals_.held;
    total = sum(total, line.amount);
    if (line.held != HoldReason::none) ++totals_.held_lines;
    insert_line_.row(context_.county().number, line.key.run, line.key.line, line.household.text(), line.month.index(),
                     static_cast<int>(line.kind), static_cast<int>(line.program), line.division.text(), line.covered,
                     line.base.fen(), line.topup.fen(), line.amount.fen(), static_cast<int>(line.held), line.bank_code,
                     line.account ? line.account->number : 0, line.account_name);
    lines_.update(canonical(line));
}

void LineWriter::write_overpayment(const OverpaymentRow& over) {
    totals_.overpayments = over.ordinal;
    totals_.overpaid = sum(totals_.overpaid, over.amount);
    insert_overpayment_.row(context_.county().number, run_, over.ordinal, over.household, over.month.index(),
                            static_cast<int>(over.program), over.division, over.amount.fen());
    overpayments_.update(canonical(over));
}

void LineWriter::write(const registry::Household& household, const registry::HouseholdVersion& version,
                       const Owed& owed, HoldReason on_roster) {
    const HoldReason held = owed.held ? HoldReason::death_conflict : on_roster;
    for (const Owed::Line& line : owed.lines)
        write_line({{run_, totals_.lines + 1},
                    household.no,
                    line.month,
                    line.kind,
                    line.program,
                    version.division,
                    line.covered,
                    line.base,
                    line.topup,
                    line.amount,
                    held,
                    version.bank_code,
                    version.account,
                    version.account_name});
    for (const Owed::Overpayment& over : owed.overpayments)
        write_overpayment({totals_.overpayments + 1, household.no.text(), over.month, over.program,
                           version.division.text(), over.amount});
}

void LineWriter::finish() {
    context_.add_fact(std::string{lines_fact}, lines_.finish());
    context_.add_fact(std::string{overpayments_fact}, overpayments_.finish());
}

}  // namespace mingzhang::runs
