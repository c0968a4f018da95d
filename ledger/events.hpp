// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>

#include "base/values/text.hpp"
#include "ledger/accounts.hpp"

namespace mingzhang::ledger {

// The twenty-one things that can happen to the money. Numbers are stored and are those of the account plan's table.
enum class Event : std::uint8_t {
    funds_received = 1,         // 指标下达/额度到账
    due = 2,                    // 应发: a roster was approved
    sent_to_bank = 3,           // 拨付: finance pays a batch to the bank
    paid = 4,                   // 到账
    returned = 5,               // 退汇
    reissued = 6,               // 补发 after the account was verified
    returned_to_treasury = 7,   // a return that cannot be issued again
    overpayment_confirmed = 8,  // 追缴立案
    recovered = 9,              // 追缴到账 and turned over
    offset = 10,                // 抵扣 from a due payment
    written_off = 11,           // 核销
    withdrawn = 12,             // 撤回/停发 before sending
    paid_to_another = 13,       // 错发 credited to the wrong person
    year_end = 14,              // 年终结转
    prepayment = 15,            // 机构/乡镇预拨与结算
    back_due = 16,              // 补发 of an earlier month
    interest = 17,              // 利息
    unknown_credit = 18,        // 不明来款 and its explanation
    unknown_debit = 19,         // 不明扣款 and its explanation
    opening = 20,               // 期初: what stood when the books began here
    one_off_due = 21,           // 一次性应发: once, beside what the month owes the household
};

[[nodiscard]] Text name(Event event);
[[nodiscard]] std::optional<Event> event_from_number(std::int64_t number);

// What a posting must say, as bits: each event needs what its later questions will be asked by.
namespace needs {
inline constexpr unsigned bank_account = 1, source = 2, program = 4, budget_year = 8, division = 16, item = 32,
                          month = 64, household = 128, instruction = 256;
}
[[nodiscard]] unsigned needed_dimensions(Event event);

// Whether the event may move money from `credit` to `debit`: the pairs of the account plan's table and no others.
[[nodiscard]] bool moves(Event event, Account debit, Account credit);

}  // namespace mingzhang::ledger
