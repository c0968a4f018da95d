// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/entitlement/plain_rules.hpp"

#include <algorithm>
#include <optional>

namespace mingzhang::plain {

namespace {

using registry::Household;
using registry::HouseholdVersion;
using registry::MemberVersion;
using registry::Person;
using Fen = std::int64_t;

// n / d fen to the unit, by the mode.
Fen rounded(Fen n, Fen d, const Rounding& r) {
    const Fen step = d * r.unit;
    const Fen down = n / step;
    const Fen twice_rest = 2 * (n % step);
    bool up = false;
    if (r.mode == "ceil") up = twice_rest > 0;
    if (r.mode == "half_up") up = twice_rest >= step;
    if (r.mode == "half_even") up = twice_rest > step || (twice_rest == step && down % 2 == 1);
    return (down + (up ? 1 : 0)) * r.unit;
}

bool has(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_urban(Program p) {
    return p == Program::urban_dibao || p == Program::urban_tekun;
}

Fen month_of(Date date) {
    return static_cast<int>(date.year()) * 12 + static_cast<Fen>(static_cast<unsigned>(date.month())) - 1;
}

// The first month in which the event counts as having happened.
Fen tells_from(const Pack& pack, const std::string& event, Date date) {
    Fen month = month_of(date);
    const bool decided = event != "died" && event != "birthday";
    if (decided && pack.cut_day > 0 && static_cast<unsigned>(date.day()) > static_cast<unsigned>(pack.cut_day)) ++month;
    return has(pack.same, event) ? month : month + 1;
}

template <class Version>
bool starts_by(const Version& version, Fen month) {
    return !version.from_month || version.from_month->index() <= month;
}

const HouseholdVersion* version_in(const Household& h, Fen month) {
    const HouseholdVersion* found = nullptr;
    for (const HouseholdVersion& v : h.versions)
        if (starts_by(v, month)) found = &v;  // In order of from_month: the last one that has started.
    return found;
}

const Pack* pack_in(const std::vector<Pack>& packs, const std::string& division, Fen month) {
    const Pack* best = nullptr;
    for (const Pack& p : packs) {
        if (!division.starts_with(p.division) || p.from > month) continue;
        const bool better = best == nullptr || p.division.size() > best->division.size() ||
                            (p.division == best->division && p.from > best->from);
        if (better) best = &p;
    }
    return best;
}

struct Member {
    const Person* person;
    const MemberVersion* row;
};

std::optional<Date> died_on(const Person& person) {
    std::optional<Date> first;
    for (const auto& death : person.deaths)
        if (!first || death.died_on < *first) first = death.died_on;
    return first;
}

// Who is present, covered or not, in order of the persons.
std::vector<Member> present(const Household& h, const Pack& pack, Fen month, bool heed_deaths = true) {
    std::vector<Member> out;
    for (const Person& person : h.persons) {
        const MemberVersion* row = nullptr;
        for (const MemberVersion& v : h.members)
            if (v.person == person.id && starts_by(v, month)) row = &v;
        if (row == nullptr) continue;
        if (row->joined_on && tells_from(pack, "joined", *row->joined_on) > month) continue;
        if (row->left_on && tells_from(pack, "left", *row->left_on) <= month) continue;
        const auto died = died_on(person);
        if (heed_deaths && died && tells_from(pack, "died", *died) <= month) continue;
        out.push_back({&person, row});
    }
    return out;
}

std::vector<Member> covered(const std::vector<Member>& members) {
    std::vector<Member> out;
    for (const Member& m : members)
        if (m.row->covered) out.push_back(m);
    return out;
}

// A year's income of those named, the household's own rows with them if asked for; never below zero.
Fen income(const Household& h, Fen month, const std::vector<Member>& of, bool with_households_own) {
    Fen total = 0;
    for (const auto& row : h.incomes) {
        if (row.from_month.index() > month || (row.to_month && row.to_month->index() < month)) continue;
        bool counts = !row.person && with_households_own;
        for (const Member& m : of) counts = counts || row.person == m.person->id;
        if (counts) total += row.annual_amount.fen();
    }
    return std::max<Fen>(0, total);
}

Fen standard_of(const Pack& pack, Program program) {
    if (program == Program::urban_dibao) return pack.urban;
    if (program == Program::rural_dibao) return pack.rural;
    if (program == Program::edge) return pack.edge_urban ? pack.urban : pack.rural;
    return pack.tekun;
}

// Hundredths of a fen; -1: nothing said for the program.
Fen hundredfold(const Value& v, Fen standard, bool urban) {
    if (v.percent >= 0) return standard * v.percent;
    const Fen amount = urban ? v.urban : v.rural;
    return amount < 0 ? -1 : amount * 100;
}

Fen value_of(const Value& v, Fen standard, bool urban, const Rounding& r) {
    const Fen exact = hundredfold(v, standard, urban);
    if (exact < 0) return -1;
    return v.percent >= 0 ? rounded(exact, 100, r) : exact / 100;
}

// Hundredths of a fen for the member; -1: none of the tiers is theirs.
Fen tier_of(const Pack& pack, const Member& m, Fen standard, bool urban, Fen a_year, Fen people) {
    for (const Tier& tier : pack.tiers) {
        const Fen exact = hundredfold(tier.value, standard, urban);
        const bool mine = tier.income_below >= 0 ? a_year * 100 < 12 * standard * people * tier.income_below
                                                 : has(m.row->categories, tier.code);
        if (mine && exact >= 0) return exact;
    }
    return -1;
}

// Rules 1 to 4; "no tier" in `refused` where somebody has none.
Owed base_by_rules(const Household& h, const HouseholdVersion& v, const Pack& pack, Fen month) {
    Owed out;
    const auto here = present(h, pack, month);
    const auto people = covered(here);
    const Fen n = static_cast<Fen>(people.size());
    const Fen s = standard_of(pack, v.program);
    const bool single = v.cover == registry::Cover::single;
    out.covered = n;
    if (n == 0) return out;

    std::vector<std::pair<Fen, Fen>> parts;  // Each person's exact part, as n / d.
    const Fen a_year = income(h, month, here, true);
    Fen twelvefold = 12 * s * n - a_year;
    if (single && pack.single == "full") twelvefold = 12 * s * n;
    if (single && pack.single == "fixed") twelvefold = 12 * pack.fixed * n;
    if (single && pack.single == "difference") {
        twelvefold = 0;
        for (const Member& m : people) {
            const Fen own = std::max<Fen>(0, 12 * s - income(h, month, {m}, false));
            parts.emplace_back(own, 12);
            twelvefold += own;
        }
    }
    if (twelvefold <= 0) return out;
    if (!single && !pack.tiers.empty()) {
        for (const Member& m : people) {
            const Fen exact = tier_of(pack, m, s, is_urban(v.program), a_year, n);
            if (exact < 0) return {.refused = "no tier", .covered = n};
            parts.emplace_back(exact, 100);
        }
    }
    if (parts.empty()) parts.assign(static_cast<std::size_t>(n), {twelvefold, 12 * n});

    Fen by_person = 0;
    Fen exact = 0;
    for (const auto& [top, bottom] : parts) {
        by_person += rounded(top, bottom, pack.rounding);
        exact += top;  // All have one denominator.
    }
    out.base = pack.by_person ? by_person : rounded(exact, parts.front().second, pack.rounding);
    out.base = std::max({out.base, pack.least_household, pack.least_person * n});
    return out;
}

// The shares of who refuses work, cut.
Fen after_cuts(const Pack& pack, const std::vector<Member>& people, Fen base) {
    const Fen n = static_cast<Fen>(people.size());
    Fen left = base;
    for (Fen i = 0; i < n; ++i) {
        const Fen share = base / n + (i < base % n ? 1 : 0);
        for (const Cut& cut : pack.cuts) {
            if (!has(people[static_cast<std::size_t>(i)].row->categories, cut.code)) continue;
            left -= rounded(share * cut.percent, 100, {});
            break;
        }
    }
    return left;
}

Fen topups_of(const Pack& pack, const Member& m, Fen standard, bool urban, Fen month) {
    const Fen since = month - tells_from(pack, "birthday", m.person->birth_date);
    const Fen age = since < 0 ? 0 : since / 12;
    const auto worth = [&](const Item& item) -> Fen {
        const bool by_age = item.age_min >= 0 || item.age_max >= 0;
        const bool right_age = (item.age_min < 0 || age >= item.age_min) && (item.age_max < 0 || age <= item.age_max);
        if (by_age ? !right_age : !has(m.row->categories, item.code)) return 0;
        return std::max<Fen>(0, value_of(item.value, standard, urban, pack.topup_rounding));
    };
    Fen categories = 0;
    Fen stack = 0;
    for (const Item& item : pack.categories)
        categories = pack.combine == "max" ? std::max(categories, worth(item)) : categories + worth(item);
    for (const Item& item : pack.stack) stack += worth(item);
    const Fen cap = pack.capped ? value_of(pack.cap, standard, urban, pack.topup_rounding) : -1;
    if (cap < 0) return categories + stack;
    return pack.cap_holds_stack ? std::min(categories + stack, cap) : std::min(categories, cap) + stack;
}

Owed dibao(const Household& h, const HouseholdVersion& v, const std::vector<Pack>& packs, const Pack& pack, Fen month) {
    Owed out = base_by_rules(h, v, pack, month);
    const auto people = covered(present(h, pack, month));
    if (v.grace_from && month >= v.grace_from->index()) {
        out = {.refused = {}, .covered = static_cast<Fen>(people.size())};
        const Fen before = v.grace_from->index() - 1;
        const auto k = static_cast<std::size_t>(month - v.grace_from->index());
        const HouseholdVersion* old = version_in(h, before);
        const bool was_dibao =
            old != nullptr && (old->program == Program::urban_dibao || old->program == Program::rural_dibao);
        const Pack* old_pack = was_dibao ? pack_in(packs, old->division.text(), before) : nullptr;
        const Fen b = old_pack == nullptr ? 0 : base_by_rules(h, *old, *old_pack, before).base;
        if (people.empty() || k >= pack.grace.size() || b == 0) return out;
        const Fen n = pack.by_person ? out.covered : 1;
        out.base = n * rounded(b * pack.grace[k], 100 * n, pack.rounding);
    } else {
        if (!out.refused.empty() || people.empty()) return out;
        // Nothing at all where the income reaches the standard; a base rounded to zero keeps its top-ups.
        const bool nothing = [&] {
            Pack up = pack;
            up.rounding = {1, "ceil"};
            up.by_person = false;
            up.least_household = up.least_person = 0;
            return base_by_rules(h, v, up, month).base == 0;
        }();
        if (nothing) return out;
    }
    out.base = after_cuts(pack, people, out.base);
    for (const Member& m : people)
        out.topup += topups_of(pack, m, standard_of(pack, v.program), is_urban(v.program), month);
    return out;
}

Owed tekun(const Household& h, const Pack& pack, Fen month) {
    Owed out;
    for (const Member& m : covered(present(h, pack, month))) {
        const bool lives_there = pack.institution && has(m.row->categories, "in_institution");
        Fen standard = pack.tekun;
        Fen care = -1;
        if (m.row->self_care) {
            const auto level = static_cast<std::size_t>(*m.row->self_care) - 1;
            care = pack.care[level];
            if (lives_there && pack.institution_care[level] >= 0) care = pack.institution_care[level];
        }
        if (care < 0) return {.refused = "no care"};
        if (lives_there && pack.institution_standard >= 0) standard = pack.institution_standard;
        ++out.covered;
        out.base += standard;
        out.topup += care;
        if (lives_there) out.to_institution += standard + care;
    }
    return out;
}

Owed edge(const Household& h, const Pack& pack, Fen month) {
    Owed out;
    const auto here = present(h, pack, month);
    out.covered = static_cast<Fen>(covered(here).size());
    const Fen s = standard_of(pack, Program::edge);
    const Fen a_year = income(h, month, here, true) * 100;
    const Fen whole = 12 * s * out.covered;
    const bool above = a_year > whole * pack.edge_from || (pack.edge_from_closed && a_year == whole * pack.edge_from);
    const bool below = a_year < whole * pack.edge_to || (pack.edge_to_closed && a_year == whole * pack.edge_to);
    if (out.covered == 0 || !above || !below) return out;
    out.base = value_of(pack.edge_value, s, false, pack.edge_rounding) * (pack.edge_by_person ? out.covered : 1);
    return out;
}

bool is_active(const HouseholdVersion& v, const Pack& rules, Fen month) {
    if (tells_from(rules, "approved", v.approved_on) > month) return false;
    return !v.ended_on || tells_from(rules, "ended", *v.ended_on) > month;
}

}  // namespace

Owed owed(const Household& h, const std::vector<Pack>& packs, Fen month) {
    const HouseholdVersion* v = version_in(h, month);
    if (v == nullptr) return {};
    const Pack* pack = pack_in(packs, v->division.text(), month);
    if (!is_active(*v, pack == nullptr ? Pack{} : *pack, month)) return {};
    if (v->program == Program::edge) return pack != nullptr && pack->edge_pays ? edge(h, *pack, month) : Owed{};
    if (pack == nullptr) return {.refused = "no pack"};
    if (standard_of(*pack, v->program) < 0) return {.refused = "no standard"};
    const bool is_tekun = v->program == Program::urban_tekun || v->program == Program::rural_tekun;
    return is_tekun ? tekun(h, *pack, month) : dibao(h, *v, packs, *pack, month);
}

Fen price_subsidy(const Household& h, const std::vector<Pack>& packs, Fen month, Fen prices, Fen food) {
    const HouseholdVersion* v = version_in(h, month);
    const Pack* pack = v == nullptr ? nullptr : pack_in(packs, v->division.text(), month);
    if (pack == nullptr || !pack->prices || !is_active(*v, *pack, month)) return 0;
    if (!has(pack->prices_programs, std::string{code(v->program)})) return 0;
    const bool marked =
        (pack->prices_mark >= 0 && prices >= pack->prices_mark) || (pack->food_mark >= 0 && food >= pack->food_mark);
    const Owed regular = owed(h, packs, month);
    if (!marked || (v->program != Program::edge && regular.base + regular.topup == 0)) return 0;
    Fen s = is_urban(v->program) ? pack->urban : pack->rural;
    if (v->program == Program::edge) s = standard_of(*pack, Program::edge);
    const Fen each = rounded(s * std::max<Fen>(0, prices), 10'000, pack->prices_rounding);
    return std::max(each, pack->prices_least) * static_cast<Fen>(covered(present(h, *pack, month)).size());
}

Fen funeral_grants(const Household& h, const std::vector<Pack>& packs, Fen month) {
    const HouseholdVersion* v = version_in(h, month);
    const Pack* pack = v == nullptr ? nullptr : pack_in(packs, v->division.text(), month);
    if (pack == nullptr || pack->funeral_months < 0 || !is_active(*v, *pack, month)) return 0;
    if (v->program != Program::urban_tekun && v->program != Program::rural_tekun) return 0;
    Fen total = 0;
    for (const Member& m : covered(present(h, *pack, month, /*heed_deaths=*/false)))
        if (const auto died = died_on(*m.person); died && month_of(*died) == month)
            total += pack->tekun * pack->funeral_months;
    return total;
}

}  // namespace mingzhang::plain
