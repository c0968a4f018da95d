// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/price_run.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "engine/entitlement/presence.hpp"

namespace mingzhang::grants {

namespace {

using entitlement::NoGrant;
using entitlement::PriceSubsidy;

constexpr CommandKind price_kind{
    "run.calculate.price", {"计算价格临时补贴", "calculate a price subsidy"}, {Role::officer}};

// The budget codes of a run: one of town and one of country, however many packs rule its division.
class BudgetCodes {
public:
    [[nodiscard]] Result<void, Refusal> take(const PriceSubsidy& subsidy) {
        const bool urban = subsidy.is_urban();
        const policy::PriceSubsidyRules& rules = *subsidy.pack->price_subsidy;
        const std::string& named = urban ? rules.urban_code : rules.rural_code;
        std::string& kept = urban ? urban_ : rural_;
        if (named.empty())
            return refuse(OneOffRefusal::no_budget_code, subsidy.pack->id,
                          fmt::format("price_subsidy.budget_code.{}", urban ? "urban" : "rural"));
        if (!kept.empty() && kept != named) return refuse(OneOffRefusal::codes_differ, kept, named);
        kept = named;
        return {};
    }
    [[nodiscard]] const std::string& urban() const { return urban_; }
    [[nodiscard]] const std::string& rural() const { return rural_; }

private:
    std::string urban_, rural_;
};

Result<void, Refusal> write_lines(OneOffRun& one_off, const entitlement::PriceRise& rise, BudgetCodes& codes,
                                  LongWork& work) {
    const Month month = one_off.run().month;
    std::set<registry::PersonId> paid = one_off.granted(month);
    Result<void, Refusal> carried;
    auto done = one_off.each_household(
        work,
        [&](const registry::Household& household, const policy::PackBook& packs,
            const registry::HouseholdVersion& version) -> Result<void, Refusal> {
            auto subsidy = entitlement::price_subsidy(household, packs, month, rise);
            if (!subsidy) return tl::unexpected{entitlement::to_refusal(household, subsidy.error())};
            entitlement::pay_once(*subsidy, paid);
            if (subsidy->nothing != NoGrant::no || !carried) return {};
            carried = codes.take(*subsidy);
            const Program program = subsidy->is_urban() ? Program::urban_price_subsidy : Program::rural_price_subsidy;
            one_off.pay(household, version,
                        {month, program, runs::LineKind::price_subsidy, subsidy->amount, std::move(subsidy->persons),
                         entitlement::has_death_conflict(household, month)});
            return {};
        });
    if (!done) return done;
    return carried;
}

void keep_rise(OneOffRun& one_off, const entitlement::PriceRise& rise, const BudgetCodes& codes) {
    store::BulkInsert{
        one_off.context().tx(), "price_run", {"county", "run", "prices", "food", "urban_code", "rural_code"}}
        .row(one_off.run().county.number, one_off.run().number, rise.prices.hundredths, rise.food.hundredths,
             codes.urban(), codes.rural());
}

}  // namespace

Result<Answer, Refusal> calculate_price(Desk& desk, const Actor& actor, const PriceCall& call, LongWork work) {
    const auto county = call.run.division.county();
    if (!county) return refuse(OneOffRefusal::wider_than_county, call.run.division.text());
    if (!call.rise) return refuse(OneOffRefusal::index_needed);
    const std::string request = Canonical{"run.calculate.price/1"}
                                    .add("month", call.run.month.index())
                                    .add("division", call.run.division.text())
                                    .add("prices", call.rise->prices.hundredths)
                                    .add("food", call.rise->food.hundredths)
                                    .bytes();
    return desk.carry_out(actor, price_kind, {*county, call.run.division, call.run.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              OneOffRun one_off{context, runs::RunKind::price, call.run};
                              if (auto begun = one_off.begin(); !begun) return pass_on(begun);
                              BudgetCodes codes;
                              if (auto written = write_lines(one_off, *call.rise, codes, work); !written)
                                  return pass_on(written);
                              keep_rise(one_off, *call.rise, codes);
                              auto answer = one_off.finish();
                              if (answer) answer->set("urban_code", codes.urban()).set("rural_code", codes.rural());
                              return answer;
                          });
}

entitlement::PriceRise rise_of(soci::session& sql, County county, std::int64_t run) {
    std::int32_t prices = 0, food = 0;
    sql << "SELECT prices, food FROM price_run WHERE county = :county AND run = :run", soci::use(county.number),
        soci::use(run), soci::into(prices), soci::into(food);
    return {policy::Rise{prices}, policy::Rise{food}};
}

}  // namespace mingzhang::grants
