// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/commands/command.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "engine/registry/household.hpp"

namespace mingzhang::runs {

// Payment kinds (发放类别). Stored by number: never renumber. The last three are of one-off runs.
enum class LineKind : std::uint8_t {
    regular = 1,        // 正常
    backpay = 2,        // 补发
    price_subsidy = 3,  // 价格补贴
    funeral = 4,        // 丧葬补助
    temporary = 5,      // 临时救助
};
[[nodiscard]] Word word(LineKind kind);
enum class HoldReason : std::uint8_t {
    none = 0,
    death_conflict = 1,
    placed = 2,               // By an officer, with words.
    account_unverified = 3,   // 账户未核验: nobody confirmed the changed account yet
    missing_from_roster = 4,  // 名册缺户未定: a full roster left the household out
};
[[nodiscard]] Word word(HoldReason reason);  // 死亡日期不一致

struct LineKey {
    std::int64_t run = 0;
    std::int64_t line = 0;
    friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

// One line of a run: what a household is owed for one month, and whom it is paid to.
struct Line {
    LineKey key;
    HouseholdNo household;
    Month month;  // The month owed for.
    LineKind kind;
    Program program;  // Of that month: budget code and passbook memo follow it.
    DivisionCode division;
    std::int64_t covered = 0;
    Money base;
    Money topup;
    Money amount;
    HoldReason held = HoldReason::none;
    std::string bank_code;
    std::optional<registry::AccountId> account;
    std::string account_name;
};

// A payable that may go into a batch: its run is released, it is not held, it has no live instruction and owes `open`.
struct SendableLine {
    Line line;
    Money open;  // What is still owed of it: its amount less what was withdrawn or offset.
};

// Every payable that may go to `bank_code` under `program` now, ordered by account, then run and line.
void read_sendable(soci::session& sql, County county, const std::string& bank_code, Program program,
                   const std::function<void(const SendableLine&)>& each);

// Banks and programs that have something to send.
struct SendableGroup {
    std::string bank_code;
    Program program;
    std::int64_t lines = 0;
    Money total;
};
void read_sendable_groups(soci::session& sql, County county, const std::function<void(const SendableGroup&)>& each);

}  // namespace mingzhang::runs
