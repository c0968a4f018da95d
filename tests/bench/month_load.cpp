// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bench/month_load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/store/bulk_insert.hpp"
#include "engine/entitlement/assess.hpp"
#include "engine/policy/parse_pack.hpp"
#include "engine/runs/lines.hpp"
#include "engine/runs/run.hpp"
#include "engine/runs/since_last_run.hpp"

namespace mingzhang::bench {

namespace {

using registry::Household;
using store::BulkInsert;

// The standards rise once, in September 2022.
constexpr std::array packs{
    std::pair{"2021-09", std::array{"636.00", "515.00", "827.00"}},
    std::pair{"2022-09", std::array{"717.00", "581.00", "932.00"}},
};
constexpr std::int64_t persons_a_household = 8;  // Row numbers, taken or not.

std::string pack_text(std::string_view from, const std::array<const char*, 3>& standards) {
    return fmt::format(R"(id = "bench"
title = "合成政策包 {0}"
division = "9999"
effective_from = "{0}"
[standards]
urban_dibao = "{1}"
rural_dibao = "{2}"
urban_tekun = "{3}"
rural_tekun = "{3}"
[dibao]
rounding = {{ unit = "yuan", mode = "ceil" }}
single_cover = {{ mode = "difference" }}
[dibao.grace]
percent = [100, 100, 75, 75, 50, 50]
[topup]
combine = "max"
rounding = {{ unit = "fen", mode = "half_up" }}
[[topup.category]]
code = "severe_disability"
percent = 20
[[topup.category]]
code = "serious_illness"
amount = "60.00"
[[topup.category]]
code = "elderly_70"
amount = "45.00"
age_min = 70
[[topup.category]]
code = "minor"
percent = 15
age_max = 17
[[topup.stack]]
code = "disabled"
amount = "30.00"
[tekun.care]
full = "50.00"
partial = "200.00"
none = "300.00"
)",
                       from, standards[0], standards[1], standards[2]);
}

// Numbers that look drawn and are the same every time (splitmix64).
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_{seed} {}
    std::int64_t below(std::int64_t bound) {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::int64_t>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(bound));
    }
    bool one_in(std::int64_t many) { return below(many) == 0; }

private:
    std::uint64_t state_;
};

Date day_in(Month month, std::int64_t day) {
    return std::chrono::year{month.year()} / std::chrono::month{month.month()} /
           std::chrono::day{static_cast<unsigned>(day)};
}

Program any_program(Draw& draw) {
    const std::int64_t of = draw.below(100);
    if (of < 45) return Program::urban_dibao;
    if (of < 85) return Program::rural_dibao;
    if (of < 87) return Program::urban_tekun;
    return of < 95 ? Program::rural_tekun : Program::edge;
}

std::vector<std::string> any_categories(Draw& draw) {
    std::vector<std::string> categories;
    if (draw.one_in(8)) categories.emplace_back("severe_disability");
    if (draw.one_in(12)) categories.emplace_back("serious_illness");
    if (draw.one_in(16)) categories.emplace_back("disabled");
    return categories;
}

std::string joined(const std::vector<std::string>& categories) {
    return fmt::format("{}", fmt::join(categories, ";"));
}

// Corrected income that became known late is of kinds nobody else has.
bool is_late(const registry::IncomeRow& row) {
    return row.kind == "deduction" || row.kind == "transfer";
}

registry::MemberVersion any_member(Draw& draw, std::int64_t person, bool tekun, bool first) {
    registry::MemberVersion member;
    member.person = {person};
    member.name = fmt::format("合成{}", person % 1000);
    member.relation = first ? "本人" : "家庭成员";
    member.covered = first || !draw.one_in(8);
    member.categories = any_categories(draw);
    if (tekun) member.self_care = static_cast<registry::SelfCare>(1 + draw.below(3));
    return member;
}

}  // namespace

MonthLoad::MonthLoad(Size size) : size_{size} {
    for (const auto& [from, standards] : packs) {
        auto pack = policy::parse_pack(pack_text(from, standards), "bench.toml");
        if (!pack || !packs_.add(std::move(*pack))) throw std::runtime_error{"bench pack"};
    }
}

std::int64_t MonthLoad::known_at(Month of) const noexcept {
    return std::clamp(of - first_month + 1, 1, size_.age);
}

