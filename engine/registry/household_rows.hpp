// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/registry/snapshot.hpp"

// Household rows with the import each came with: what a decision about a roster is made from.
namespace mingzhang::registry {

// Whom a household is paid to, as its rows say it.
struct Payee {
    std::string bank_code;
    std::int64_t account = 0;  // A row of `account`; zero: none.
    std::string account_name;
    friend auto operator<=>(const Payee&, const Payee&) = default;
};

struct HouseholdRow {
    std::int64_t from_month = 0;  // Zero: from the beginning.
    std::int64_t import = 0;
    Program program{};
    std::string division;
    std::int64_t ended_on = 0;  // Zero: it has not.
    Payee payee;
};

// The rows in force of one household, by the month they are in force from.
using RowsInForce = std::map<std::int64_t, HouseholdRow>;

// Of the rows that came with an import up to `import`, those that stand. They must be ordered by import within a month.
[[nodiscard]] RowsInForce in_force(std::span<const HouseholdRow> rows, std::int64_t import);

// The row in force in a month; null before the first.
[[nodiscard]] const HouseholdRow* row_in(const RowsInForce& rows, Month month);

// Each household and its rows that count as known at the import, by from_month, then import. `which` is a SQL
// condition on t.household_no that begins with AND, or empty; it must not carry what people typed.
void read_household_rows(soci::session& sql, KnownAt at, const std::string& which,
                         const std::function<void(const std::string& no, std::span<const HouseholdRow>)>& each);

// The rows in force of one household as known at the import.
[[nodiscard]] RowsInForce rows_of(soci::session& sql, KnownAt at, const std::string& household_no);

}  // namespace mingzhang::registry
