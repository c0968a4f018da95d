// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/parse_pack.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/toml/toml_table.hpp"

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

constexpr std::size_t text_bytes_max = 200;

const TomlManner manner{
    .missing = {"缺少此项", "this key is missing"},
    .unknown_key = {"不认识的项", "this key is not known"},
    .not_text = {"应为带引号的文字", "must be text in quotes"},
    .not_table = {"应为一组项目", "must be a table"},
    .not_whole_number = {"应为整数，不带引号", "must be a whole number without quotes"},
    .out_of_range = {"应在 {0} 到 {1} 之间", "must be from {0} to {1}"},
    .not_among_words = {"应为其中之一：{0}", "must be one of: {0}"},
    .word_not_text = {"应为其中之一：{0}", "must be one of: {0}"},
    .between_words_zh = ", ",
    .shows_other_types = true,
    .shown_bytes_max = 60,
};

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

// Names and codes: what is printed must not be blank, endless or invisible.
std::optional<std::string> read_text(TomlTable& table, std::string_view key) {
    auto text = table.text(key, Presence::required);
    if (!text) return std::nullopt;
    if (text->find_first_not_of(' ') == std::string::npos) {
        table.fault(key, {"不能为空", "must not be empty"});
        return std::nullopt;
    }
    if (has_control_character(*text) || text->size() > text_bytes_max) {
        table.fault(key, {"文字过长或含控制字符", "the text is too long or has control characters"});
        return std::nullopt;
    }
    return text;
}

std::optional<std::int32_t> read_number(TomlTable& table, std::string_view key, std::int32_t max) {
    const auto number = table.whole_number(key, 0, max);
    if (!number) return std::nullopt;
    return static_cast<std::int32_t>(*number);
}

template <class E>
E enum_at(std::size_t place) {
    return static_cast<E>(place + 1);
}

Rounding read_rounding(TomlTable& parent) {
    Rounding rounding;
    auto table = parent.table("rounding", Presence::required);
    if (!table) return rounding;
    if (const auto unit = table->choice("unit", unit_words, Presence::required)) rounding.unit = units[*unit];
    if (const auto mode = table->choice("mode", mode_words, Presence::required))
        rounding.mode = enum_at<RoundingMode>(*mode);
    table->refuse_unknown_keys();
    return rounding;
}

SingleCover read_single_cover(TomlTable& dibao) {
    SingleCover cover;
    auto table = dibao.table("single_cover", Presence::required);
    if (!table) return cover;
    const auto mode = table->choice("mode", cover_words, Presence::required);
    if (mode) cover.mode = enum_at<SingleCoverMode>(*mode);
    const bool fixed = mode && cover.mode == SingleCoverMode::fixed;
    cover.amount = table->amount("amount", fixed ? Presence::required : Presence::optional).value_or(Money{});
    if (mode && !fixed && table->has("amount"))
        table->fault("amount", {"只有 mode = \"fixed\" 才写金额", "an amount stands only with mode = \"fixed\""});
    table->refuse_unknown_keys();
    return cover;
}

void read_dibao(TomlTable& root, bool pays_dibao, DibaoRules& rules) {
    auto table = root.table("dibao", pays_dibao ? Presence::required : Presence::optional);
    if (!table) return;
    rules.rounding = read_rounding(*table);
    rules.single_cover = read_single_cover(*table);
    rules.minimum_per_household = table->amount("minimum_per_household", Presence::optional).value_or(Money{});
    if (auto grace = table->table("grace", Presence::optional)) {
        for (const std::int64_t percent : grace->whole_numbers("percent", 0, percent_max))
            rules.grace.push_back(Percent{static_cast<std::int32_t>(percent)});
        grace->refuse_unknown_keys();
    }
    table->refuse_unknown_keys();
}

TopupItem read_item(TomlTable& table) {
    TopupItem item;
    item.code = read_text(table, "code").value_or("");
    const auto amount = table.amount("amount", Presence::optional);
    const auto percent = read_number(table, "percent", percent_max);
    if (table.has("amount") == table.has("percent"))
        table.fault({"金额 amount 和比例 percent 要写且只写一个", "exactly one of amount and percent must be given"});
    if (amount) item.value = *amount;
    if (percent) item.value = Percent{*percent};
    item.age_min = read_number(table, "age_min", age_max_allowed);
    item.age_max = read_number(table, "age_max", age_max_allowed);
    if (item.age_min && item.age_max && *item.age_min > *item.age_max)
        table.fault("age_min", {"最小年龄大于最大年龄", "age_min is above age_max"});
    table.refuse_unknown_keys();
    return item;
}

std::vector<TopupItem> read_items(TomlTable& topup, std::string_view key) {
    std::vector<TopupItem> items;
    for (TomlTable& table : topup.tables(key)) {
        TopupItem item = read_item(table);
        const bool twice =
            !item.code.empty() && std::any_of(items.begin(), items.end(),
                                              [&item](const TopupItem& other) { return other.code == item.code; });
        if (twice) table.fault("code", {"代码重复", "this code stands twice in the list"});
        items.push_back(std::move(item));
    }
    return items;
}

void read_topup(TomlTable& root, TopupRules& rules) {
    auto table = root.table("topup", Presence::optional);
    if (!table) return;
    if (const auto combine = table->choice("combine", combine_words, Presence::required))
        rules.combine = enum_at<Combine>(*combine);
    rules.rounding = read_rounding(*table);
    rules.categories = read_items(*table, "category");
    rules.stack = read_items(*table, "stack");
    table->refuse_unknown_keys();
}

void read_tekun(TomlTable& root, Pack& pack) {
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
bool read_standards(TomlTable& root, Pack& pack) {
    auto table = root.table("standards", Presence::required);
    if (!table) return false;
    if (table->is_empty()) table->fault({"至少要有一个保障标准", "there must be at least one standard"});
    for (std::size_t i = 0; i < pack.standards.size(); ++i) {
        const std::string_view key = code(enum_at<Program>(i));
        pack.standards[i] = table->amount(key, Presence::optional);
        if (pack.standards[i] && pack.standards[i]->is_zero())
            table->fault(key, {"保障标准必须大于零", "a standard must be above zero"});
    }
    table->refuse_unknown_keys();
    return table->has("urban_dibao") || table->has("rural_dibao");
}

void read_heading(TomlTable& root, Pack& pack) {
    pack.id = read_text(root, "id").value_or("");
    pack.title = read_text(root, "title").value_or("");
    if (const auto division = read_text(root, "division")) {
        if (const auto scope = DivisionScope::parse(*division)) {
            pack.division = *scope;
        } else {
            root.fault("division", {"应为 2 到 12 位区划代码", "must be a division code of 2 to 12 digits"});
        }
    }
    if (const auto from = read_text(root, "effective_from")) {
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
    TomlFaults faults{file_name, manner};
    auto tree = parse_toml(toml, TomlLines::of_values);
    if (!tree) {
        faults.add(tree.error().line, "", tree.error().description,
                   {"从这一行起不是合法的 TOML", "from this line on the text is not TOML"});
        return tl::unexpected<Refusal>{
            refusal(ParsePackError::not_toml, file_name, /*faults=*/1).with(std::move(faults).by_line())};
    }
    tree->line = 0;  // What is missing from it is missing from the whole file.
    Pack pack;
    TomlTable root{*tree, "", faults};
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
