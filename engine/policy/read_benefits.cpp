// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include "engine/policy/pack_reader.hpp"

namespace mingzhang::policy {

namespace {

using namespace std::string_view_literals;

constexpr std::array care_words{"full"sv, "partial"sv, "none"sv};
constexpr std::array settle_words{"months"sv, "head_days"sv};
constexpr std::array paid_by_words{"run"sv, "prepayment"sv};
constexpr std::array end_words{"open"sv, "closed"sv};
constexpr std::array per_words{"household"sv, "person"sv};

constexpr std::array every_program{Program::urban_dibao, Program::rural_dibao, Program::urban_tekun,
                                   Program::rural_tekun, Program::edge};

using Care = std::array<std::optional<Money>, 3>;

// An amount, or { percent = 20 } of the minimum wage beside it.
std::optional<Money> read_care_amount(TomlTable& care, std::string_view key, std::optional<Money> wage,
                                      Rounding rounding) {
    if (!care.has_table(key)) return care.amount(key, Presence::optional);
    auto table = *care.table(key, Presence::optional);
    table.require("percent");
    const auto percent = read_percent(table, "percent", 0, percent_max);
    table.refuse_unknown_keys();
    if (!wage || !percent) return std::nullopt;
    return value_of(*percent, Program::urban_tekun, *wage, rounding);
}

Care read_care(TomlTable& parent) {
    Care amounts;
    auto care = parent.table("care", Presence::optional);
    if (!care) return amounts;
    const auto wage = care->amount("minimum_wage", Presence::optional);
    const Rounding rounding = read_rounding(*care, Presence::optional, RoundingKeys::unit_and_mode).rounding;
    const bool by_percent =
        std::ranges::any_of(care_words, [&](std::string_view word) { return care->has_table(word); });
    if (by_percent) care->require("minimum_wage");
    if (by_percent) care->require("rounding");
    for (std::size_t i = 0; i < care_words.size(); ++i)
        amounts[i] = read_care_amount(*care, care_words[i], wage, rounding);
    care->refuse_unknown_keys();
    return amounts;
}

std::optional<InstitutionRules> read_institution(TomlTable& tekun) {
    auto table = tekun.table("institution", Presence::optional);
    if (!table) return std::nullopt;
    InstitutionRules rules;
    rules.code = read_text(*table, "code").value_or("");
    rules.standard = read_amount(*table, "standard", Presence::optional, tekun_programs);
    rules.care = read_care(*table);
    if (const auto settle = table->choice("settle", settle_words, Presence::required))
        rules.settle = enum_at<Settlement>(*settle);
    if (const auto paid_by = table->choice("paid_by", paid_by_words, Presence::optional))
        rules.paid_by = enum_at<PaidBy>(*paid_by);
    const bool by_days = rules.settle == Settlement::head_days;
    rules.rounding =
        read_rounding(*table, by_days ? Presence::required : Presence::optional, RoundingKeys::unit_and_mode).rounding;
    table->refuse_unknown_keys();
    return rules;
}

IncomeBand read_band(TomlTable& edge) {
    IncomeBand band;
    auto table = edge.table("band", Presence::required);
    if (!table) return band;
    table->require("from_percent");
    table->require("to_percent");
    band.from = read_percent(*table, "from_percent", 0, percent_max).value_or(band.from);
    band.to = read_percent(*table, "to_percent", 1, percent_max).value_or(band.to);
    if (const auto lower = table->choice("lower", end_words, Presence::required)) band.lower = enum_at<BandEnd>(*lower);
    if (const auto upper = table->choice("upper", end_words, Presence::required)) band.upper = enum_at<BandEnd>(*upper);
    if (band.from.value >= band.to.value)
        table->fault("to_percent", {"应大于 from_percent", "must be above from_percent"});
    table->refuse_unknown_keys();
    return band;
}

// Seven digits; empty where the pack names none.
std::string read_budget_code(TomlTable& table, std::string_view key) {
    const std::string text = table.text(key, Presence::optional).value_or("");
    constexpr std::size_t digits = 7;
    if (!text.empty() && (text.size() != digits || text.find_first_not_of("0123456789") != std::string::npos))
        table.fault(key, {"预算科目应为 7 位数字", "a budget code has 7 digits"});
    return text;
}

std::optional<EdgeMoney> read_edge_money(TomlTable& edge) {
    auto table = edge.table("pays", Presence::optional);
    if (!table) return std::nullopt;
    EdgeMoney money;
    money.value = read_value(*table, {});
    if (const auto per = table->choice("per", per_words, Presence::required)) money.per = enum_at<Level>(*per);
    const bool rounds = table->has("percent");
    money.rounding =
        read_rounding(*table, rounds ? Presence::required : Presence::optional, RoundingKeys::unit_and_mode).rounding;
    money.budget_code = read_budget_code(*table, "budget_code");
    table->refuse_unknown_keys();
    return money;
}

// A standard the rule needs stands in the pack. One that stands there wrong is a fault of its own.
void need_standard(TomlTable& root, TomlTable& table, std::string_view key, Program program) {
    if (!root.has_table("standards")) return;
    if (program == Program::edge ? root.has("edge") : root.table("standards", Presence::optional)->has(code(program)))
        return;
    table.fault(key, {fmt::format("政策包没有 {} 的保障标准", code(program)),
                      fmt::format("the pack has no standard for {}", code(program))});
}

// "3.5" per cent, with at most two decimals.
std::optional<Rise> read_rise(TomlTable& table, std::string_view key) {
    const auto text = table.text(key, Presence::optional);
    if (!text) return std::nullopt;
    const auto read = parse_yuan(*text);  // Two decimals at most: just what is wanted here.
    if (read && read->is_positive() && *read <= Money::fen(100'00)) return Rise{static_cast<std::int32_t>(read->fen())};
    table.fault(key, {"应为百分数，如 \"3.5\"，最多两位小数",
                      "must be a percentage such as \"3.5\", with at most two decimals"});
    return std::nullopt;
}

// Urban and rural are never one code (a common finding of audits).
void read_budget_codes(TomlTable& price_subsidy, PriceSubsidyRules& rules) {
    auto table = price_subsidy.table("budget_code", Presence::optional);
    if (!table) return;
    rules.urban_code = read_budget_code(*table, "urban");
    rules.rural_code = read_budget_code(*table, "rural");
    if (!rules.urban_code.empty() && rules.urban_code == rules.rural_code)
        table->fault("rural", {"城市和农村不得混用一个科目", "urban and rural may not share one code"});
    table->refuse_unknown_keys();
}

// Dibao prices a subsidy for everyone: tekun by the dibao standard of town or country.
Program priced_by(Program program) {
    switch (program) {
        case Program::urban_tekun:
            return Program::urban_dibao;
        case Program::rural_tekun:
            return Program::rural_dibao;
        default:
            return program;
    }
}

std::vector<TemporaryCause> read_causes(TomlTable& temporary) {
    std::vector<TemporaryCause> causes;
    for (TomlTable& table : temporary.tables("cause")) {
        TemporaryCause cause;
        cause.code = read_text(table, "code").value_or("");
        table.require("months_max");
        cause.months_max = read_number(table, "months_max", 1, 12).value_or(1);
        refuse_repeated_code(table, causes, cause.code);
        table.refuse_unknown_keys();
        causes.push_back(std::move(cause));
    }
    return causes;
}

std::optional<EmergencyPath> read_emergency(TomlTable& temporary) {
    auto table = temporary.table("emergency", Presence::optional);
    if (!table) return std::nullopt;
    EmergencyPath path;
    path.up_to = table->amount("up_to", Presence::required).value_or(Money{});
    table->require("papers_within_working_days");
    path.papers_within_working_days = read_number(*table, "papers_within_working_days", 1, 60).value_or(1);
    table->refuse_unknown_keys();
    return path;
}

void check_limits(TomlTable& table, const TemporaryRules& rules) {
    const auto above = [](const std::optional<Money>& a, const std::optional<Money>& b) { return a && b && *a > *b; };
    const Text too_high{"高于每案限额", "is above cap_per_case"};
    if (above(rules.cap_per_case, rules.cap_per_year))
        table.fault("cap_per_case", {"高于年度限额", "is above cap_per_year"});
    if (above(rules.town_decides_up_to, rules.cap_per_case)) table.fault("town_decides_up_to", too_high);
    if (rules.emergency && above(rules.emergency->up_to, rules.cap_per_case)) table.fault("emergency", "", too_high);
}

}  // namespace

void read_tekun(TomlTable& root, Pack& pack) {
    auto table = root.table("tekun", Presence::optional);
    if (!table) return;
    pack.tekun_care = read_care(*table);
    pack.institution = read_institution(*table);
    table->refuse_unknown_keys();
}

void read_edge(TomlTable& root, Pack& pack) {
    auto table = root.table("edge", Presence::optional);
    if (!table) return;
    EdgeRules rules;
    if (const auto program = read_program(*table, "standard", Presence::required, dibao_programs)) {
        rules.standard = *program;
        need_standard(root, *table, "standard", *program);
    }
    rules.band = read_band(*table);
    rules.pays = read_edge_money(*table);
    table->refuse_unknown_keys();
    pack.edge = rules;
}

void read_price_subsidy(TomlTable& root, Pack& pack) {
    auto table = root.table("price_subsidy", Presence::optional);
    if (!table) return;
    PriceSubsidyRules rules;
    rules.prices_at_least = read_rise(*table, "prices_at_least");
    rules.food_at_least = read_rise(*table, "food_at_least");
    if (!table->has("prices_at_least") && !table->has("food_at_least"))
        table->fault({"prices_at_least 和 food_at_least 至少写一个",
                      "at least one of prices_at_least and food_at_least must be given"});
    rules.programs = read_programs(*table, "programs", every_program);
    for (const Program program : rules.programs) need_standard(root, *table, "programs", priced_by(program));
    rules.minimum_per_person = table->amount("minimum_per_person", Presence::optional).value_or(Money{});
    rules.rounding = read_rounding(*table, Presence::required, RoundingKeys::unit_and_mode).rounding;
    read_budget_codes(*table, rules);
    table->refuse_unknown_keys();
    pack.price_subsidy = std::move(rules);
}

void read_temporary(TomlTable& root, Pack& pack) {
    auto table = root.table("temporary", Presence::optional);
    if (!table) return;
    TemporaryRules rules;
    if (const auto program = read_program(*table, "standard", Presence::required, dibao_programs)) {
        rules.standard = *program;
        need_standard(root, *table, "standard", *program);
    }
    table->require("people_max");
    rules.people_max = read_number(*table, "people_max", 1, 20).value_or(1);
    rules.causes = read_causes(*table);
    if (rules.causes.empty()) table->fault("cause", {"至少写一种救助事由", "must name at least one cause"});
    rules.cap_per_case = table->amount("cap_per_case", Presence::optional);
    rules.cap_per_year = table->amount("cap_per_year", Presence::optional);
    rules.town_decides_up_to = table->amount("town_decides_up_to", Presence::optional);
    rules.same_cause_gap = read_number(*table, "same_cause_gap_months", 1, 60);
    rules.emergency = read_emergency(*table);
    check_limits(*table, rules);
    table->refuse_unknown_keys();
    pack.temporary = std::move(rules);
}

void read_funeral(TomlTable& root, Pack& pack) {
    auto table = root.table("funeral", Presence::optional);
    if (!table) return;
    FuneralRules rules;
    rules.programs = read_programs(*table, "programs", paid_programs);
    rules.months = read_number(*table, "months", 1, 24);
    rules.amount = read_amount(*table, "amount", Presence::optional, paid_programs).value_or(Amount{});
    if (table->has("months") == table->has("amount"))
        table->fault({"月数 months 和金额 amount 要写且只写一个", "exactly one of months and amount must be given"});
    for (const Program program : rules.programs) {
        if (rules.months) need_standard(root, *table, "programs", program);
        if (!rules.months && !rules.amount.in(program))
            table->fault("amount", {fmt::format("缺少 {} 的金额", code(program)),
                                    fmt::format("the amount for {} is missing", code(program))});
    }
    table->refuse_unknown_keys();
    pack.funeral = std::move(rules);
}

}  // namespace mingzhang::policy
