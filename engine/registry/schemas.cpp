// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/import.hpp"

#include "base/values/check.hpp"

// The columns of each list; their order here is the order in which the row readers name them.
namespace mingzhang::registry {

namespace {

const Text from_month_meaning{"本行从哪个月起生效；空白表示自始有效",
                              "the month this row is in force from; empty: from the beginning"};

const SheetSchema& divisions() {
    static const SheetSchema schema{
        "divisions",
        {"区划", "Divisions"},
        {{"code", "区划代码", true, {"12 位统计用区划代码", "12-digit statistical division code"}, {"500110999001"}},
         {"name", "名称", true, {"区划名称", "name of the division"}, {"石塔村"}},
         {"level", "级别", true, {"省、市、县、乡镇、村居", "province, city, county, town, village"}, {"村居"}},
         {"parent_code",
          "上级代码",
          true,
          {"上级区划代码；省级留空", "code of the division above; empty for a province"},
          {"500110999000"}}}};
    return schema;
}

const SheetSchema& households() {
    static const SheetSchema schema{
        "households",
        {"家庭名册", "Households"},
        {{"household_no", "户编号", true, {"本县内唯一", "unique within the county"}, {"YX000001"}},
         {"from_month", "生效月", true, from_month_meaning, {"2022-08"}},
         {"program",
          "救助类别",
          true,
          {"城市低保、农村低保、城市特困、农村特困、低保边缘",
           "urban_dibao, rural_dibao, urban_tekun, rural_tekun, edge"},
          {"农村低保"}},
         {"division_code",
          "区划代码",
          true,
          {"所在村居的 12 位代码", "12-digit code of the village"},
          {"500110999001"}},
         {"applicant_id_number",
          "户主身份证号",
          true,
          {"18 位，末位 X 大写", "18 digits, the last may be X"},
          {"999901196111138070"}},
         {"approved_on", "审批日期", true, {"必填；次月起发放", "required; paid from the next month"}, {"2022-05-09"}},
         {"ended_on", "停保日期", true, {"当月仍发放", "that month is still paid"}, {"2022-10-15"}},
         {"end_reason", "停保原因", true, {"停保的原因", "why it ended"}, {"收入超标"}},
         {"grace_from", "渐退起始月", true, {"渐退的第一个月", "first month of grace"}, {"2022-09"}},
         {"cover", "保障方式", true, {"按户、单人；空白按户", "household, single; empty: household"}, {"按户"}},
         {"bank_code", "开户行代码", true, {"发放银行的代码", "code of the paying bank"}, {"rcb"}},
         {"account_no",
          "账号",
          true,
          {"卡号或存折账号，按文本填写", "card or passbook number, as text"},
          {"6299996907439150008"}},
         {"account_name", "账户名称", true, {"开户人姓名", "name of the account holder"}, {"沈文"}}}};
    return schema;
}

const SheetSchema& members() {
    static const SheetSchema schema{
        "members",
        {"家庭成员", "Members"},
        {{"household_no", "户编号", true, {"先导入家庭名册", "import the households first"}, {"YX000001"}},
         {"id_number",
          "身份证号",
          true,
          {"18 位，末位 X 大写", "18 digits, the last may be X"},
          {"999901196111138070"}},
         {"from_month", "生效月", true, from_month_meaning, {"2022-08"}},
         {"name", "姓名", true, {"姓名", "name"}, {"沈文"}},
         {"relation", "与户主关系", true, {"与户主关系", "relation to the applicant"}, {"户主"}},
         {"covered", "是否保障", true, {"是、否；必填", "yes, no; required"}, {"是"}},
         {"joined_on", "加入日期", true, {"当月不发，次月起算", "that month is not paid"}, {"2022-08-15"}},
         {"left_on", "退出日期", true, {"当月仍算", "that month is still paid"}, {"2022-10-15"}},
         {"categories",
          "救助对象类别",
          true,
          {"类别代码，用分号隔开", "category codes joined by semicolons"},
          {"severe_disability;disabled"}},
         {"self_care",
          "自理能力",
          true,
          {"全自理、半护理、全护理；特困人员必填", "full, partial, none; required for tekun"},
          {"半护理"}}}};
    return schema;
}

const SheetSchema& incomes() {
    static const SheetSchema schema{
        "incomes",
        {"家庭收入", "Incomes"},
        {{"household_no", "户编号", true, {"先导入家庭名册", "import the households first"}, {"YX000001"}},
         {"id_number",
          "身份证号",
          true,
          {"谁的收入；空白为全户共有", "whose income; empty: the household's"},
          {"999901196111138070"}},
         {"kind",
          "收入类别",
          true,
          {"工资、务农、转移、赡养、扣减等", "wage, farm, transfer, support, deduction …"},
          {"wage"}},
         {"annual_amount",
          "年收入",
          true,
          {"元，最多两位小数；扣减为负数", "yuan, at most two decimals; a deduction is negative"},
          {"3609.48"}},
         {"from_month", "起始月", true, {"必填", "required"}, {"2022-08"}},
         {"to_month", "终止月", true, {"最后一个月；空白为长期", "the last month; empty: open"}, {"2023-01"}}}};
    return schema;
}

const SheetSchema& deaths() {
    static const SheetSchema schema{
        "deaths",
        {"死亡信息", "Deaths"},
        {{"id_number", "身份证号", true, {"死者的身份证号", "the dead person's ID number"}, {"999901194605160164"}},
         {"died_on", "死亡日期", true, {"必填", "required"}, {"2022-08-06"}},
         {"source",
          "来源",
          true,
          {"公安、殡葬、卫健、人社、法院、村居、银行", "police, funeral, health, pension, court, village, bank"},
          {"殡葬"}},
         {"reported_on", "上报日期", true, {"何时得知", "when it was reported"}, {"2022-08-28"}}}};
    return schema;
}

const SheetSchema& past_payments() {
    static const SheetSchema schema{
        "past-payments",
        {"往期发放", "Past payments"},
        {{"household_no", "户编号", true, {"先导入家庭名册", "import the households first"}, {"YX000001"}},
         {"program",
          "救助类别",
          true,
          {"当时按哪一类发放：城市低保、农村低保、城市特困、农村特困",
           "what it was paid under: urban_dibao, rural_dibao, urban_tekun, rural_tekun"},
          {"农村低保"}},
         {"month", "所属月", true, {"发的是哪个月的钱", "the month it was paid for"}, {"2022-07"}},
         {"amount",
          "金额",
          true,
          {"实际到账的元数，最多两位小数；当月不发的写 0.00",
           "yuan that arrived, at most two decimals; 0.00 when nothing was paid for the month"},
          {"348.00"}},
         {"paid_on", "发放日期", true, {"哪天发的", "the day it was paid"}, {"2022-07-25"}}}};
    return schema;
}

}  // namespace

std::string_view code(ImportKind kind) noexcept {
    constexpr std::array<std::string_view, 7> codes{"divisions", "households", "members",      "incomes",
                                                    "deaths",    "pack",       "past-payments"};
    return codes[static_cast<std::size_t>(kind)];
}

Text name(ImportKind kind) {
    if (kind == ImportKind::pack) return {"政策包", "Rule pack"};
    return schema(kind).name;
}

std::optional<ImportKind> parse_import_kind(std::string_view text) noexcept {
    for (const ImportKind kind : all_import_kinds)
        if (text == code(kind)) return kind;
    return std::nullopt;
}

const SheetSchema& schema(ImportKind kind) {
    switch (kind) {
        case ImportKind::divisions:
            return divisions();
        case ImportKind::households:
            return households();
        case ImportKind::members:
            return members();
        case ImportKind::incomes:
            return incomes();
        case ImportKind::deaths:
            return deaths();
        case ImportKind::past_payments:
            return past_payments();
        case ImportKind::pack:
            break;
    }
    assumption_failed("a list kind with columns", __FILE__, __LINE__);
}

}  // namespace mingzhang::registry
