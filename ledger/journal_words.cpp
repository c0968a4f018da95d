// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/journal.hpp"

namespace mingzhang::ledger {

RefusalWords words(PostRefusal reason) {
    switch (reason) {
        case PostRefusal::amount_not_positive:
            return {"ledger.post/amount_not_positive", "记账金额必须大于零：{0}。",
                    "The amount of an entry must be above zero: {0}.", "请核对金额。", "Check the amount."};
        case PostRefusal::event_does_not_move:
            return {"ledger.post/event_does_not_move", "“{0}”不能借记 {2}、贷记 {3}。",
                    "\"{1}\" does not move money from {3} to {2}.", "请按会计科目表办理。", "Follow the account plan."};
        case PostRefusal::dimension_missing:
            return {"ledger.post/dimension_missing", "“{0}”的分录没有写明{2}。", "An entry of \"{1}\" lacks its {3}.",
                    "请补齐后再记账。", "Say what it is about."};
        case PostRefusal::period_closed:
            return {"ledger.post/period_closed", "{0} 已关账，不能再记账。",
                    "{0} is closed; nothing more can be posted in it.",
                    "请记入未关账的月份；需要更正的，在以后月份冲正。",
                    "Post it in an open month; correct a closed one by a reversal in a later month."};
        case PostRefusal::year_closed:
            return {"ledger.post/year_closed", "{0} 年已经年终结账，不能再记入该年的收支。",
                    "{0} is closed; its income and expense take no more postings.", "请记入本年度。",
                    "Post it to this year."};
        case PostRefusal::pending_unknown:
            return {"ledger.post/pending_unknown", "没有第 {0} 号命令第 {1} 笔预占。",
                    "There is no pending entry {1} of command {0}.", "请核对预占的编号。", "Check its number."};
        case PostRefusal::pending_ended:
            return {"ledger.post/pending_ended", "第 {0} 号命令第 {1} 笔预占已经入账或撤销。",
                    "Pending entry {1} of command {0} was posted or voided before.", "无需再办。",
                    "Nothing remains to be done."};
        case PostRefusal::pending_differs:
            return {"ledger.post/pending_differs", "入账内容与第 {0} 号命令第 {1} 笔预占不符。",
                    "What is posted is not what entry {1} of command {0} holds pending.",
                    "科目、账户、来源、项目和年度必须与预占一致。",
                    "Accounts, bank account, source, program and year must be those of the pending entry."};
        case PostRefusal::pending_exceeded:
            return {"ledger.post/pending_exceeded", "第 {0} 号命令第 {1} 笔只预占了 {2} 元，不能入账 {3} 元。",
                    "Entry {1} of command {0} holds {2} yuan pending; {3} yuan cannot be posted of it.",
                    "请另行预占，或减少入账金额。", "Take less, or let more be pending first."};
        case PostRefusal::obligation_exists:
            return {"ledger.post/obligation_exists", "户 {0} {1} 的{2}已有应付，不能再记一次。",
                    "Household {0} already has a payable for {1} ({2}); it cannot be owed twice.",
                    "请核对是否已审批过同月的发放；差额应作补发。",
                    "Check whether that month was approved already; a difference is backpay."};
        case PostRefusal::limit_exceeded:
            return {"ledger.post/limit_exceeded", "{0}（{1}）余额不足：差 {3} 元。",
                    "{0} ({2}) does not hold enough: {3} yuan are missing.", "请先到账资金，或减少本次金额。",
                    "Receive funds first, or take less this time."};
        case PostRefusal::budget_exceeded:
            return {"ledger.post/budget_exceeded", "{0} 年{1}（{3}）的指标只有 {5} 元，累计到账将达 {6} 元。",
                    "The budget line of {0} for {2} ({4}) grants {5} yuan; {6} yuan would have been received.",
                    "请先登记追加指标（mingzhang funds budget），或核对到账金额。",
                    "Record the additional budget first (mingzhang funds budget), or check the amount."};
        case PostRefusal::item_overdrawn:
            return {"ledger.post/item_overdrawn", "第 {0} 次发放第 {1} 行的应付不够冲减。",
                    "Line {1} of run {0} does not owe that much.", "该笔款项已经结清，请核对是否重复记账。",
                    "It is settled already; check whether this was posted before."};
    }
    return {};
}

}  // namespace mingzhang::ledger
