// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/past_payments.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

namespace mingzhang::registry {

namespace {

constexpr int town_digits = 9;

}  // namespace

std::string past_payments_in_force(KnownAt at) {
    return fmt::format(
        "(SELECT p.household_no, p.program, p.month, p.paid_on, p.amount, p.division FROM past_payment p JOIN "
        "(SELECT household_no, program, month, paid_on, max(import) AS import FROM past_payment WHERE county = {0} AND "
        "import <= {1} GROUP BY household_no, program, month, paid_on) l ON l.household_no = p.household_no AND "
        "l.program = p.program AND l.month = p.month AND l.paid_on = p.paid_on AND l.import = p.import "
        "WHERE p.county = {0})",
        at.county.number, at.import);
}

std::vector<PastPayment> past_payments_of(soci::session& sql, KnownAt at, const HouseholdNo& household, Month month) {
    std::vector<PastPayment> list;
    const std::string no = household.text();
    const std::int64_t index = month.index();
    int program = 0;
    std::int64_t paid_on = 0, amount = 0;
    soci::statement query =
        (sql.prepare << "SELECT program, paid_on, amount FROM " + past_payments_in_force(at) +
                            " AS past WHERE household_no = :no AND month = :month ORDER BY paid_on, program",
         soci::use(no), soci::use(index), soci::into(program), soci::into(paid_on), soci::into(amount));
    query.execute();
    while (query.fetch())
        list.push_back({static_cast<Program>(program), date_from_number(paid_on).value(), Money::fen(amount)});
    return list;
}

std::vector<PastMonth> past_months(soci::session& sql, KnownAt at) {
    std::vector<PastMonth> list;
    std::int64_t month = 0;
    int program = 0;
    std::string town;
    const std::string prefix = "substr(division, 1, " + std::to_string(town_digits) + ")";
    soci::statement query = (sql.prepare << "SELECT DISTINCT month, program, " + prefix + " AS town FROM " +
                                                past_payments_in_force(at) + " AS past ORDER BY month, program, town",
                             soci::into(month), soci::into(program), soci::into(town));
    query.execute();
    while (query.fetch())
        list.push_back({Month::from_index(static_cast<std::int32_t>(month)), static_cast<Program>(program),
                        DivisionScope::parse(town).value()});
    return list;
}

}  // namespace mingzhang::registry
