// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/institutions.hpp"

namespace mingzhang::grants {

RefusalWords words(InstitutionRefusal reason) {
    using enum InstitutionRefusal;
    switch (reason) {
        case name_missing:
            return {"institution/name_missing", "没有写机构名称。", "The institution has no name.",
                    "请照名册中账户名称填写。", "Write it as the account name in the lists."};
        case known_already:
            return {"institution/known_already", "机构“{0}”已经登记。", "\"{0}\" is registered already.",
                    "请用 mingzhang institution list 查看。", "See mingzhang institution list."};
        case unknown_institution:
            return {"institution/unknown", "没有第 {0} 号供养机构。", "There is no institution {0}.",
                    "请用 mingzhang institution list 查看。", "See mingzhang institution list."};
        case amount_not_positive:
            return {"institution/amount_not_positive", "金额必须大于零：{0} 元。",
                    "The amount must be above zero: {0} yuan.", "请核对金额。", "Check the amount."};
        case document_missing:
            return {"institution/document_missing", "没有写拨款或退款凭据。", "The paper it rests on is missing.",
                    "请加 --document 文号或凭证号。", "Add --document with its number."};
        case not_tekun:
            return {"institution/not_tekun", "{0}不拨给供养机构。", "{1} is not prepaid to institutions.",
                    "请写城市特困或农村特困。", "Give urban_tekun or rural_tekun."};
        case unknown_bank_account:
            return {"institution/unknown_bank_account", "没有第 {0} 号本单位账户。",
                    "The office has no bank account {0}.", "请用 mingzhang bank-account list 查看。",
                    "See mingzhang bank-account list."};
        case month_not_over:
            return {"institution/month_not_over", "{0} 还没有过完，人日未定。",
                    "{0} is not over; its days are not known.", "请在次月结算。", "Settle it in the month after."};
        case settled_before:
            return {"institution/settled_before", "{0} 已由第 {1} 号单据结算。", "{0} was settled by paper {1}.",
                    "一个机构一个月只结算一次。", "An institution is settled once a month."};
        case paid_by_run:
            return {"institution/paid_by_run", "政策包“{0}”规定 {1} 集中供养人员由月度发放支付，不预拨结算。",
                    "By the pack \"{0}\" a run pays the people of institutions in {1}; nothing is settled.",
                    "改为预拨的，请在政策包 [tekun.institution] 写 paid_by = \"prepayment\"。",
                    "To prepay, put paid_by = \"prepayment\" into [tekun.institution] of the pack."};
        case paid_by_a_run:
            return {"institution/paid_by_a_run", "户 {0} 的 {1} 已由月度发放支付，不能再结算给机构。",
                    "A run has paid household {0} for {1}; it cannot be settled with the institution too.",
                    "请先计算下一次月度发放，收回多发后再结算。",
                    "Calculate the next regular run first, which takes back what is overpaid."};
        case nothing_to_settle:
            return {"institution/nothing_to_settle", "{1} 没有人住在“{0}”。", "Nobody lived in \"{0}\" in {1}.",
                    "请核对名册中的账户名称、救助对象类别和机构名称。",
                    "Check account names and categories in the lists against the institution's name."};
        case more_than_prepaid:
            return {"institution/more_than_prepaid", "{0}预拨款不够，还差 {2} 元。",
                    "What is prepaid for {1} does not suffice: {2} yuan are lacking.",
                    "请先补足预拨（mingzhang institution prepay）。",
                    "Prepay more first (mingzhang institution prepay)."};
        case unknown_paper:
            return {"institution/unknown_paper", "没有第 {0} 号单据。", "There is no paper {0}.",
                    "请用 mingzhang institution papers 查看。", "See mingzhang institution papers."};
        case confirmed_before:
            return {"institution/confirmed_before", "第 {0} 号单据已由“{1}”确认。",
                    "\"{1}\" confirmed paper {0} before.", "无需再办。", "There is nothing left to do."};
        case same_person:
            return {"institution/same_person", "第 {0} 号单据由“{1}”提出，须由另一人确认。",
                    "\"{1}\" asked for paper {0}; another person confirms it.", "请由另一名审批人员确认。",
                    "Let another approver confirm it."};
        case changed_since:
            return {"institution/changed_since", "名册有变动：提出时 {0} 元，现在 {1} 元。",
                    "The lists have changed: {0} yuan when asked, {1} now.", "请重新提出结算。",
                    "Ask for the settlement anew."};
    }
    return {};
}

}  // namespace mingzhang::grants
