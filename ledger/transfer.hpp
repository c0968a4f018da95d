// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "ledger/accounts.hpp"
#include "ledger/events.hpp"

namespace mingzhang::ledger {

// Who gave the money (资金来源). Numbers are stored and are the office codes where there are such.
enum class FundSource : std::uint8_t {
    central = 1,     // 01 中央直达
    provincial = 3,  // 03 省级直达
    city = 4,        // 市级
    county = 5,      // 县级
};
inline constexpr std::array all_fund_sources{FundSource::central, FundSource::provincial, FundSource::city,
                                             FundSource::county};
[[nodiscard]] std::string_view code(FundSource source) noexcept;
[[nodiscard]] Text name(FundSource source);
[[nodiscard]] std::optional<FundSource> parse_fund_source(std::string_view text) noexcept;

// What a posting is about. What does not apply is absent or zero.
struct Dimensions {
    std::int64_t bank_account = 0;  // Row number of the office's own account.
    std::optional<FundSource> source;
    std::optional<Program> program;
    int budget_year = 0;        // 指标年度
    std::int64_t division = 0;  // The 12 digits as a number.
    std::int64_t run = 0;
    std::int64_t line = 0;       // With `run`: the open item a payable belongs to.
    std::optional<Month> month;  // The month the household is owed for.
    std::string household;
    std::int64_t batch = 0;
    std::int64_t instruction = 0;  // Within the batch.
};

// One entry of the journal: the number of its command within the county, and its place in the command, from 1.
struct EntryRef {
    std::int64_t command = 0;  // Zero: none.
    std::int64_t ordinal = 0;

    [[nodiscard]] bool is_set() const noexcept { return command != 0; }
    friend auto operator<=>(const EntryRef&, const EntryRef&) = default;
};

// Money moved whole from one account to another: Dr `debit`, Cr `credit`. It balances by its shape (adr/0003).
struct Transfer {
    Event event;
    Account debit;
    Account credit;
    Money amount;  // Above zero.
    Dimensions dimensions;
    // Set on a reversal (冲正): the command and ordinal of the transfer undone, whose accounts stand here swapped.
    std::int64_t reverses_command = 0;
    std::int64_t reverses_ordinal = 0;
    // Set when this posts a pending transfer, whole or in part (Journal::pend).
    EntryRef pending = {};
};

}  // namespace mingzhang::ledger
