// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <array>

#include "base/values/check.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::worklist {

namespace {

struct KindWords {
    Text name;
    Text next_step;
};

// In the order of the numbers, from 1.
const std::array<KindWords, 22>& kind_words() {
    static const std::array<KindWords, 22> entries{{
        {{"死亡日期不一致", "dates of death differ"},
         {"核对各来源的死亡证明，由两人确认一个日期。",
          "Check the certificates of each source; two people settle one date."}},
        {{"多发待追缴", "overpaid, to be recovered"},
         {"核实多发原因和金额，书面通知退回，或说明不追缴。",
          "Check cause and amount, then ask for it back in writing, or say why not."}},
        {{"退汇待处理", "payment returned"},
         {"按退汇原因核实账户，记下更正的账号；款项留在退汇暂存。",
          "Verify the account by the reason given and note the right one; the money stays with the "
          "returned cash."}},
        {{"回盘金额不符", "amount differs from the instruction"},
         {"向银行查询该笔实际入账金额，取得书面答复后再处理。",
          "Ask the bank in writing what it credited before anything is booked."}},
        {{"回盘流水不识", "serial unknown to the batch"},
         {"核对是否传错批次或文件；不属于本单位的，退回银行更正。",
          "Check whether it is the right batch and file; if it is not ours, have the bank correct it."}},
        {{"回盘重复行", "line stands twice in the file"},
         {"请银行更正文件；两行均未入账，不以任何一行为准。",
          "Have the bank correct the file; neither line was posted, and neither is taken for true."}},
        {{"回盘文件重复", "file posted before"},
         {"核对是否误传；文件未重复入账，无需更正账目。",
          "Check whether it was sent by mistake; nothing was posted twice and nothing needs correcting."}},
        {{"回盘账号或户名不符", "account or name differs"},
         {"向银行查询实际入账账户；若已入他人账户，按错发处理。",
          "Ask the bank which account was credited; money in another's account is a wrong payment."}},
        {{"结果不明", "outcome unknown"},
         {"向银行查询该笔结果；查清之前不得重发。",
          "Ask the bank about it; it is never sent again before that is known."}},
        {{"失败原因未归类", "reason of failure not mapped"},
         {"问清银行原文的含义，用 mingzhang bank reasons map 归类；以后的回盘就认得了。",
          "Ask the bank what its words mean, then map them with mingzhang bank reasons map: later files are "
          "understood."}},
        {{"解除暂缓待确认", "hold to be lifted"},
         {"由提出人以外的第二人核实后确认。", "A second person, not the one who asked, checks and confirms."}},
        {{"死亡日期待确认", "date of death to be confirmed"},
         {"由提出人以外的第二人核对证明后确认。",
          "A second person, not the one who asked, checks the certificate and confirms."}},
        {{"账户缺失", "account missing"},
         {"核实并登记该户的银行、账号和户名，下一批次即可发放。",
          "Verify and register bank, account and name of the household; the next batch takes the payment in."}},
        {{"期初数待确认", "opening entries to be confirmed"},
         {"由导入人以外的审批人员对照旧账核实后确认；确认之前不记账。",
          "An approver, not the one who imported them, holds them against the old books and confirms; nothing is "
          "posted "
          "before."}},
        {{"机构预拨结算待确认", "paper of an institution to be confirmed"},
         {"由提出人以外的审批人员核对凭据后确认；确认之前不记账。",
          "An approver, not the one who asked, checks the paper and confirms; nothing is posted before."}},
        {{"急难救助手续待补齐", "papers of an emergency due"},
         {"在期限内补齐审批手续并登记；补齐之前余款不发。",
          "Complete the papers within the time and record it; the rest is not paid before."}},
        {{"账户变更待核验", "changed account to be confirmed"},
         {"由导入人以外的复核或审批人员查看存折（卡）后办理：无误 mingzhang household confirm-account，不符 mingzhang "
          "household refuse-account；此前暂缓发放。",
          "A reviewer or approver, not the one who imported it, looks at the passbook: mingzhang household "
          "confirm-account, or refuse-account; until then its lines are held."}},
        {{"名册缺户", "household missing from the roster"},
         {"查明原因后办理：停保 mingzhang household end，保留 mingzhang household keep；此前暂缓发放。",
          "Find out why, then: mingzhang household end, or mingzhang household keep; until then its lines are held."}},
        {{"送盘结果不明", "unknown whether the bank has the file"},
         {"向银行查询是否已收到该文件，再登记答复；登记之前程序不会重发。",
          "Ask the bank whether it has the file and record what it says; nothing is sent again before that."}},
        {{"来盘未收", "file from the bank not taken"},
         {"按所列原因请银行重新提供；文件已封存，未记账。",
          "Have the bank give it again, for the reason named; the file is kept and nothing of it was posted."}},
        {{"对账单不符", "statement differs from the books"},
         {"逐笔核对银行流水和账面，查明原因后写明处理意见。",
          "Hold the bank's entries against the books one by one, and say what was found and done."}},
        {{"追回请求待答复", "recall awaits the bank's answer"},
         {"向开户行催问；取得答复后登记（mingzhang recall answer）。",
          "Press the bank for its answer, then record it (mingzhang recall answer)."}},
    }};
    return entries;
}

const KindWords& words_of(Kind kind) {
    const auto index = static_cast<std::size_t>(kind) - 1;
    MINGZHANG_CHECK(index < kind_words().size());
    return kind_words()[index];
}

}  // namespace

Text name(Kind kind) {
    return words_of(kind).name;
}
Text next_step(Kind kind) {
    return words_of(kind).next_step;
}

}  // namespace mingzhang::worklist
