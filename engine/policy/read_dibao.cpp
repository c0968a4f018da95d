// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include "engine/policy/pack_reader.hpp"

namespace mingzhang::policy {

namespace {

using namespace std::string_view_literals;

// Words in the order of the enums' values.
constexpr std::array cover_words{"full"sv, "difference"sv, "fixed"sv};
constexpr std::array basis_words{"shortfall"sv, "tiers"sv};
constexpr std::array combine_words{"max"sv, "sum"sv};
constexpr std::array cap_words{"above"sv, "within"sv};

constexpr std::int32_t age_max_allowed = 150;
constexpr std::int32_t grace_months_max = 60;
constexpr Percent unchanged{100};

// The dibao programs the pack has a standard for.
std::vector<Program> programs_paid(const Pack& pack) {
    std::vector<Program> paid;
    for (const Program program : dibao_programs)
        if (pack.standard(program)) paid.push_back(program);
    return paid;
}

SingleCover read_single_cover(TomlTable& dibao, const Pack& pack) {
    SingleCover cover;
    auto table = dibao.table("single_cover", Presence::required);
    if (!table) return cover;
    const auto mode = table->choice("mode", cover_words, Presence::required);
    if (mode) cover.mode = enum_at<SingleCoverMode>(*mode);
    const bool fixed = mode && cover.mode == SingleCoverMode::fixed;
    const auto amount = read_amount(*table, "amount", fixed ? Presence::required : Presence::optional, dibao_programs);
    cover.amount = amount.value_or(Amount{});
    if (mode && !fixed && table->has("amount"))
        table->fault("amount", {"只有 mode = \"fixed\" 才写金额", "an amount stands only with mode = \"fixed\""});
    for (const Program program : programs_paid(pack))
        if (!cover.amount.in(program))
            table->fault("amount", {fmt::format("缺少 {} 的金额", code(program)),
                                    fmt::format("the amount for {} is missing", code(program))});
    table->refuse_unknown_keys();
    return cover;
}

// A tier is more than nothing and never more than the standard [domain §2.3].
void check_tier(TomlTable& table, const Tier& tier, const Pack& pack) {
    if (const auto* percent = std::get_if<Percent>(&tier.value)) {
        if (percent->value < 1 || percent->value > 100)
            table.fault("percent", {"应在 1 到 100 之间", "must be from 1 to 100"});
        return;
    }
    for (const Program program : programs_paid(pack)) {
        const auto amount = std::get<Amount>(tier.value).in(program);
        if (!amount || (amount->is_positive() && *amount <= *pack.standard(program))) continue;
        table.fault("amount",
                    {fmt::format("{} 的金额应大于零，且不超过保障标准", code(program)),
                     fmt::format("the amount for {} must be above zero and not above the standard", code(program))});
    }
}

std::vector<Tier> read_tiers(TomlTable& dibao, const Pack& pack) {
    std::vector<Tier> tiers;
    for (TomlTable& table : dibao.tables("tier")) {
        Tier tier;
        tier.code = read_text(table, "code").value_or("");
        const std::size_t faults = table.faults_in_file();
        tier.value = read_value(table, dibao_programs);
        if (table.faults_in_file() == faults) check_tier(table, tier, pack);
        tier.income_below = read_percent(table, "income_below_percent", 1, 100);
        refuse_repeated_code(table, tiers, tier.code);
        table.refuse_unknown_keys();
        tiers.push_back(std::move(tier));
    }
    return tiers;
}

void read_basis(TomlTable& table, const Pack& pack, DibaoRules& rules) {
    const auto basis = table.choice("basis", basis_words, Presence::optional);
    if (basis) rules.basis = enum_at<Basis>(*basis);
    rules.tiers = read_tiers(table, pack);
    if (rules.basis == Basis::tiers && rules.tiers.empty())
        table.fault("tier", {"分档发放至少要有一档", "payment by tiers needs at least one tier"});
    const bool shortfall = rules.basis == Basis::shortfall && (basis || !table.has("basis"));
    if (shortfall && table.has("tier"))
        table.fault("tier", "", {"只有 basis = \"tiers\" 才写分档", "tiers stand only with basis = \"tiers\""});
}

void read_minimums(TomlTable& table, const Pack& pack, DibaoRules& rules) {
    rules.minimum_per_household =
        read_amount(table, "minimum_per_household", Presence::optional, dibao_programs).value_or(Amount{});
    rules.minimum_per_person =
        read_amount(table, "minimum_per_person", Presence::optional, dibao_programs).value_or(Amount{});
    for (const Program program : programs_paid(pack))
        if (rules.minimum_per_person.in_or_zero(program) > *pack.standard(program))
            table.fault("minimum_per_person", {fmt::format("高于 {} 的保障标准", code(program)),
                                               fmt::format("is above the standard of {}", code(program))});
}

std::vector<Percent> read_grace(TomlTable& dibao) {
    std::vector<Percent> percents;
    auto grace = dibao.table("grace", Presence::optional);
    if (!grace) return percents;
    if (grace->has("months")) {
        const auto months = read_number(*grace, "months", 1, grace_months_max);
        percents.assign(static_cast<std::size_t>(months.value_or(0)), unchanged);
        if (grace->has("percent"))
            grace->fault("percent", "", {"months 和 percent 只写一个", "only one of months and percent can be given"});
    }
    if (!grace->has("months") || grace->has("percent"))
        for (const std::int64_t percent : grace->whole_numbers("percent", 0, percent_max))
            percents.push_back(Percent{static_cast<std::int32_t>(percent)});
    grace->refuse_unknown_keys();
    return percents;
}

std::vector<Reduction> read_reductions(TomlTable& dibao) {
    std::vector<Reduction> reductions;
    for (TomlTable& table : dibao.tables("reduction")) {
        Reduction reduction;
        reduction.code = read_text(table, "code").value_or("");
        table.require("percent");
        reduction.percent = read_percent(table, "percent", 1, 100).value_or(Percent{});
        refuse_repeated_code(table, reductions, reduction.code);
        table.refuse_unknown_keys();
        reductions.push_back(std::move(reduction));
    }
    return reductions;
}

TopupItem read_item(TomlTable& table) {
    TopupItem item;
    item.code = read_text(table, "code").value_or("");
    item.value = read_value(table, dibao_programs);
    item.age_min = read_number(table, "age_min", 0, age_max_allowed);
    item.age_max = read_number(table, "age_max", 0, age_max_allowed);
    if (item.age_min && item.age_max && *item.age_min > *item.age_max)
        table.fault("age_min", {"最小年龄大于最大年龄", "age_min is above age_max"});
    table.refuse_unknown_keys();
    return item;
}

std::vector<TopupItem> read_items(TomlTable& topup, std::string_view key) {
    std::vector<TopupItem> items;
    for (TomlTable& table : topup.tables(key)) {
        TopupItem item = read_item(table);
        refuse_repeated_code(table, items, item.code);
        items.push_back(std::move(item));
    }
    return items;
}

std::optional<TopupCap> read_cap(TomlTable& topup) {
    auto table = topup.table("cap", Presence::optional);
    if (!table) return std::nullopt;
    TopupCap cap;
    cap.value = read_value(*table, dibao_programs);
    const auto stack = table->choice("stack", cap_words, Presence::optional);
    cap.holds_stack = stack && cap_words[*stack] == "within";
    table->refuse_unknown_keys();
    return cap;
}

}  // namespace

void read_dibao(TomlTable& root, bool pays_dibao, Pack& pack) {
    auto table = root.table("dibao", pays_dibao ? Presence::required : Presence::optional);
    if (!table) return;
    DibaoRules& rules = pack.dibao;
    const auto read = read_rounding(*table, Presence::required, RoundingKeys::and_level);
    rules.rounding = read.rounding;
    rules.rounding_level = read.level;
    rules.single_cover = read_single_cover(*table, pack);
    read_basis(*table, pack, rules);
    read_minimums(*table, pack, rules);
    rules.grace = read_grace(*table);
    rules.reductions = read_reductions(*table);
    table->refuse_unknown_keys();
}

void read_topup(TomlTable& root, TopupRules& rules) {
    auto table = root.table("topup", Presence::optional);
    if (!table) return;
    if (const auto combine = table->choice("combine", combine_words, Presence::required))
        rules.combine = enum_at<Combine>(*combine);
    rules.rounding = read_rounding(*table, Presence::required, RoundingKeys::unit_and_mode).rounding;
    rules.categories = read_items(*table, "category");
    rules.stack = read_items(*table, "stack");
    rules.cap = read_cap(*table);
    table->refuse_unknown_keys();
}

}  // namespace mingzhang::policy
