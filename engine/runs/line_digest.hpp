// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "engine/runs/lines.hpp"

namespace mingzhang::runs {

// Money a run found accrued and not owed.
struct OverpaymentRow {
    std::int64_t ordinal = 0;
    std::string household;
    Month month{1900, 1};
    Program program{};
    std::string division;
    Money amount;
};

// The canonical bytes of a line and of an overpayment: what the digests of a run in the log are made of, version 1.
[[nodiscard]] std::string canonical(const Line& line);
[[nodiscard]] std::string canonical(const OverpaymentRow& overpayment);

// Under these names the log keeps them, of all lines and of all overpayments in their order.
inline constexpr std::string_view lines_fact = "run.lines";
inline constexpr std::string_view overpayments_fact = "run.overpayments";

}  // namespace mingzhang::runs
