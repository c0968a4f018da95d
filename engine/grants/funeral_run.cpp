// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/funeral_run.hpp"

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "engine/entitlement/benefits.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/runs/look_back.hpp"

namespace mingzhang::grants {

namespace {

constexpr CommandKind funeral_kind{
    "run.calculate.funeral", {"计算丧葬补助", "calculate funeral grants"}, {Role::officer}};

class FuneralLines {
public:
    explicit FuneralLines(OneOffRun& one_off) : one_off_{one_off}, granted_{one_off.granted()} {}

    // A line for each month of death, so that a household is named once a month and run.
    void write(const registry::Household& household, const policy::PackBook& packs,
               const registry::HouseholdVersion& payee) {
        const Month last = one_off_.run().month;
        for (Month month = last - runs::months_looked_back; month <= last; month = month + 1) {
            const auto* version = entitlement::version_in_force(household, month);
            if (version == nullptr || (month < last && !was_covered(month, version->division))) continue;
            OneOffRun::Payment payment{month, version->program, runs::LineKind::funeral, {}, {}};
            for (const entitlement::FuneralGrant& grant : entitlement::funeral_grants(household, packs, month)) {
                if (!granted_.insert(grant.person->id).second) continue;
                payment.amount = sum(payment.amount, grant.amount);
                payment.persons.push_back(grant.person->id);
                payment.held = payment.held || grant.held;
            }
            if (payment.amount.is_positive()) one_off_.pay(household, payee, payment);
        }
    }

private:
    [[nodiscard]] bool was_covered(Month month, const DivisionCode& division) const {
        return std::any_of(one_off_.runs().begin(), one_off_.runs().end(), [&](const runs::Run& run) {
            return run.kind == runs::RunKind::funeral && run.month == month && runs::is_accrued(run.state()) &&
                   run.division.covers(division);
        });
    }

    OneOffRun& one_off_;
    std::set<registry::PersonId> granted_;
};

}  // namespace

Result<Answer, Refusal> calculate_funeral(Desk& desk, const Actor& actor, const OneOffCall& call, LongWork work) {
    const auto county = call.division.county();
    if (!county) return refuse(OneOffRefusal::wider_than_county, call.division.text());
    const std::string request = Canonical{"run.calculate.funeral/1"}
                                    .add("month", call.month.index())
                                    .add("division", call.division.text())
                                    .bytes();
    return desk.carry_out(actor, funeral_kind, {*county, call.division, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              OneOffRun one_off{context, runs::RunKind::funeral, call};
                              if (auto begun = one_off.begin(); !begun) return pass_on(begun);
                              FuneralLines lines{one_off};
                              auto written = one_off.each_household(
                                  work,
                                  [&](const registry::Household& household, const policy::PackBook& packs,
                                      const registry::HouseholdVersion& version) -> Result<void, Refusal> {
                                      lines.write(household, packs, version);
                                      return {};
                                  });
                              if (!written) return pass_on(written);
                              return one_off.finish();
                          });
}

}  // namespace mingzhang::grants
