// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>

#include "base/values/money.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::runs {

// Where the money of a run stands: due = to_send + held + in_transit + paid + returned + offset + withdrawn.
struct RunEquation {
    Run run;
    Money due;  // From the lines of the roster; the rest from the journal.
    Money to_send;
    Money held;
    Money in_transit;
    Money paid;
    Money returned;
    Money offset;
    Money withdrawn;

    [[nodiscard]] Money parts() const;
};

// Every run whose lines count as accrued, by number.
void read_equations(soci::session& sql, County county, const std::function<void(const RunEquation&)>& each);

}  // namespace mingzhang::runs
