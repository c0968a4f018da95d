// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/opening.hpp"

namespace mingzhang::opening {

RefusalWords words(ImportOpeningRefusal reason) {
    switch (reason) {
        case ImportOpeningRefusal::given_before:
            return {
                "opening.import/given_before", "期初数已经导入过（第 {0} 次发放），一个县只有一次。",
                "Opening entries were given before (run {0}); a county has them once.",
                "有误的，先冲回：mingzhang opening reverse --reason …，再导入更正后的整个文件。",
                "If they are wrong, reverse them first: mingzhang opening reverse --reason …, then import the whole "
                "file put right."};
        case ImportOpeningRefusal::nothing_in_it:
            return {"opening.import/nothing_in_it", "“{0}”没有任何期初数。", "\"{0}\" holds no opening entries.",
                    "没有期初数就不用导入。", "Without any, nothing needs to be imported."};
    }
    return {};
}

RefusalWords words(ConfirmOpeningRefusal reason) {
    switch (reason) {
        case ConfirmOpeningRefusal::none_waiting:
            return {"opening.confirm/none_waiting", "没有待确认的期初数。", "No opening entries wait to be confirmed.",
                    "请用 mingzhang opening list 查看。", "See mingzhang opening list."};
        case ConfirmOpeningRefusal::same_person:
            return {"opening.confirm/same_person", "期初数由“{0}”导入，须另一人确认。",
                    "\"{0}\" imported the opening entries; a second person confirms them.", "请另一名审批人员办理。",
                    "Ask another approver."};
        case ConfirmOpeningRefusal::paid_here_by_now:
            return {"opening.confirm/paid_here_by_now", "有 {0} 行退汇的月份在导入之后已有应付，不能确认。",
                    "{0} returns are of months that are owed or were paid by now; they cannot be confirmed.",
                    "请冲回后删去这些行，重新导入。",
                    "Reverse the opening, leave those rows out, and import it again."};
    }
    return {};
}

RefusalWords words(ReverseOpeningRefusal reason) {
    switch (reason) {
        case ReverseOpeningRefusal::reason_needed:
            return {"opening.reverse/reason_needed", "冲回期初数必须说明理由。", "Reversing needs a reason.",
                    "请加 --reason。", "Add --reason."};
        case ReverseOpeningRefusal::none_given:
            return {"opening.reverse/none_given", "没有可冲回的期初数。", "There are no opening entries to reverse.",
                    "请用 mingzhang opening list 查看。", "See mingzhang opening list."};
        case ReverseOpeningRefusal::moved_since:
            return {"opening.reverse/moved_since", "期初数（第 {0} 次发放）中已有款项办理过，不能整体冲回。",
                    "Something of the opening entries (run {0}) has moved since; they cannot be reversed whole.",
                    "请按该笔款项的业务更正。", "Correct the payment or case in question instead."};
        case ReverseOpeningRefusal::same_person:
            return {"opening.reverse/same_person", "“{0}”已提出冲回期初数，须另一人确认。",
                    "\"{0}\" asked for the opening to be reversed; a second person confirms it.",
                    "请另一名审批人员办理。", "Ask another person, an approver."};
        case ReverseOpeningRefusal::approver_needed:
            return {"opening.reverse/approver_needed", "冲回期初数由审批人员确认。",
                    "An approver confirms that the opening is reversed.", "请审批人员办理。", "Ask an approver."};
    }
    return {};
}

}  // namespace mingzhang::opening
