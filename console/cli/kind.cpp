// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/kind.hpp"

#include <charconv>
#include <chrono>

#include "base/commands/actor.hpp"
#include "base/values/money.hpp"
#include "base/values/program.hpp"
#include "engine/registry/import.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::console {

namespace {

bool is_between(std::string_view text, std::int64_t least, std::int64_t most) {
    const auto number = parse_whole_number(text);
    return number && *number >= least && *number <= most;
}

bool is_positive_yuan(std::string_view text) {
    const auto amount = parse_yuan(text);
    return amount && amount->is_positive();
}

bool is_fit(Kind kind, const std::string& value) {
    switch (kind) {
        case Kind::flag:
        case Kind::text:
            return true;
        case Kind::file:
            return !value.empty();
        case Kind::number:
            return is_between(value, 1, INT64_MAX);
        case Kind::seed:
            return is_between(value, 0, INT64_MAX);
        case Kind::per_cent:
            return is_between(value, 0, 100);
        case Kind::yuan:
            return is_positive_yuan(value);
        case Kind::year:
            return is_between(value, 2000, 2199);
        case Kind::month:
            return parse_month(value).has_value();
        case Kind::date:
            return parse_date(value).has_value();
        case Kind::moment:
            return parse_moment(value).has_value();
        case Kind::division:
            return DivisionScope::parse(value).has_value();
        case Kind::county:
            return parse_county(value).has_value();
        case Kind::program:
            return parse_program(value).has_value();
        case Kind::fund_source:
            return ledger::parse_fund_source(value).has_value();
        case Kind::household:
            return HouseholdNo::parse(value).has_value();
        case Kind::role:
            return parse_role(value).has_value();
        case Kind::language:
            return value == "zh" || value == "en";
        case Kind::import_kind:
            return registry::parse_import_kind(value).has_value();
        case Kind::id_number:
            return IdNumber::parse(value).has_value();
        case Kind::account_number:
            return AccountNumber::parse(value).has_value();
    }
    return false;
}

Text wish(Kind kind) {
    switch (kind) {
        case Kind::flag:
        case Kind::text:
            return {"请写一段文字", "give a text"};
        case Kind::file:
            return {"请写文件名", "give a file name"};
        case Kind::number:
            return {"请写编号，如 1", "give a number such as 1"};
        case Kind::seed:
            return {"请写 0 或正整数", "give a whole number from 0"};
        case Kind::per_cent:
            return {"请写 0 至 100 的整数", "give a whole number from 0 to 100"};
        case Kind::yuan:
            return {"请写大于零的金额，单位元，如 1143.00", "give an amount above zero in yuan, such as 1143.00"};
        case Kind::year:
            return {"请写年度，如 2022", "give a year such as 2022"};
        case Kind::month:
            return {"请写月份，如 2022-08", "give a month such as 2022-08"};
        case Kind::date:
            return {"请写日期，如 2022-08-06", "give a date such as 2022-08-06"};
        case Kind::moment:
            return {"请写时刻，如 2022-08-20T09:00:00", "give a time such as 2022-08-20T09:00:00"};
        case Kind::division:
            return {"请写 2 至 12 位区划代码，如 500110999000",
                    "give a division code of 2 to 12 digits, such as 500110999000"};
        case Kind::county:
            return {"请写区县的区划代码，如 500110", "give the division code of a county, such as 500110"};
        case Kind::program:
            return {"请写城市低保、农村低保、城市特困、农村特困（urban_dibao、rural_dibao、urban_tekun、rural_tekun）",
                    "give urban_dibao, rural_dibao, urban_tekun or rural_tekun"};
        case Kind::fund_source:
            return {"请写资金来源：central、provincial、city 或 county", "give central, provincial, city or county"};
        case Kind::household:
            return {"请写户编号，如 YX000001", "give a household's number such as YX000001"};
        case Kind::role:
            return {
                "请写岗位：officer 经办、reviewer 复核、approver 审批、liaison 银行联络、auditor 审计、administrator "
                "管理员",
                "give officer, reviewer, approver, liaison, auditor or administrator"};
        case Kind::language:
            return {"请写 zh 或 en", "give zh or en"};
        case Kind::import_kind:
            return {"请写 divisions 区划、households 家庭、members 成员、incomes 收入、deaths 死亡 或 pack 政策包",
                    "give divisions, households, members, incomes, deaths or pack"};
        case Kind::id_number:
            return {"公民身份号码不合规，请核对", "not a citizen's ID number; check it"};
        case Kind::account_number:
            return {"账号不合规：应为 6 至 32 位数字", "not an account number: 6 to 32 digits"};
    }
    return {};
}

}  // namespace

std::string_view placeholder(Kind kind) noexcept {
    switch (kind) {
        case Kind::flag:
            return "";
        case Kind::text:
            return "TEXT";
        case Kind::file:
            return "FILE";
        case Kind::number:
        case Kind::seed:
            return "N";
        case Kind::per_cent:
            return "0-100";
        case Kind::yuan:
            return "YUAN";
        case Kind::year:
            return "YYYY";
        case Kind::month:
            return "YYYY-MM";
        case Kind::date:
            return "YYYY-MM-DD";
        case Kind::moment:
            return "YYYY-MM-DDTHH:MM:SS";
        case Kind::division:
        case Kind::county:
            return "CODE";
        case Kind::program:
            return "PROGRAM";
        case Kind::fund_source:
            return "SOURCE";
        case Kind::household:
            return "HOUSEHOLD";
        case Kind::role:
            return "ROLE";
        case Kind::language:
            return "zh|en";
        case Kind::import_kind:
            return "KIND";
        case Kind::id_number:
            return "ID";
        case Kind::account_number:
            return "ACCOUNT";
    }
    return "";
}

std::optional<Text> fault(Kind kind, const std::string& value) {
    return is_fit(kind, value) ? std::nullopt : std::optional{wish(kind)};
}

std::optional<std::int64_t> parse_whole_number(std::string_view text) noexcept {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Instant> parse_moment(std::string_view text) noexcept {
    constexpr std::chrono::hours china_offset{8};
    if (text.size() != 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
    const auto day = parse_date(text.substr(0, 10));
    const auto hour = parse_whole_number(text.substr(11, 2));
    const auto minute = parse_whole_number(text.substr(14, 2));
    const auto second = parse_whole_number(text.substr(17, 2));
    if (!day || !hour || !minute || !second) return std::nullopt;
    const auto is_below = [](std::int64_t value, std::int64_t limit) { return value >= 0 && value < limit; };
    if (!is_below(*hour, 24) || !is_below(*minute, 60) || !is_below(*second, 60)) return std::nullopt;
    return Instant{std::chrono::sys_days{*day}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second} - china_offset;
}

std::optional<County> parse_county(std::string_view text) {
    const auto scope = DivisionScope::parse(text);
    return scope ? scope->county() : std::nullopt;
}

}  // namespace mingzhang::console
