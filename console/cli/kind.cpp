// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/kind.hpp"

#include <charconv>
#include <chrono>
#include <vector>

#include "bank_adapters/reason.hpp"
#include "base/commands/actor.hpp"
#include "base/crypto/signature.hpp"
#include "base/values/check.hpp"
#include "base/values/money.hpp"
#include "base/values/program.hpp"
#include "engine/opening/opening.hpp"
#include "engine/registry/import.hpp"
#include "engine/runs/run_kind.hpp"
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

// At most two decimals, as amounts have.
bool is_rise(std::string_view text) {
    const auto percent = parse_yuan(text);
    return percent && *percent >= Money::fen(-100'00) && *percent <= Money::fen(100'00);
}

// What there is to know of a kind, at the index of its number.
struct Facts {
    Kind kind;
    std::string_view placeholder;
    bool (*is_fit)(const std::string& value);
    Text wish;
};

const std::vector<Facts>& all_facts() {
    using Value = const std::string&;
    static const std::vector<Facts> facts{
        {Kind::flag, "", [](Value) { return true; }, {}},
        {Kind::text, "TEXT", [](Value) { return true; }, {"请写一段文字", "give a text"}},
        {Kind::file, "FILE", [](Value v) { return !v.empty(); }, {"请写文件名", "give a file name"}},
        {Kind::number,
         "N",
         [](Value v) { return is_between(v, 1, INT64_MAX); },
         {"请写编号，如 1", "give a number such as 1"}},
        {Kind::seed,
         "N",
         [](Value v) { return is_between(v, 0, INT64_MAX); },
         {"请写 0 或正整数", "give a whole number from 0"}},
        {Kind::per_cent,
         "0-100",
         [](Value v) { return is_between(v, 0, 100); },
         {"请写 0 至 100 的整数", "give a whole number from 0 to 100"}},
        {Kind::yuan,
         "YUAN",
         [](Value v) { return is_positive_yuan(v); },
         {"请写大于零的金额，单位元，如 1143.00", "give an amount above zero in yuan, such as 1143.00"}},
        {Kind::rise,
         "PERCENT",
         [](Value v) { return is_rise(v); },
         {"请写同比涨幅，百分之，如 2.1 或 -0.3", "give a rise in percent such as 2.1 or -0.3"}},
        {Kind::year,
         "YYYY",
         [](Value v) { return is_between(v, 2000, 2199); },
         {"请写年度，如 2022", "give a year such as 2022"}},
        {Kind::month,
         "YYYY-MM",
         [](Value v) { return parse_month(v).has_value(); },
         {"请写月份，如 2022-08", "give a month such as 2022-08"}},
        {Kind::date,
         "YYYY-MM-DD",
         [](Value v) { return parse_date(v).has_value(); },
         {"请写日期，如 2022-08-06", "give a date such as 2022-08-06"}},
        {Kind::moment,
         "YYYY-MM-DDTHH:MM:SS",
         [](Value v) { return parse_moment(v).has_value(); },
         {"请写时刻，如 2022-08-20T09:00:00", "give a time such as 2022-08-20T09:00:00"}},
        {Kind::division,
         "CODE",
         [](Value v) { return DivisionScope::parse(v).has_value(); },
         {"请写 2 至 12 位区划代码，如 500110999000", "give a division code of 2 to 12 digits, such as 500110999000"}},
        {Kind::county,
         "CODE",
         [](Value v) { return parse_county(v).has_value(); },
         {"请写区县的区划代码，如 500110", "give the division code of a county, such as 500110"}},
        {Kind::program,
         "PROGRAM",
         [](Value v) { return parse_program(v).has_value(); },
         {"请写城市低保、农村低保、城市特困、农村特困（urban_dibao、rural_dibao、urban_tekun、rural_"
          "tekun），或城市价格补贴、农村价格补"
          "贴、临时救助（urban_price_subsidy、rural_price_subsidy、temporary）",
          "give urban_dibao, rural_dibao, urban_tekun or rural_tekun; or urban_price_subsidy, rural_price_subsidy or "
          "temporary"}},
        {Kind::run_kind,
         "KIND",
         [](Value v) { return runs::parse_run_kind(v).has_value(); },
         {"请写 regular 月度发放、price 价格临时补贴、funeral 丧葬补助 或 temporary 临时救助",
          "give regular, price, funeral or temporary"}},
        {Kind::fund_source,
         "SOURCE",
         [](Value v) { return ledger::parse_fund_source(v).has_value(); },
         {"请写资金来源：central、provincial、city 或 county", "give central, provincial, city or county"}},
        {Kind::household,
         "HOUSEHOLD",
         [](Value v) { return HouseholdNo::parse(v).has_value(); },
         {"请写户编号，如 YX000001", "give a household's number such as YX000001"}},
        {Kind::role,
         "ROLE",
         [](Value v) { return parse_role(v).has_value(); },
         {"请写岗位：officer 经办、reviewer 复核、approver 审批、liaison 银行联络、auditor 审计、administrator 管理员",
          "give officer, reviewer, approver, liaison, auditor or administrator"}},
        {Kind::language, "zh|en", [](Value v) { return v == "zh" || v == "en"; }, {"请写 zh 或 en", "give zh or en"}},
        {Kind::import_kind,
         "KIND",
         [](Value v) { return registry::parse_import_kind(v).has_value() || v == opening::import_kind; },
         {"请写 divisions 区划、households 家庭、members 成员、incomes 收入、deaths 死亡、pack 政策包、past-payments "
          "往期发放 或 opening 期初数",
          "give divisions, households, members, incomes, deaths, pack, past-payments or opening"}},
        {Kind::id_number,
         "ID",
         [](Value v) { return IdNumber::parse(v).has_value(); },
         {"公民身份号码不合规，请核对", "not a citizen's ID number; check it"}},
        {Kind::account_number,
         "ACCOUNT",
         [](Value v) { return AccountNumber::parse(v).has_value(); },
         {"账号不合规：应为 6 至 32 位数字", "not an account number: 6 to 32 digits"}},
        {Kind::signature_kind,
         "ed25519|sm2",
         [](Value v) { return crypto::parse_signature_kind(v).has_value(); },
         {"请写 ed25519 或 sm2", "give ed25519 or sm2"}},
        {Kind::hash_kind,
         "sha256|sm3",
         [](Value v) { return crypto::parse_hash_kind(v).has_value(); },
         {"请写 sha256 或 sm3", "give sha256 or sm3"}},
        {Kind::bank_reason,
         "REASON",
         [](Value v) { return bank::parse_reason(v) && v != bank::code(bank::Reason::unmapped); },
         {"请写 mingzhang bank reasons 所列的代码，如 account_closed",
          "give a code of mingzhang bank reasons, such as account_closed"}},
    };
    return facts;
}

const Facts& facts_of(Kind kind) {
    const Facts& facts = all_facts().at(static_cast<std::size_t>(kind));
    MINGZHANG_CHECK(facts.kind == kind);
    return facts;
}

}  // namespace

std::string_view placeholder(Kind kind) noexcept {
    return facts_of(kind).placeholder;
}

std::optional<Text> fault(Kind kind, const std::string& value) {
    const Facts& facts = facts_of(kind);
    return facts.is_fit(value) ? std::nullopt : std::optional{facts.wish};
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
