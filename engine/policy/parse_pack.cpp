// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/parse_pack.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/policy/table_reader.hpp"
#include "engine/policy/toml_tree.hpp"

namespace mingzhang::policy {

namespace {

using namespace std::string_view_literals;

constexpr std::int32_t percent_max = 1000;
constexpr std::int32_t age_max_allowed = 150;

// Words in the order of the enums' values.
constexpr std::array unit_words{"fen"sv, "jiao"sv, "yuan"sv};
constexpr std::array units{RoundingUnit::fen, RoundingUnit::jiao, RoundingUnit::yuan};
constexpr std::array mode_words{"ceil"sv, "floor"sv, "half_up"sv, "half_even"sv};
constexpr std::array cover_words{"full"sv, "difference"sv, "fixed"sv};
constexpr std::array combine_words{"max"sv, "sum"sv};
constexpr std::array care_words{"full"sv, "partial"sv, "none"sv};

template <class E>
E enum_at(std::size_t place) {
    return static_cast<E>(place + 1);
}

Rounding read_rounding(TableReader& parent) {
    Rounding rounding;
    auto table = parent.table("rounding", Presence::required);
    if (!table) return rounding;
    if (const auto unit = table->choice("unit", unit_words)) rounding.unit = units[*unit];
    if (const auto mode = table->choice("mode", mode_words)) rounding.mode = enum_at<RoundingMode>(*mode);
    table->refuse_unknown_keys();
    return rounding;
}

SingleCover read_single_cover(TableReader& dibao) {
    SingleCover cover;
    auto table = dibao.table("single_cover", Presence::required);
    if (!table) return cover;
    const auto mode = table->choice("mode", cover_words);
    if (mode) cover.mode = enum_at<SingleCoverMode>(*mode);
    const bool fixed = mode && cover.mode == SingleCoverMode::fixed;
    cover.amount = table->amount("amount", fixed ? Presence::required : Presence::optional).value_or(Money{});
    if (mode && !fixed && table->has("amount"))
        table->fault("amount", {"只有 mode = \"fixed\" 才写金额", "an amount stands only with mode = \"fixed\""});
    table->refuse_unknown_keys();
    return cover;
}

void read_dibao(TableReader& root, bool pays_dibao, DibaoRules& rules) {
    auto table = root.table("dibao", pays_dibao ? Presence::required : Presence::optional);
    if (!table) return;
    rules.rounding = read_rounding(*table);
    rules.single_cover = read_single_cover(*table);
    rules.minimum_per_household = table->amount("minimum_per_household", Presence::optional).value_or(Money{});
    if (auto grace = table->table("grace", Presence::optional)) {
        for (const std::int32_t percent : grace->whole_numbers("percent", 0, percent_max))
            rules.grace.push_back(Percent{percent});
        grace->refuse_unknown_keys();
    }
    table->refuse_unknown_keys();
}

TopupItem read_item(TableReader& table) {
    TopupItem item;
    item.code = table.text("code").value_or("");
    const auto amount = table.amount("amount", Presence::optional);
    const auto percent = table.whole_number("percent", 0, percent_max);
    if (table.has("amount") == table.has("percent"))
        table.fault("",
                    {"金额 amount 和比例 percent 要写且只写一个", "exactly one of amount and percent must be given"});
    if (amount) item.value = *amount;
    if (percent) item.value = Percent{*percent};
    item.age_min = table.whole_number("age_min", 0, age_max_allowed);
    item.age_max = table.whole_number("age_max", 0, age_max_allowed);
    if (item.age_min && item.age_max && *item.age_min > *item.age_max)
        table.fault("age_min", {"最小年龄大于最大年龄", "age_min is above age_max"});
    table.refuse_unknown_keys();
    return item;
}

std::vector<TopupItem> read_items(TableReader& topup, std::string_view key) {
    std::vector<TopupItem> items;
    for (TableReader& table : topup.tables(key)) {
        TopupItem item = read_item(table);
        const bool twice =
            !item.code.empty() && std::any_of(items.begin(), items.end(),
                                              [&item](const TopupItem& other) { return other.code == item.code; });
        if (twice) table.fault("code", {"代码重复", "this code stands twice in the list"});
        items.push_back(std::move(item));
    }
    return items;
}

void read_topup(TableReader& root, TopupRules& rules) {
    auto table = root.table("topup", Presence::optional);
    if (!table) return;
    if (const auto combine = table->choice("combine", combine_words)) rules.combine = enum_at<Combine>(*combine);
    rules.rounding = read_rounding(*table);
    rules.categories = read_items(*table, "category");
    rules.stack = read_items(*table, "stack");
    table->refuse_unknown_keys();
}

void read_tekun(TableReader& root, Pack& pack) {
    auto table = root.table("tekun", Presence::optional);
    if (!table) return;
    if (auto care = table->table("care", Presence::optional)) {
        for (std::size_t i = 0; i < care_words.size(); ++i)
            pack.tekun_care[i] = care->amount(care_words[i], Presence::optional);
        care->refuse_unknown_keys();
    }
    table->refuse_unknown_keys();
}

// True when the pack pays dibao, so that it needs the rules of it.
bool read_standards(TableReader& root, Pack& pack) {
    auto table = root.table("standards", Presence::required);
    if (!table) return false;
    if (table->is_empty()) table->fault("", {"至少要有一个保障标准", "there must be at least one standard"});
    for (std::size_t i = 0; i < pack.standards.size(); ++i) {
        const std::string_view key = code(enum_at<Program>(i));
        pack.standards[i] = table->amount(key, Presence::optional);
        if (pack.standards[i] && pack.standards[i]->is_zero())
            table->fault(key, {"保障标准必须大于零", "a standard must be above zero"});
    }
    table->refuse_unknown_keys();
    return table->has("urban_dibao") || table->has("rural_dibao");
}

void read_heading(TableReader& root, Pack& pack) {
    pack.id = root.text("id").value_or("");
    pack.title = root.text("title").value_or("");
    if (const auto division = root.text("division")) {
        if (const auto scope = DivisionScope::parse(*division)) {
            pack.division = *scope;
        } else {
            root.fault("division", {"应为 2 到 12 位区划代码", "must be a division code of 2 to 12 digits"});
        }
    }
    if (const auto from = root.text("effective_from")) {
        if (const auto month = parse_month(*from)) {
            pack.effective_from = *month;
        } else {
            root.fault("effective_from", {"应为年月，如 \"2022-09\"", "must be a month such as \"2022-09\""});
        }
    }
}

}  // namespace

RefusalWords words(ParsePackError reason) noexcept {
    switch (reason) {
        case ParsePackError::not_toml:
            return {"pack.parse/not_toml", "文件“{0}”不是合法的 TOML，政策包未读入",
                    "the file \"{0}\" is not TOML; no pack was read", "请按所列行号改正后重新检查",
                    "correct the line named and check again"};
        case ParsePackError::has_faults:
            break;
    }
    return {"pack.parse/has_faults", "政策包“{0}”有 {1} 处错误，未读入",
            "the pack \"{0}\" has {1} faults and was not read", "请逐条改正后重新检查",
            "correct each of them and check again"};
}

Result<Pack, Refusal> parse_pack(std::string_view toml, std::string_view file_name) {
    Faults faults{file_name};
    const auto tree = read_toml(toml);
    if (!tree) {
        faults.add(tree.error().line, "", tree.error().description,
                   {"从这一行起不是合法的 TOML", "from this line on the text is not TOML"});
        return tl::unexpected<Refusal>{
            refusal(ParsePackError::not_toml, file_name, /*faults=*/1).with(std::move(faults).by_line())};
    }
    Pack pack;
    TableReader root{*tree, "", faults};
    read_heading(root, pack);
    const bool pays_dibao = read_standards(root, pack);
    read_dibao(root, pays_dibao, pack.dibao);
    read_topup(root, pack.topup);
    read_tekun(root, pack);
    root.refuse_unknown_keys();

    auto findings = std::move(faults).by_line();
    if (findings.empty()) return pack;
    const std::size_t count = findings.size();
    return tl::unexpected<Refusal>{refusal(ParsePackError::has_faults, file_name, count).with(std::move(findings))};
}

}  // namespace mingzhang::policy
