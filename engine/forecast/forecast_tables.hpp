// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/tables/table.hpp"
#include "engine/forecast/budget_forecast.hpp"

// A forecast as people read it.
namespace mingzhang::forecast {

// By budget line: program, budget_code, source, allotted, used, to_come, left, dry_in.
[[nodiscard]] Table forecast_lines_table(const BudgetForecast& forecast, int year);

// By month: month, households, what each program that needs anything needs, amount. What is owed by now comes first.
[[nodiscard]] Table forecast_months_table(const BudgetForecast& forecast, int year);

// Who could not be worked out, the first month, and why.
[[nodiscard]] Table not_forecast_table(const BudgetForecast& forecast);

}  // namespace mingzhang::forecast
