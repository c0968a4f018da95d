// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/budget.hpp"

#include <cstdlib>

#include "base/commands/canonical.hpp"

namespace mingzhang::batches {

RefusalWords words(BudgetRefusal reason) {
    switch (reason) {
        case BudgetRefusal::amount_is_zero:
            return {"funds.budget/amount_is_zero", "指标没有变动：金额为零。",
                    "The budget line does not change: the amount is zero.", "请填写下达、追加或调减的金额。",
                    "Give what is granted more, or less."};
        case BudgetRefusal::amount_out_of_range:
            return {"funds.budget/amount_out_of_range", "指标金额 {0} 元超出上限。",
                    "The amount of {0} yuan is beyond the limit.", "请核对金额。", "Check the amount."};
        case BudgetRefusal::budget_year_unlikely:
            return {"funds.budget/budget_year", "指标年度 {0} 与办理年度 {1} 相差过大。",
                    "Budget year {0} is too far from this year, {1}.", "请核对指标文件上的年度。",
                    "Check the year on the paper that granted it."};
        case BudgetRefusal::document_missing:
            return {"funds.budget/document_missing", "没有写明指标文号。", "The paper that granted it is not named.",
                    "请填写文号（--document）。", "Name it (--document)."};
        case BudgetRefusal::below_received:
            return {"funds.budget/below_received", "调减后指标只有 {0} 元，低于已到账的 {1} 元。",
                    "The line would grant {0} yuan, less than the {1} yuan already received.",
                    "请核对调减金额；多到账的额度先退回。",
                    "Check the amount; quota received in excess goes back first."};
    }
    return {};
}

namespace {

constexpr CommandKind budget_kind{"funds.budget", {"登记预算指标", "change a budget line"}, {Role::officer}};

std::string request_of(const BudgetChange& c) {
    return Canonical{"funds.budget/1"}
        .add("budget_year", c.budget_year)
        .add("program", code(c.program))
        .add("source", code(c.source))
        .add("amount", c.amount.fen())
        .add("document", c.document)
        .bytes();
}

Result<void, Refusal> check(const BudgetChange& change, int this_year) {
    if (change.amount.is_zero()) return refuse(BudgetRefusal::amount_is_zero);
    if (std::abs(change.amount.fen()) > amount_limit.fen())
        return refuse(BudgetRefusal::amount_out_of_range, to_yuan(change.amount));
    if (change.budget_year < this_year - 1 || change.budget_year > this_year + 1)
        return refuse(BudgetRefusal::budget_year_unlikely, change.budget_year, this_year);
    if (change.document.empty()) return refuse(BudgetRefusal::document_missing);
    return {};
}

}  // namespace

Result<Answer, Refusal> change_budget(Desk& desk, const Actor& actor, const BudgetChange& change,
                                      const std::string& key) {
    return desk.carry_out(
        actor, budget_kind, {change.county, {}, key, request_of(change)},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            auto fit = check(change, static_cast<int>(context.today().year()));
            if (!fit) return pass_on(fit);
            const auto line = ledger::change_budget(context, {change.budget_year, change.program, change.source},
                                                    change.amount, change.document);
            if (line.granted < line.received)
                return refuse(BudgetRefusal::below_received, to_yuan(line.granted), to_yuan(line.received));
            return Answer{}
                .set("granted_fen", line.granted.fen())
                .set("received_fen", line.received.fen())
                .set("left_fen", line.left.fen());
        });
}

}  // namespace mingzhang::batches
