// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/entitlement/plain_town.hpp"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <set>

namespace mingzhang::plain {

namespace {

using namespace mingzhang::registry;
using Strings = std::vector<std::string>;

// Both included, and the whole range from the first case on: what is drawn small is a rule left out.
std::int64_t number(std::int64_t from, std::int64_t to) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(from, to + 1));
}
bool chance(std::int64_t one_in) {
    return number(0, one_in - 1) == one_in - 1;  // Shrinks to no.
}
// Round amounts and odd ones.
std::int64_t amount(std::int64_t yuan_max) {
    return chance(2) ? number(0, yuan_max * 100) : number(0, yuan_max) * 100;
}

// A year's income; half of them whole percents of a standard of 300, so that bounds are met.
std::int64_t any_income(std::int64_t yuan_max) {
    return chance(2) ? number(0, yuan_max / 36) * 36'00 : amount(yuan_max);
}
std::string one_of(const Strings& words) {
    return words[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(words.size()) - 1))];
}
Strings some_of(const Strings& words) {
    Strings out;
    for (const std::string& word : words)
        if (chance(3)) out.push_back(word);
    return out;
}

Rounding any_rounding() {
    const std::int64_t units[] = {1, 10, 100};
    return {units[number(0, 2)], one_of({"half_up", "ceil", "floor", "half_even"})};
}

// `lowest`: 1 where nothing is not allowed.
Value any_value(std::int64_t lowest, std::int64_t yuan_max, std::int64_t percent_max) {
    if (chance(2)) return {number(lowest, percent_max), 0, 0};
    const std::int64_t for_all = std::max(lowest, amount(yuan_max));
    if (!chance(3)) return {-1, for_all, for_all};
    return {-1, chance(4) ? -1 : for_all, std::max(lowest, amount(yuan_max))};
}

std::vector<Item> any_items(const Strings& codes) {
    std::vector<Item> items;
    for (const std::string& code : some_of(codes)) {
        Item item{code, any_value(0, 120, 40)};
        if (chance(3)) item.age_min = number(0, 80);
        if (chance(4)) item.age_max = item.age_min < 0 ? number(0, 80) : number(item.age_min, 90);
        items.push_back(item);
    }
    return items;
}

void draw_dibao(Pack& p) {
    p.rounding = any_rounding();
    p.by_person = chance(2);
    p.single = one_of({"full", "difference", "fixed"});
    p.fixed = amount(600);
    if (chance(3)) p.least_household = amount(60);
    if (chance(3)) p.least_person = number(0, 40) * 100;
    if (chance(3))
        for (const char* code : {"tier_a", "tier_b"}) {
            Tier tier{code, any_value(1, 200, 100)};
            if (chance(2)) tier.income_below = number(1, 100);
            p.tiers.push_back(tier);
        }
    for (std::int64_t k = number(0, 5); k > 0; --k) p.grace.push_back(number(0, 100));
    for (const std::string& code : some_of({"refused", "again"})) p.cuts.push_back({code, number(1, 100)});
}

void draw_topup(Pack& p) {
    p.combine = one_of({"max", "sum"});
    p.topup_rounding = any_rounding();
    p.categories = any_items({"ill", "old", "young", "disabled"});
    p.stack = any_items({"disabled", "alone"});
    p.capped = chance(3);
    p.cap = any_value(0, 150, 50);
    p.cap_holds_stack = chance(2);
}

void draw_edge(Pack& p) {
    p.edge = chance(2);
    p.edge_urban = chance(2);
    p.edge_from = number(0, 100);
    p.edge_to = number(101, 200);
    p.edge_from_closed = chance(2);
    p.edge_to_closed = chance(2);
    p.edge_pays = p.edge && chance(2);
    p.edge_value = chance(2) ? Value{number(0, 30), 0, 0} : Value{-1, 5000, 5000};
    p.edge_by_person = chance(2);
    p.edge_rounding = any_rounding();
}

