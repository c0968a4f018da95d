// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/values/text.hpp"

namespace mingzhang::runs {

// What a run pays (发放种类). Every kind takes the same road from calculation to closing; only what is worked out
// differs (adr/0020). Stored by number: never renumber.
enum class RunKind : std::uint8_t {
    regular = 1,    // 月度发放: the month's entitlement and what is owed for earlier months
    price = 2,      // 价格临时补贴, of one month
    funeral = 3,    // 丧葬补助, for deaths
    temporary = 4,  // 临时救助: cases that were decided and not paid
};
[[nodiscard]] std::string_view code(RunKind kind) noexcept;
[[nodiscard]] Text name(RunKind kind);
[[nodiscard]] Word word(RunKind kind);  // For tables.
[[nodiscard]] std::optional<RunKind> parse_run_kind(std::string_view text) noexcept;

}  // namespace mingzhang::runs
