// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/reason.hpp"

#include <algorithm>
#include <string>

#include "base/values/check.hpp"

namespace mingzhang::bank {
namespace {

struct Entry {
    Reason reason;
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::string_view iso;
    Action action;
};

// In the order of the numbers. ISO codes as suggested in bank-files.md §1.3: no dedicated code exists for a dormant
// account; NARR is "see the text".
constexpr std::array<Entry, reason_count> entries{{
    {Reason::unmapped, "unmapped", "未识别的原因", "reason not mapped yet", "NARR", Action::hold},
    {Reason::not_given, "not_given", "未说明原因", "no reason given", "MS03", Action::hold},
    {Reason::account_not_found, "account_not_found", "账号不存在", "account does not exist", "AC01",
     Action::correct_account},
    {Reason::name_mismatch, "name_mismatch", "户名不符", "name does not match the account", "BE01",
     Action::correct_account},
    {Reason::id_mismatch, "id_mismatch", "证件号码不符", "ID number does not match the account", "BE01",
     Action::correct_account},
    {Reason::account_closed, "account_closed", "账户已销户", "account closed", "AC04", Action::correct_account},
    {Reason::account_frozen, "account_frozen", "账户冻结或止付", "account frozen or blocked", "AC06", Action::hold},
    {Reason::account_lost, "account_lost", "账户挂失", "card or passbook reported lost", "AC06", Action::hold},
    {Reason::account_dormant, "account_dormant", "睡眠户或久悬户", "account dormant", "AC06", Action::hold},
    {Reason::account_not_active, "account_not_active", "账户未激活", "account not activated", "AC06", Action::hold},
    {Reason::account_abnormal, "account_abnormal", "账户状态异常", "account in an abnormal state", "AC06",
     Action::hold},
    {Reason::account_kind, "account_kind", "账户种类不能收款", "this kind of account cannot be credited", "AG01",
     Action::correct_account},
    {Reason::account_currency, "account_currency", "账户币种不符", "account held in another currency", "AC09",
     Action::correct_account},
    {Reason::id_expired, "id_expired", "证件过期", "identity document expired", "AC06", Action::hold},
    {Reason::limit_exceeded, "limit_exceeded", "超过限额", "limit exceeded", "AM02", Action::hold},
    {Reason::no_agreement, "no_agreement", "无代发协议", "no agreement for batch payment", "AG01", Action::hold},
    {Reason::bank_code_wrong, "bank_code_wrong", "收款行号有误", "payee's bank code wrong", "RC01",
     Action::correct_account},
    {Reason::duplicate, "duplicate", "重复业务", "taken for a duplicate", "AM05", Action::query},
    {Reason::payer_short_of_funds, "payer_short_of_funds", "付款账户余额不足", "payer account short of funds", "AM04",
     Action::retry},
    {Reason::bank_failure, "bank_failure", "银行系统原因", "fault on the bank's side", "NARR", Action::retry},
    {Reason::received_not_credited, "received_not_credited", "已收妥未入账", "received but not credited yet", "NARR",
     Action::query},
    {Reason::in_progress, "in_progress", "银行处理中", "in progress at the bank", "NARR", Action::query},
    {Reason::returned, "returned", "退汇", "returned", "MS03", Action::hold},
    {Reason::returned_on_request, "returned_on_request", "发起行要求退汇", "returned on request of the sending side",
     "CUST", Action::hold},
    {Reason::deceased, "deceased", "账户所有人死亡", "account holder deceased", "MD07", Action::stop_and_open_case},
    {Reason::custodian_deceased, "custodian_deceased", "代管人死亡", "custodian deceased", "NARR",
     Action::replace_custodian},
}};

constexpr bool numbered_without_gaps() {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (static_cast<std::size_t>(entries[i].reason) != i + 1) return false;
    return true;
}
static_assert(numbered_without_gaps());

const Entry& entry(Reason reason) noexcept {
    const std::size_t at = static_cast<std::size_t>(reason) - 1;
    MINGZHANG_CHECK(at < entries.size());
    return entries[at];
}

struct ActionWords {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

constexpr ActionWords words_of(Action action) noexcept {
    switch (action) {
        case Action::retry:
            return {"retry", "重新发放", "send again"};
        case Action::correct_account:
            return {"correct_account", "更正账户", "correct the account"};
        case Action::hold:
            return {"hold", "暂缓", "hold"};
        case Action::stop_and_open_case:
            return {"stop_and_open_case", "停发并立案", "stop and open a case"};
        case Action::replace_custodian:
            return {"replace_custodian", "更换代管人", "replace the custodian"};
        case Action::query:
            return {"query", "向银行查询", "ask the bank"};
    }
    return {};
}

constexpr auto reasons_in_order = [] {
    std::array<Reason, reason_count> all{};
    std::ranges::transform(entries, all.begin(), &Entry::reason);
    return all;
}();

}  // namespace

const std::array<Reason, reason_count>& all_reasons() noexcept {
    return reasons_in_order;
}

std::string_view code(Reason reason) noexcept {
    return entry(reason).code;
}
std::string_view chinese(Reason reason) noexcept {
    return entry(reason).zh;
}
Text name(Reason reason) {
    return {std::string{entry(reason).zh}, std::string{entry(reason).en}};
}
std::string_view iso_code(Reason reason) noexcept {
    return entry(reason).iso;
}
Action action(Reason reason) noexcept {
    return entry(reason).action;
}

std::optional<Reason> reason_from_iso(std::string_view code) noexcept {
    struct Meaning {
        std::string_view iso;
        Reason reason;
    };
    // ISO 20022 external code sets, return and status reasons, as far as they can meet a payment of this field.
    constexpr std::array<Meaning, 43> meanings{{
        {"AC01", Reason::account_not_found},   {"AC02", Reason::account_not_found},
        {"AC03", Reason::account_not_found},   {"AC04", Reason::account_closed},
        {"AC05", Reason::account_closed},      {"AC06", Reason::account_frozen},
        {"AC07", Reason::account_closed},      {"AC09", Reason::account_currency},
        {"AC11", Reason::account_currency},    {"AC12", Reason::account_kind},
        {"AC13", Reason::account_kind},        {"AC14", Reason::account_kind},
        {"AC15", Reason::account_abnormal},    {"AC16", Reason::account_frozen},
        {"AG01", Reason::account_kind},        {"AG02", Reason::account_kind},
        {"AM02", Reason::limit_exceeded},      {"AM04", Reason::payer_short_of_funds},
        {"AM05", Reason::duplicate},           {"AM14", Reason::limit_exceeded},
        {"AM21", Reason::limit_exceeded},      {"BE01", Reason::name_mismatch},
        {"BE06", Reason::account_not_found},   {"CUST", Reason::returned_on_request},
        {"FOCR", Reason::returned_on_request}, {"DUPL", Reason::duplicate},
        {"DU01", Reason::duplicate},           {"DU02", Reason::duplicate},
        {"DU03", Reason::duplicate},           {"DU04", Reason::duplicate},
        {"DU05", Reason::duplicate},           {"MD07", Reason::deceased},
        {"MS03", Reason::not_given},           {"RC01", Reason::bank_code_wrong},
        {"RC03", Reason::bank_code_wrong},     {"RC04", Reason::bank_code_wrong},
        {"AGNT", Reason::bank_code_wrong},     {"AB05", Reason::bank_failure},
        {"AB06", Reason::bank_failure},        {"AB08", Reason::bank_failure},
        {"ED05", Reason::bank_failure},        {"TECH", Reason::bank_failure},
        {"TM01", Reason::bank_failure},
    }};
    const auto found = std::ranges::find(meanings, code, &Meaning::iso);
    if (found == meanings.end()) return std::nullopt;
    return found->reason;
}

std::optional<Reason> parse_reason(std::string_view code) noexcept {
    const auto found = std::ranges::find(entries, code, &Entry::code);
    if (found == entries.end()) return std::nullopt;
    return found->reason;
}

std::optional<Reason> reason_from_number(std::int64_t number) noexcept {
    if (number < 1 || number > static_cast<std::int64_t>(reason_count)) return std::nullopt;
    return static_cast<Reason>(number);
}

bool raises_death_check(Reason reason) noexcept {
    return reason == Reason::account_closed || reason == Reason::deceased;
}

std::string_view code(Action action) noexcept {
    return words_of(action).code;
}
Text name(Action action) {
    return {std::string{words_of(action).zh}, std::string{words_of(action).en}};
}

}  // namespace mingzhang::bank