void draw_prices(Pack& p) {
    p.prices = chance(2);
    p.prices_mark = chance(3) ? -1 : number(1, 500);
    p.food_mark = p.prices_mark < 0 || chance(2) ? number(1, 900) : -1;
    p.prices_programs = some_of({"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"});
    if (p.edge && chance(2)) p.prices_programs.emplace_back("edge");
    if (p.prices_programs.empty()) p.prices = false;
    if (chance(2)) p.prices_least = amount(40);
    p.prices_rounding = any_rounding();
}

Pack any_pack(const std::string& division, std::int64_t from) {
    Pack p;
    p.division = division;
    p.from = from;
    p.urban = 20000 + amount(600);
    p.rural = chance(2) ? 30000 : 20000 + amount(400);
    if (!chance(6)) p.tekun = 1 + amount(1200);
    p.same = some_of({"approved", "joined", "left", "ended", "died", "birthday"});
    if (chance(3)) p.cut_day = number(1, 30);
    draw_dibao(p);
    draw_topup(p);
    for (auto& care : p.care)
        if (!chance(8)) care = amount(400);
    p.institution = chance(2);
    if (chance(2)) p.institution_standard = amount(1500);
    for (auto& care : p.institution_care)
        if (chance(2)) care = amount(400);
    draw_edge(p);
    draw_prices(p);
    if (p.tekun >= 0 && chance(2)) p.funeral_months = number(1, 12);
    return p;
}

Month month_at(std::int64_t index) {
    return Month::from_index(static_cast<std::int32_t>(index));
}
Date any_day(std::int64_t months_from, std::int64_t months_to) {
    const Month month = month_at(number(first_month + months_from, first_month + months_to));
    return Date{std::chrono::year{month.year()}, std::chrono::month{month.month()},
                std::chrono::day{static_cast<unsigned>(number(1, 28))}};
}

HouseholdVersion any_version(std::optional<Month> from) {
    HouseholdVersion v{.from_month = from,
                       .program = static_cast<Program>(number(1, 5)),
                       .division = DivisionCode::parse(one_of({"500110999001", "500110888001"})).value(),
                       .applicant = {},
                       .approved_on = any_day(-24, chance(6) ? 8 : -6),
                       .ended_on = {},
                       .end_reason = {},
                       .grace_from = {},
                       .cover = chance(3) ? Cover::single : Cover::household,
                       .bank_code = {},
                       .account = {},
                       .account_name = {}};
    if (chance(8)) v.ended_on = any_day(0, 12);
    if (chance(4)) v.grace_from = month_at(first_month + number(1, 10));
    return v;
}

MemberVersion any_member(PersonId id, std::optional<Month> from) {
    MemberVersion m;
    m.person = id;
    m.from_month = from;
    m.name = fmt::format("成员{}", id.number);
    m.covered = !chance(5);
    if (chance(6)) m.joined_on = any_day(-3, 10);
    if (chance(8)) m.left_on = any_day(0, 12);
    m.categories = some_of({"ill", "disabled", "alone", "refused", "again"});
    if (!chance(8)) m.categories.push_back(one_of({"tier_a", "tier_b"}));
    if (!chance(10)) m.self_care = static_cast<SelfCare>(number(1, 3));
    if (chance(3)) m.categories.emplace_back("in_institution");
    return m;
}

// A second version now and then.
std::vector<std::optional<Month>> version_months() {
    std::vector<std::optional<Month>> months{std::nullopt};
    if (chance(10)) months.front() = month_at(first_month + number(0, 6));
    if (chance(4)) months.emplace_back(month_at(first_month + number(7, 12)));
    return months;
}

void add_person(Household& home, std::int64_t id) {
    Person person{.id = {id},
                  .birth_date = any_day(-12 * number(0, 90) - 12, -1),
                  .id_masked = fmt::format("999901********{:04}", id),
                  .deaths = {},
                  .settled_death = {}};
    if (chance(5)) person.deaths.push_back({any_day(-2, 12), DeathSource::police, {}});
    if (!person.deaths.empty() && chance(3)) person.deaths.push_back({any_day(-2, 12), DeathSource::health, {}});
    home.persons.push_back(person);
    for (const auto& from : version_months()) home.members.push_back(any_member({id}, from));
}

