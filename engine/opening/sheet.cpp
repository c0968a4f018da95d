// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/opening.hpp"

// The columns; their order here is the order in which the row reader names them.
namespace mingzhang::opening {

const SheetSchema& sheet() {
    static const SheetSchema schema{
        std::string{import_kind},
        {"期初数", "Opening"},
        {{"kind",
          "种类",
          true,
          {"退汇待补发、追缴在办、已用指标、应缴财政款", "returned, recovery, budget_used, due_to_treasury"},
          {"退汇待补发"}},
         {"household_no",
          "户编号",
          true,
          {"退汇、追缴必填；先导入家庭名册", "for returned and recovery; import the households first"},
          {"YX000001"}},
         {"program",
          "救助类别",
          true,
          {"城市低保、农村低保、城市特困、农村特困", "urban_dibao, rural_dibao, urban_tekun, rural_tekun"},
          {"农村低保"}},
         {"month",
          "所属月",
          true,
          {"退汇、追缴必填：哪个月的钱；一户几个月的，一月一行",
           "for returned and recovery: the month it was paid for; one row a month"},
          {"2022-07"}},
         {"amount", "金额", true, {"还没有了结的元数", "yuan still open"}, {"348.00"}},
         {"original_amount",
          "原多发金额",
          true,
          {"追缴：当初多发多少；空白与金额相同", "for recovery: what was overpaid in all; empty: the amount"},
          {"348.00"}},
         {"bank_account",
          "代发账户",
          true,
          {"退汇必填：钱在哪个账户（bank-account list 的编号）",
           "for returned: the account the money is in (its number in bank-account list)"},
          {"1"}},
         {"source",
          "资金来源",
          true,
          {"退汇必填：central 中央、provincial 省级、city 市级、county 县级",
           "for returned: central, provincial, city, county"},
          {"county"}},
         {"budget_year", "指标年度", true, {"必填", "required"}, {"2022"}},
         {"since", "发生日期", true, {"哪天退回、哪天立案", "when it came back, or the case began"}, {"2022-07-28"}},
         {"note",
          "说明",
          true,
          {"退汇原因、追缴编号、文号", "the reason, the number of the case, the paper"},
          {"销户"}}}};
    return schema;
}

}  // namespace mingzhang::opening
