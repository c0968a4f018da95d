// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/values/text.hpp"

namespace mingzhang::bank {

// What a failed or open payment asks for next.
enum class Action : std::uint8_t {
    retry = 1,               // Nothing is wrong with the payee: send it again in a follow-up batch.
    correct_account = 2,     // 更正账户: a verified new account or name, then a re-issue.
    hold = 3,                // 暂缓: a person finds out why before anything is sent.
    stop_and_open_case = 4,  // 停发并立案: notice of a death.
    replace_custodian = 5,   // 更换代管人: the custodian died, the entitlement lives on.
    query = 6,               // 查询: the bank may have paid. Never sent again before it answers.
};

// Why a bank did not, or not yet, credit a payment: one catalogue for all banks (退汇原因). The numbers are stored:
// never renumber.
enum class Reason : std::uint8_t {
    unmapped = 1,   // The bank wrote a text nobody has mapped yet: held, and listed for a person to map.
    not_given = 2,  // The bank gave no reason.
    account_not_found = 3,
    name_mismatch = 4,
    id_mismatch = 5,
    account_closed = 6,
    account_frozen = 7,
    account_lost = 8,
    account_dormant = 9,
    account_not_active = 10,
    account_abnormal = 11,
    account_kind = 12,
    account_currency = 13,
    id_expired = 14,
    limit_exceeded = 15,
    no_agreement = 16,
    bank_code_wrong = 17,
    duplicate = 18,
    payer_short_of_funds = 19,
    bank_failure = 20,
    received_not_credited = 21,
    in_progress = 22,
    returned = 23,
    returned_on_request = 24,
    deceased = 25,
    custodian_deceased = 26,
};

inline constexpr std::size_t reason_count = 26;
[[nodiscard]] const std::array<Reason, reason_count>& all_reasons() noexcept;

[[nodiscard]] std::string_view code(Reason reason) noexcept;      // "name_mismatch": as in layouts, stores and exports
[[nodiscard]] std::string_view chinese(Reason reason) noexcept;   // "户名不符"
[[nodiscard]] Text name(Reason reason);                           // both, for people
[[nodiscard]] std::string_view iso_code(Reason reason) noexcept;  // ISO 20022 external return reason: "BE01"
[[nodiscard]] Action action(Reason reason) noexcept;
[[nodiscard]] std::optional<Reason> parse_reason(std::string_view code) noexcept;
// What a code of ISO 20022's lists of return and status reasons means; none: nobody has mapped it, or it says to read
// the text. Several reasons share a code: this is the widest of them.
[[nodiscard]] std::optional<Reason> reason_from_iso(std::string_view code) noexcept;
[[nodiscard]] std::optional<Reason> reason_from_number(std::int64_t number) noexcept;

// The cards of the dead are closed: such a return asks for a death check besides its action (domain.md §4).
[[nodiscard]] bool raises_death_check(Reason reason) noexcept;

[[nodiscard]] std::string_view code(Action action) noexcept;  // "correct_account"
[[nodiscard]] Text name(Action action);                       // "更正账户"

}  // namespace mingzhang::bank
