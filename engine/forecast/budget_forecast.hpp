// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "base/values/progress.hpp"
#include "base/values/text.hpp"
#include "engine/policy/pack.hpp"
#include "ledger/transfer.hpp"

// What the rest of a budget year will need, and whether its budget lines reach (预算预测). Reads and changes nothing.
namespace mingzhang::forecast {

// Why a year was not forecast. Checked in this order.
enum class ForecastRefusal : std::uint8_t { year_over, stopped };
[[nodiscard]] RefusalWords words(ForecastRefusal reason);

struct ForecastCall {
    int year = 0;
    Date today;
    DivisionScope division;                 // Households that live there, month by month.
    std::optional<policy::Pack> pack = {};  // Counts beside those imported.

    // Budget lines are the county's: for a part of it there is only what it needs.
    [[nodiscard]] bool is_whole_county() const { return division.text().size() <= 6; }
};

struct Need {
    std::int64_t households = 0;
    Money amount;
};

// A budget line to the end of its year.
struct LineForecast {
    Program program = Program::urban_dibao;
    std::optional<ledger::FundSource> source;  // Absent: the program needs money and nobody granted any.
    Money allotted;                            // Granted; received, where no line was recorded for the year.
    Money used;                                // Gone to the bank, or pending.
    Money to_come;                             // Of what is still needed, what this line must give.
    std::optional<Month> dry_in;               // The first month it cannot give what it is asked for.

    [[nodiscard]] Money left() const;  // Below zero: lacking.
};

// A household a month of which cannot be worked out; that month of it is in no sum.
struct NotForecast {
    HouseholdNo no;
    DivisionCode division;
    Program program;
    Month month;  // The first.
    Text why;
};

struct BudgetForecast {
    std::map<Program, Need> owed;                     // By approved runs, and in no bank file yet; held lines too.
    std::map<std::pair<Month, Program>, Need> needs;  // Of the months still to come.
    std::vector<LineForecast> lines;                  // By program and source; none for less than the whole county.
    std::vector<NotForecast> not_worked_out;

    [[nodiscard]] Money to_come() const;
};

// The months still to come are those after the last an approved run, or the office's word on what it paid before,
// covered for a household's place and program; where there is none, from the month of today on. Each is worked out by
// the roster as known now and the packs then in force: ages, grace and dates of ending tell as they fall. Only regular
// lines: what is to be paid or taken back for earlier months is not foreseen. Money is drawn in the order of the
// sources, central first, as batches draw it; what no line can give is lacking from the program's last line.
[[nodiscard]] Result<BudgetForecast, Refusal> forecast_budget(store::Store& store, County county,
                                                              const ForecastCall& call, LongWork work);

}  // namespace mingzhang::forecast
