// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/institution_month.hpp"

#include <soci/soci.h>

#include "engine/entitlement/assess.hpp"
#include "engine/entitlement/institution.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::grants {

namespace {

// What regular runs accrued for the month, by household.
std::map<std::string, Money> accrued_in(soci::session& sql, County county, Month month) {
    const std::string runs = runs::accrued_run_numbers(runs::all_runs(sql, county));
    const std::int64_t index = month.index();
    std::map<std::string, Money> accrued;
    std::string household;
    std::int64_t amount = 0;
    soci::statement query =
        (sql.prepare << "SELECT household_no, sum(amount) FROM (SELECT household_no, amount FROM run_line WHERE county "
                        "= :county AND month = :month AND run IN ("
                     << runs
                     << ") UNION ALL SELECT household_no, -amount FROM run_overpayment WHERE county = :of_county AND "
                        "month = :of_month AND run IN ("
                     << runs << ")) AS accrued GROUP BY household_no",
         soci::use(county.number), soci::use(index), soci::use(county.number), soci::use(index), soci::into(household),
         soci::into(amount));
    query.execute();
    while (query.fetch()) accrued[household] = Money::fen(amount);
    return accrued;
}

}  // namespace

Money MonthCost::total() const {
    Money all;
    for (const auto& [program, amount] : settled) all = sum(all, amount);
    return all;
}

Result<MonthCost, Refusal> cost_of(soci::session& sql, County county, const Institution& institution, Month month) {
    const registry::KnownAt now{county, registry::last_import(sql, county)};
    const policy::PackBook packs = registry::pack_book(sql, now);
    const std::map<std::string, Money> accrued = accrued_in(sql, county, month);
    MonthCost cost;
    registry::SnapshotReader reader{sql, now};
    while (const registry::Household* household = reader.next()) {
        const auto* version = entitlement::version_in_force(*household, month);
        if (version == nullptr || version->account_name != institution.name ||
            !institution.division.covers(version->division))
            continue;
        auto assessed = entitlement::assess(*household, packs, month);
        if (!assessed) return tl::unexpected{entitlement::to_refusal(*household, assessed.error())};
        const auto stays = entitlement::stays_of(*assessed);
        if (stays.empty()) continue;
        const policy::InstitutionRules& rules = *assessed->now.pack->institution;
        if (rules.paid_by != policy::PaidBy::prepayment)
            return refuse(InstitutionRefusal::paid_by_run, assessed->now.pack->id, to_string(month));
        entitlement::leave_to_prepayment(*assessed);
        const auto paid = accrued.find(household->no.text());
        if (paid != accrued.end() && paid->second > assessed->total)
            return refuse(InstitutionRefusal::paid_by_a_run, household->no.text(), to_string(month));
        const auto settled = entitlement::settle_institution(rules, month, stays);
        cost.people += static_cast<std::int64_t>(settled.stays.size());
        cost.head_days += settled.head_days;
        Money& of_program = cost.settled[version->program];
        of_program = sum(of_program, settled.settled);
    }
    return cost;
}

}  // namespace mingzhang::grants
