// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/runs/line_digest.hpp"
#include "engine/runs/lines.hpp"

namespace soci {
class statement;
}

namespace mingzhang::runs {

// A row of run_line as the database gives it; `t` is the table's name in every query.
struct LineRow {
    static constexpr std::string_view columns =
        "t.run, t.line, t.household_no, t.month, t.kind, t.program, t.division, t.covered, t.base, t.topup, t.amount, "
        "t.held, t.bank_code, t.account, t.account_name";

    std::int64_t run = 0, number = 0, month = 0, covered = 0, base = 0, topup = 0, amount = 0, account = 0;
    int kind = 0, program = 0, held = 0;
    std::string household_no, division, bank_code, account_name;

    void bind(soci::statement& query);  // In the order of `columns`.
    [[nodiscard]] Line line() const;
};

// Every line of a run, by line.
void read_lines(soci::session& sql, County county, std::int64_t run, const std::function<void(const Line&)>& each);

// Every overpayment of a run, in the order found.
[[nodiscard]] std::vector<OverpaymentRow> overpayments_of(soci::session& sql, County county, std::int64_t run);

}  // namespace mingzhang::runs
