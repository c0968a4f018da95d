// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/benefits/lists.hpp"

#include <array>
#include <set>

#include "base/commands/read_table.hpp"
#include "engine/entitlement/explain_benefits.hpp"
#include "engine/entitlement/institution.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/registry/snapshot.hpp"

namespace mingzhang::benefits {

namespace {

using entitlement::NoGrant;

// The households of the division in the month, one after the other, until one refuses.
template <class Take>
Result<void, Refusal> each_household(soci::session& sql, County county, const DivisionScope& division, Month month,
                                     Take take) {
    const registry::KnownAt now{county, registry::last_import(sql, county)};
    const policy::PackBook packs = registry::pack_book(sql, now);
    registry::SnapshotReader reader{sql, now};
    while (const registry::Household* household = reader.next()) {
        const auto* version = entitlement::version_in_force(*household, month);
        if (version == nullptr || !division.covers(version->division)) continue;
        if (auto taken = take(*household, packs, *version); !taken) return taken;
    }
    return {};
}

TableParameter month_of(Month month) {
    return {{"月份", "Month"}, to_string(month)};
}

std::string name_of(const entitlement::Assessment& assessment, registry::PersonId person) {
    for (const auto& member : assessment.now.members)
        if (member.person->id == person) return member.version->name;
    return {};
}

// A code of twelve digits within the division: packs are asked for by one.
DivisionCode code_within(const DivisionScope& division) {
    std::string digits = division.text();
    digits.resize(12, '0');
    return DivisionCode::parse(digits).value();
}

}  // namespace

RefusalWords words(BenefitRefusal) noexcept {
    return {"benefit/no_pack", "{1} 没有适用于区划 {0} 的政策包。", "No pack rules the division {0} in {1}.",
            "请导入该月已生效的政策包。", "Import a pack in force in that month."};
}

Table price_subsidy_table(store::Store& store, County county, const DivisionScope& division, Month month,
                          const entitlement::PriceRise& rise) {
    TableHead head{{"价格临时补贴", "Price subsidy"},
                   {month_of(month)},
                   {{"household_no", {"户编号", "Household"}},
                    {"division", {"区划", "Division"}},
                    {"program", {"类别", "Program"}},
                    {"people", {"人数", "People"}, CellKind::whole_number, true},
                    {"standard", {"标准", "Standard"}, CellKind::money},
                    {"each", {"每人", "Each"}, CellKind::money},
                    {"amount", {"金额", "Amount"}, CellKind::money, true}}};
    return read_table(store, std::move(head), [county, division, month, rise](soci::session& sql, RowPusher& rows) {
        std::set<registry::PersonId> paid;
        return each_household(sql, county, division, month,
                              [&](const registry::Household& household, const policy::PackBook& packs,
                                  const registry::HouseholdVersion& version) -> Result<void, Refusal> {
                                  auto read = entitlement::price_subsidy(household, packs, month, rise);
                                  if (!read) return tl::unexpected{entitlement::to_refusal(household, read.error())};
                                  entitlement::pay_once(*read, paid);
                                  if (read->nothing != NoGrant::no) return {};
                                  rows.push(std::array{Cell{household.no.text()}, Cell{version.division.text()},
                                                       Cell{word(read->program)}, Cell{read->people},
                                                       Cell{read->standard}, Cell{read->each}, Cell{read->amount}});
                                  return {};
                              });
    });
}

Table funeral_table(store::Store& store, County county, const DivisionScope& division, Month month) {
    TableHead head{{"丧葬补助", "Funeral grants"},
                   {month_of(month)},
                   {{"household_no", {"户编号", "Household"}},
                    {"division", {"区划", "Division"}},
                    {"program", {"类别", "Program"}},
                    {"name", {"姓名", "Name"}},
                    {"died_on", {"死亡日期", "Died on"}, CellKind::date},
                    {"amount", {"金额", "Amount"}, CellKind::money, true},
                    {"state", {"状态", "State"}}}};
    return read_table(store, std::move(head), [county, division, month](soci::session& sql, RowPusher& rows) {
        return each_household(sql, county, division, month,
                              [&](const registry::Household& household, const policy::PackBook& packs,
                                  const registry::HouseholdVersion& version) -> Result<void, Refusal> {
                                  for (const auto& grant : entitlement::funeral_grants(household, packs, month)) {
                                      const Word state = grant.held ? Word{"held", {"暂缓", "held"}}
                                                                    : Word{"payable", {"应付", "payable"}};
                                      rows.push(std::array{Cell{household.no.text()}, Cell{version.division.text()},
                                                           Cell{word(grant.program)}, Cell{grant.version->name},
                                                           Cell{grant.died_on}, Cell{grant.amount}, Cell{state}});
                                  }
                                  return {};
                              });
    });
}

Table institution_table(store::Store& store, County county, const DivisionScope& division, Month month) {
    TableHead head{{"供养机构结算", "Institutions settled"},
                   {month_of(month)},
                   {{"household_no", {"户编号", "Household"}},
                    {"division", {"区划", "Division"}},
                    {"name", {"姓名", "Name"}},
                    {"account_name", {"账户名称", "Account name"}},
                    {"days", {"天数", "Days"}, CellKind::whole_number, true},
                    {"prepaid", {"预拨", "Prepaid"}, CellKind::money, true},
                    {"settled", {"结算", "Settled"}, CellKind::money, true},
                    {"surplus", {"退回", "Surplus"}, CellKind::money, true}}};
    return read_table(store, std::move(head), [county, division, month](soci::session& sql, RowPusher& rows) {
        return each_household(
            sql, county, division, month,
            [&](const registry::Household& household, const policy::PackBook& packs,
                const registry::HouseholdVersion& version) -> Result<void, Refusal> {
                const auto assessed = entitlement::assess(household, packs, month);
                if (!assessed) return tl::unexpected{entitlement::to_refusal(household, assessed.error())};
                const auto stays = entitlement::stays_of(*assessed);
                if (stays.empty()) return {};
                const auto settled = entitlement::settle_institution(*assessed->now.pack->institution, month, stays);
                for (const entitlement::SettledStay& stay : settled.stays) {
                    rows.push(std::array{Cell{household.no.text()}, Cell{version.division.text()},
                                         Cell{name_of(*assessed, stay.person)}, Cell{version.account_name},
                                         Cell{stay.days}, Cell{stay.prepaid}, Cell{stay.settled},
                                         Cell{difference(stay.prepaid, stay.settled)}});
                }
                return {};
            });
    });
}

Result<TemporaryReply, Refusal> temporary_case(store::Store& store, County county, const DivisionScope& division,
                                               const entitlement::TemporaryCase& facts, Language language) {
    policy::PackBook packs;
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        packs = registry::pack_book(store.sql(), {county, registry::last_import(store.sql(), county)});
        return {};
    });
    if (!read) return pass_on(read);
    const policy::Pack* pack = packs.in_force(code_within(division), facts.decided);
    if (pack == nullptr) return refuse(BenefitRefusal::no_pack, division.text(), to_string(facts.decided));
    auto grant = entitlement::temporary_grant(*pack, facts);
    if (!grant) return pass_on(grant);
    return TemporaryReply{grant->amount, grant->paid_first, entitlement::explain(*grant, language)};
}

}  // namespace mingzhang::benefits
