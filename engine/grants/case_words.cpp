// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/temporary_cases.hpp"

namespace mingzhang::grants {

RefusalWords words(CaseRefusal reason) {
    using enum CaseRefusal;
    switch (reason) {
        case unknown_household:
            return {"temporary/unknown_household", "名册中 {1} 没有户 {0}，没有核实过的账户可发。",
                    "The lists have no household {0} in {1}: there is no account that was checked.",
                    "请先导入家庭名册；不在低保、特困的，可按低保边缘登记。",
                    "Import the household first; one that has neither dibao nor tekun may stand as edge."};
        case no_pack:
            return {"temporary/no_pack", "{1} 没有适用于区划 {0} 的政策包。", "No pack rules the division {0} in {1}.",
                    "请导入该月已生效的政策包。", "Import a pack in force in that month."};
        case no_emergency_path:
            return {"temporary/no_emergency_path", "政策包“{0}”没有急难先付的规定。",
                    "The pack \"{0}\" has no path for emergencies.", "请按一般程序登记，或在政策包中补上 emergency。",
                    "Open it as an ordinary case, or add emergency to the pack."};
        case unknown_case:
            return {"temporary/unknown_case", "没有第 {0} 号临时救助。", "There is no case {0}.",
                    "请用 mingzhang temporary list 查看。", "See mingzhang temporary list."};
        case decided_before:
            return {"temporary/decided_before", "第 {0} 号临时救助已由“{1}”审批。", "\"{1}\" decided case {0} before.",
                    "如有新的困难，另行登记。", "Open another case for a new hardship."};
        case reason_needed:
            return {"temporary/reason_needed", "不予救助必须说明理由。", "A refusal needs a reason.", "请加 --reason。",
                    "Add --reason."};
        case same_person:
            return {"temporary/same_person", "第 {0} 号临时救助由“{1}”登记，须由另一人审批。",
                    "\"{1}\" opened case {0}; another person decides it.", "请由另一名审批人员办理。",
                    "Let another approver decide."};
        case beyond_town:
            return {"temporary/beyond_town", "{0} 元超过乡镇（街道）的审批额度。",
                    "{0} yuan are above what the town decides.", "请由县级民政部门审批。", "Let the county decide it."};
        case not_granted:
            return {"temporary/not_granted", "第 {0} 号临时救助没有批准。", "Case {0} was not granted.",
                    "请用 mingzhang temporary list 查看。", "See mingzhang temporary list."};
        case no_papers_due:
            return {"temporary/no_papers_due", "第 {0} 号临时救助没有待补的手续。", "No papers are due of case {0}.",
                    "请用 mingzhang temporary list 查看。", "See mingzhang temporary list."};
        case document_missing:
            return {"temporary/document_missing", "没有写手续的文号。", "The paper is not named.", "请加 --document。",
                    "Add --document."};
    }
    return {};
}

}  // namespace mingzhang::grants
