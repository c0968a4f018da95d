// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/temporary_run.hpp"

#include <map>

#include "base/commands/canonical.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/grants/case_book.hpp"

namespace mingzhang::grants {

namespace {

constexpr CommandKind temporary_kind{
    "run.calculate.temporary", {"计算临时救助发放", "calculate a run of temporary assistance"}, {Role::officer}};

struct DueCase {
    std::int64_t number = 0;
    std::int32_t people = 0;
    Money amount;
};
using DueCases = std::map<std::string, std::vector<DueCase>>;  // By household.

DueCases due_cases(soci::session& sql, County county) {
    DueCases due;
    for (const CaseRow& row : read_cases(sql, county))
        if (const Money amount = payable_now(row); amount.is_positive())
            due[row.household].push_back({row.number, row.people, amount});
    return due;
}

Result<void, Refusal> write_lines(OneOffRun& one_off, LongWork& work) {
    CommandContext& context = one_off.context();
    const DueCases due = due_cases(context.sql(), context.county());
    store::BulkInsert insert{context.tx(), "temporary_payment", {"county", "run", "line", "case_number", "amount"}};
    auto done = one_off.each_household(
        work,
        [&](const registry::Household& household, const policy::PackBook&,
            const registry::HouseholdVersion& version) -> Result<void, Refusal> {
            const auto cases = due.find(household.no.text());
            if (cases == due.end()) return {};
            const Month month = one_off.run().month;
            OneOffRun::Payment payment{month, Program::temporary, runs::LineKind::temporary, {}, {}};
            payment.held = entitlement::has_death_conflict(household, month);
            for (const DueCase& of : cases->second) {
                payment.amount = sum(payment.amount, of.amount);
                payment.people = std::max<std::int64_t>(payment.people, of.people);
            }
            const std::int64_t line = one_off.pay(household, version, payment);
            for (const DueCase& of : cases->second)
                insert.row(context.county().number, one_off.run().number, line, of.number, of.amount.fen());
            return {};
        });
    insert.send();
    return done;
}

}  // namespace

Result<Answer, Refusal> calculate_temporary(Desk& desk, const Actor& actor, const OneOffCall& call, LongWork work) {
    const auto county = call.division.county();
    if (!county) return refuse(OneOffRefusal::wider_than_county, call.division.text());
    const std::string request = Canonical{"run.calculate.temporary/1"}
                                    .add("month", call.month.index())
                                    .add("division", call.division.text())
                                    .bytes();
    return desk.carry_out(actor, temporary_kind, {*county, call.division, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              OneOffRun one_off{context, runs::RunKind::temporary, call};
                              constexpr bool side_by_side = true;
                              if (auto begun = one_off.begin(side_by_side); !begun) return pass_on(begun);
                              if (auto written = write_lines(one_off, work); !written) return pass_on(written);
                              return one_off.finish();
                          });
}

}  // namespace mingzhang::grants