void add_incomes(Household& home, std::optional<PersonId> person) {
    for (std::int64_t i = number(0, 2); i > 0; --i) {
        IncomeRow row{.person = person,
                      .kind = "wage",
                      .annual_amount = Money::fen((chance(4) ? -1 : 1) * any_income(person ? 5000 : 9000)),
                      .from_month = month_at(first_month - number(0, 8) + (chance(4) ? 8 : 0)),
                      .to_month = {}};
        if (chance(4)) row.to_month = row.from_month + static_cast<int>(number(0, 12));
        home.incomes.push_back(row);
    }
}

// A year's income at which one of the packs decides otherwise than a fen beside it.
std::int64_t any_bound(const std::vector<Pack>& packs) {
    const Pack& pack = packs[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(packs.size()) - 1))];
    std::vector<std::int64_t> percents{100, pack.edge_from, pack.edge_to};
    for (const Tier& tier : pack.tiers)
        if (tier.income_below >= 0) percents.push_back(tier.income_below);
    const std::int64_t percent =
        percents[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(percents.size()) - 1))];
    return 12 * (chance(2) ? pack.urban : pack.rural) * number(1, 4) * percent / 100;
}

std::string text(const std::optional<Date>& date) {
    return date ? to_string(*date) : "-";
}
std::string text(const std::optional<Month>& month) {
    return month ? to_string(*month) : "-";
}

}  // namespace

std::vector<Pack> any_packs() {
    std::vector<Pack> packs;
    std::set<std::pair<std::string, std::int64_t>> taken;
    for (std::int64_t i = number(1, 3); i > 0; --i) {
        const std::string division = one_of({"500110", "50", "500110999"});
        const std::int64_t from = first_month + (chance(2) ? number(0, 10) : -24);
        if (taken.emplace(division, from).second) packs.push_back(any_pack(division, from));
    }
    return packs;
}

Household any_household(const std::vector<Pack>& packs) {
    Household home{HouseholdNo::parse("YX1").value(), {}, {}, {}, {}};
    for (const auto& from : version_months()) home.versions.push_back(any_version(from));
    const bool at_bound = chance(4);
    if (at_bound) {
        home.incomes.push_back({std::nullopt, "wage", Money::fen(any_bound(packs)), month_at(first_month - 12), {}});
    } else {
        add_incomes(home, std::nullopt);
    }
    for (std::int64_t id = 1, people = number(0, 4); id <= people; ++id) {
        add_person(home, id);
        if (!at_bound) add_incomes(home, PersonId{id});
    }
    return home;
}

std::string show(const Household& home) {
    std::string out;
    for (const auto& v : home.versions)
        out += fmt::format("household from {} {} {} approved {} ended {} grace {} {}\n", text(v.from_month),
                           code(v.program), v.division.text(), to_string(v.approved_on), text(v.ended_on),
                           text(v.grace_from), v.cover == Cover::single ? "single" : "household");
    for (const auto& m : home.members)
        out += fmt::format("member {} from {} {} joined {} left {} [{}] care {}\n", m.person.number, text(m.from_month),
                           m.covered ? "covered" : "not covered", text(m.joined_on), text(m.left_on),
                           fmt::join(m.categories, ";"), m.self_care ? static_cast<int>(*m.self_care) : 0);
    for (const auto& p : home.persons) {
        out += fmt::format("person {} born {}", p.id.number, to_string(p.birth_date));
        for (const auto& death : p.deaths) out += " died " + to_string(death.died_on);
        out += "\n";
    }
    for (const auto& row : home.incomes)
        out += fmt::format("income of {} {} fen a year from {} to {}\n", row.person ? row.person->number : 0,
                           row.annual_amount.fen(), to_string(row.from_month), text(row.to_month));
    return out;
}

}  // namespace mingzhang::plain
