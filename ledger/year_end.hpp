// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>

#include "base/commands/command.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"

namespace soci {
class session;
}

namespace mingzhang::ledger {

// Why a year was not closed. Checked in this order.
enum class YearRefusal : std::uint8_t { year_not_over, closed_before, months_open };
[[nodiscard]] RefusalWords words(YearRefusal reason);

// Why unspent funds were not taken back. Checked in this order.
enum class TakeBackRefusal : std::uint8_t { not_two_years, nothing_left };
[[nodiscard]] RefusalWords words(TakeBackRefusal reason);

// Years close in their order, so a year is closed when it or a later one was.
[[nodiscard]] std::optional<int> last_closed_year(soci::session& sql, County county);
[[nodiscard]] bool is_year_closed(soci::session& sql, County county, int year);

// What a year's close carried forward: funds received less expense.
struct YearClosed {
    Money appropriation;
    Money expense;
    Money carried;  // May be below zero: more was due than was received.
};

// 年终结转 (event 14): what the year received and spent goes to 3002, by program and division; the quota left stays for
// the same purpose. From then on nothing is posted to income or expense of that year.
[[nodiscard]] Result<YearClosed, Refusal> close_year(CommandContext& context, int year);

// Quota of a budget year that was carried once and is still unspent when the next year is closed too: finance takes it
// back (3002 → 1001). Gives what was taken.
[[nodiscard]] Result<Money, Refusal> take_back_unspent(CommandContext& context, int year);

}  // namespace mingzhang::ledger
