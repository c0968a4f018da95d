// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/entitlement/plain_pack.hpp"

#include <fmt/format.h>

namespace mingzhang::plain {

namespace {

std::string rounding(const Rounding& r, const std::string& level = {}) {
    const char* unit = r.unit == 1 ? "fen" : r.unit == 10 ? "jiao" : "yuan";
    return fmt::format("rounding = {{ unit = \"{}\", mode = \"{}\"{} }}", unit, r.mode,
                       level.empty() ? "" : fmt::format(", level = \"{}\"", level));
}

// "amount = …" or "percent = …", after `before`. An absent amount leaves its program out.
std::string value(const Value& v) {
    if (v.percent >= 0) return fmt::format("percent = {}", v.percent);
    if (v.urban == v.rural) return fmt::format("amount = \"{}\"", yuan(v.urban));
    if (v.urban < 0) return fmt::format("amount = {{ rural_dibao = \"{}\" }}", yuan(v.rural));
    if (v.rural < 0) return fmt::format("amount = {{ urban_dibao = \"{}\" }}", yuan(v.urban));
    return fmt::format("amount = {{ urban_dibao = \"{}\", rural_dibao = \"{}\" }}", yuan(v.urban), yuan(v.rural));
}

void write_items(std::string& out, const char* list, const std::vector<Item>& items) {
    for (const Item& item : items) {
        out += fmt::format("[[topup.{}]]\ncode = \"{}\"\n{}\n", list, item.code, value(item.value));
        if (item.age_min >= 0) out += fmt::format("age_min = {}\n", item.age_min);
        if (item.age_max >= 0) out += fmt::format("age_max = {}\n", item.age_max);
    }
}

void write_care(std::string& out, const char* table, const std::vector<std::int64_t>& care) {
    const char* const words[] = {"full", "partial", "none"};
    out += fmt::format("[{}]\n", table);
    for (std::size_t i = 0; i < care.size(); ++i)
        if (care[i] >= 0) out += fmt::format("{} = \"{}\"\n", words[i], yuan(care[i]));
}

void write_dibao(std::string& out, const Pack& p) {
    out += "[dibao]\n" + rounding(p.rounding, p.by_person ? "person" : "household") + "\n";
    out += p.single == "fixed" ? fmt::format("single_cover = {{ mode = \"fixed\", amount = \"{}\" }}\n", yuan(p.fixed))
                               : fmt::format("single_cover = {{ mode = \"{}\" }}\n", p.single);
    out += fmt::format("minimum_per_household = \"{}\"\nminimum_per_person = \"{}\"\n", yuan(p.least_household),
                       yuan(p.least_person));
    if (!p.tiers.empty()) out += "basis = \"tiers\"\n";
    for (const Tier& tier : p.tiers) {
        out += fmt::format("[[dibao.tier]]\ncode = \"{}\"\n{}\n", tier.code, value(tier.value));
        if (tier.income_below >= 0) out += fmt::format("income_below_percent = {}\n", tier.income_below);
    }
    for (const Cut& cut : p.cuts)
        out += fmt::format("[[dibao.reduction]]\ncode = \"{}\"\npercent = {}\n", cut.code, cut.percent);
    out += fmt::format("[dibao.grace]\npercent = [{}]\n", fmt::join(p.grace, ", "));
}

void write_edge(std::string& out, const Pack& p) {
    out += fmt::format(
        "[edge]\nstandard = \"{}\"\nband = {{ from_percent = {}, lower = \"{}\", to_percent = {}, upper = \"{}\" }}\n",
        p.edge_urban ? "urban_dibao" : "rural_dibao", p.edge_from, p.edge_from_closed ? "closed" : "open", p.edge_to,
        p.edge_to_closed ? "closed" : "open");
    if (p.edge_pays)
        out += fmt::format("pays = {{ {}, per = \"{}\", {} }}\n", value(p.edge_value),
                           p.edge_by_person ? "person" : "household", rounding(p.edge_rounding));
}

void write_prices(std::string& out, const Pack& p) {
    out += "[price_subsidy]\n";
    if (p.prices_mark >= 0) out += fmt::format("prices_at_least = \"{}\"\n", yuan(p.prices_mark));
    if (p.food_mark >= 0) out += fmt::format("food_at_least = \"{}\"\n", yuan(p.food_mark));
    out += fmt::format("programs = [\"{}\"]\nminimum_per_person = \"{}\"\n{}\n", fmt::join(p.prices_programs, "\", \""),
                       yuan(p.prices_least), rounding(p.prices_rounding));
}

}  // namespace

std::string yuan(std::int64_t fen) {
    return fmt::format("{}.{:02}", fen / 100, fen % 100);
}

std::string to_toml(const Pack& p) {
    std::string out =
        fmt::format("id = \"random-{0}-{1}\"\ntitle = \"随机\"\ndivision = \"{0}\"\neffective_from = \"{2}-{3:02}\"\n",
                    p.division, p.from, p.from / 12, p.from % 12 + 1);
    out += fmt::format("[standards]\nurban_dibao = \"{}\"\nrural_dibao = \"{}\"\n", yuan(p.urban), yuan(p.rural));
    if (p.tekun >= 0) out += fmt::format("urban_tekun = \"{0}\"\nrural_tekun = \"{0}\"\n", yuan(p.tekun));
    out += "[months]\n";
    for (const std::string& event : p.same) out += event + " = \"same\"\n";
    if (p.cut_day > 0) out += fmt::format("cut_day = {}\n", p.cut_day);
    write_dibao(out, p);
    out += fmt::format("[topup]\ncombine = \"{}\"\n{}\n", p.combine, rounding(p.topup_rounding));
    if (p.capped)
        out += fmt::format("cap = {{ {}, stack = \"{}\" }}\n", value(p.cap), p.cap_holds_stack ? "within" : "above");
    write_items(out, "category", p.categories);
    write_items(out, "stack", p.stack);
    write_care(out, "tekun.care", p.care);
    if (p.institution) {
        out += "[tekun.institution]\ncode = \"in_institution\"\nsettle = \"months\"\n";
        if (p.institution_standard >= 0) out += fmt::format("standard = \"{}\"\n", yuan(p.institution_standard));
        write_care(out, "tekun.institution.care", p.institution_care);
    }
    if (p.edge) write_edge(out, p);
    if (p.prices) write_prices(out, p);
    if (p.funeral_months > 0)
        out += fmt::format("[funeral]\nprograms = [\"urban_tekun\", \"rural_tekun\"]\nmonths = {}\n", p.funeral_months);
    return out;
}

}  // namespace mingzhang::plain