void MonthLoad::fill(Household& household, County county, std::int64_t number, bool late) const {
    Draw draw{static_cast<std::uint64_t>(county.number * 10'000'000 + number)};
    household = Household{*HouseholdNo::parse(fmt::format("YB{:08}", number)), {}, {}, {}, {}};
    // What happens in the thirty-six months from the first is drawn for all of them, and left out while it is to come.
    const auto any_month = [&] { return first_month + static_cast<int>(draw.below(36)); };

    const Program program = any_program(draw);
    registry::HouseholdVersion version{
        {},
        program,
        *DivisionCode::parse(fmt::format("{}{:03}{:03}", county.number, 101 + draw.below(20), 1 + draw.below(15))),
        {},
        {},
        {},
        {},
        {},
        registry::Cover::household,
        "icbc",
        registry::AccountId{number},
        fmt::format("合成{}", number % 1000)};
    version.approved_on = draw.one_in(20) ? day_in(any_month(), 9) : day_in(first_month - 20, 9);
    if (const Month end = any_month(); draw.one_in(15) && end < month()) version.ended_on = day_in(end, 20);
    if (const Month grace = any_month(); draw.one_in(20) && grace <= month()) version.grace_from = grace;
    version.cover = draw.one_in(10) ? registry::Cover::single : registry::Cover::household;
    household.versions.push_back(version);
    if (const Month moved = any_month(); draw.one_in(12) && moved <= month()) {
        version.from_month = moved;
        version.division = *DivisionCode::parse(fmt::format("{}101001", county.number));
        household.versions.push_back(version);
    }

    const bool tekun = is_tekun(version.program);
    const std::int64_t people = tekun ? 1 : 1 + draw.below(4);
    for (std::int64_t i = 0; i < people; ++i) {
        const std::int64_t person = number * persons_a_household + i;
        household.members.push_back(any_member(draw, person, tekun, i == 0));
        auto& member = household.members.back();
        if (const Month joined_in = any_month(); i > 0 && draw.one_in(30) && joined_in <= month())
            member.joined_on = day_in(joined_in, 12);
        if (const Month left = any_month(); i > 0 && draw.one_in(30) && left <= month())
            member.left_on = day_in(left, 12);
        registry::Person known{{person}, day_in(Month{1935 + static_cast<int>(draw.below(85)), 6}, 15), "", {}, {}};
        const Month died = draw.one_in(60) ? any_month() : month();
        const bool told_late = draw.one_in(200);
        if (died < month() - 2)
            known.deaths.push_back({day_in(died, 3), registry::DeathSource::police, day_in(died, 5)});
        else if (told_late && late)
            known.deaths.push_back({day_in(month() - 2, 3), registry::DeathSource::police, day_in(month(), 5)});
        household.persons.push_back(known);
        if (tekun || draw.one_in(2)) continue;
        const Money wage = Money::fen(100'000 + draw.below(8'000) * 100);
        const Month raised = draw.one_in(5) ? any_month() : month() + 1;
        if (raised > month()) {
            household.incomes.push_back({member.person, "wage", wage, first_month - 12, {}});
        } else {
            household.incomes.push_back({member.person, "wage", wage, first_month - 12, raised - 1});
            household.incomes.push_back({member.person, "wage", Money::fen(wage.fen() * 11 / 10), raised, {}});
        }
    }
    if (!tekun && !draw.one_in(3))
        household.incomes.insert(household.incomes.begin(),
                                 {{}, "farm", Money::fen(draw.below(6'000) * 100), first_month - 12, {}});
    if (!late) return;
    if (draw.one_in(50))
        household.incomes.insert(household.incomes.begin(), {{}, "deduction", Money::fen(-100'000), month() - 3, {}});
    if (draw.one_in(50))
        household.incomes.push_back(
            {household.members.front().person, "transfer", Money::fen(100'000), month() - 3, {}});
}

void MonthLoad::write_registry(store::Tx& tx, County county) const {
    BulkInsert imports{
        tx,
        "registry_import",
        {"county", "import", "kind", "file_name", "digest", "rows", "changed", "actor", "at", "command"}};
    for (int import = 1; import <= size_.age; ++import)
        imports.row(county.number, import, "households", "bench", "", 0, 0, "officer", "", import);
    BulkInsert pack_rows{
        tx, "pack", {"county", "id", "effective_from", "import", "division", "title", "digest", "toml"}};
    for (const auto& [from, standards] : packs)
        pack_rows.row(county.number, "bench", parse_month(from)->index(), 1, "9999", "", "",
                      pack_text(from, standards));

    BulkInsert households{
        tx,
        "household_version",
        {"county", "household_no", "from_month", "import", "program", "division", "applicant", "approved_on",
         "ended_on", "end_reason", "grace_from", "cover", "bank_code", "account", "account_name"}};
    BulkInsert members{tx,
                       "member_version",
                       {"county", "household_no", "person", "from_month", "import", "name", "relation", "covered",
                        "joined_on", "left_on", "categories", "self_care"}};
    BulkInsert incomes{
        tx,
        "income",
        {"county", "household_no", "person", "kind", "from_month", "import", "annual_amount", "to_month"}};
    BulkInsert persons{tx, "person", {"county", "id", "digest", "sealed", "last_four", "birth_date", "key_number"}};
    BulkInsert deaths{tx, "death", {"county", "person", "source", "import", "died_on", "reported_on"}};
    const std::string sealed(112, 'f');  // As long as a sealed number; there is none.
    Household h{*HouseholdNo::parse("0"), {}, {}, {}, {}};
    for (std::int64_t number = 1; number <= size_.households; ++number) {
        fill(h, county, number, /*late=*/true);
        const std::string& no = h.no.text();
        for (const auto& v : h.versions)
            households.row(county.number, no, to_number(v.from_month), known_at(v.from_month.value_or(first_month)),
                           static_cast<int>(v.program), v.division.text(), h.members.front().person.number,
                           to_number(v.approved_on), to_number(v.ended_on), "", to_number(v.grace_from),
                           static_cast<int>(v.cover), v.bank_code, v.account->number, v.account_name);
        for (const auto& m : h.members)
            members.row(county.number, no, m.person.number, 0, 1, m.name, m.relation, m.covered ? 1 : 0,
                        to_number(m.joined_on), to_number(m.left_on), joined(m.categories),
                        m.self_care ? static_cast<int>(*m.self_care) : 0);
        for (const auto& i : h.incomes)
            incomes.row(county.number, no, i.person ? i.person->number : 0, i.kind, i.from_month.index(),
                        is_late(i) ? size_.age : known_at(i.from_month), i.annual_amount.fen(), to_number(i.to_month));
        for (const auto& p : h.persons) {
            persons.row(county.number, p.id.number, fmt::format("{:064x}", p.id.number * 0x9e3779b97f4a7c15U), sealed,
                        "0000", to_number(p.birth_date), 1);
            for (const auto& d : p.deaths)
                deaths.row(county.number, p.id.number, static_cast<int>(d.source), known_at(Month::of(*d.reported_on)),
                           to_number(d.died_on), to_number(d.reported_on));
        }
    }
}

void MonthLoad::write_runs(store::Tx& tx, County county) const {
    BulkInsert runs{tx, "run", {"county", "number", "month", "division", "program", "import", "command"}};
    BulkInsert events{tx, "run_event", {"county", "run", "seq", "kind", "actor", "at", "reason", "command"}};
    BulkInsert lines{tx,
                     "run_line",
                     {"county", "run", "line", "household_no", "month", "kind", "program", "division", "covered",
                      "base", "topup", "amount", "held", "bank_code", "account", "account_name"}};
    BulkInsert facts{tx, "log_fact", {"county", "command", "ordinal", "name", "digest"}};
    Household h{*HouseholdNo::parse("0"), {}, {}, {}, {}};
    entitlement::Assessment assessed;
    for (int run = 1; run < size_.age; ++run) {
        const Month of = first_month + (run - 1);
        runs.row(county.number, run, of.index(), std::to_string(county.number), 0, run, run);
        facts.row(county.number, run, 1, runs::program_fact, runs::program_digest().hex());
        int seq = 0;
        for (const auto kind :
             {runs::RunEventKind::calculated, runs::RunEventKind::submitted, runs::RunEventKind::reviewed,
              runs::RunEventKind::approved, runs::RunEventKind::released, runs::RunEventKind::closed})
            events.row(county.number, run, ++seq, static_cast<int>(kind), "officer", "", "", run);
        std::int64_t line = 0;
        for (std::int64_t number = 1; number <= size_.households; ++number) {
            fill(h, county, number, /*late=*/false);
            if (!entitlement::assess_into(assessed, h, packs_, of)) throw std::runtime_error{"not assessed"};
            if (!assessed.total.is_positive()) continue;
            const auto& v = *assessed.now.version;
            lines.row(county.number, run, ++line, h.no.text(), of.index(), static_cast<int>(runs::LineKind::regular),
                      static_cast<int>(v.program), v.division.text(), assessed.covered, assessed.base.fen(),
                      assessed.topup.fen(), assessed.total.fen(), 0, v.bank_code, v.account->number, v.account_name);
        }
    }
    BulkInsert sequence{tx, "sequence", {"county", "name", "value"}};
    sequence.row(county.number, "run", size_.age);
    sequence.row(county.number, "command", size_.age);
}

void MonthLoad::write(test::Office& office) const {
    for (int index = 0; index < size_.counties; ++index) {
        store::Tx tx{office.store()};
        write_registry(tx, county(index));
        write_runs(tx, county(index));
        tx.commit();
    }
}

}  // namespace mingzhang::bench
