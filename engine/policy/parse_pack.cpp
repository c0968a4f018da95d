// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/parse_pack.hpp"

#include <optional>
#include <string>
#include <utility>

#include "engine/policy/pack_reader.hpp"

namespace mingzhang::policy {

namespace {

using namespace std::string_view_literals;

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

std::size_t index_of(Program program) {
    return static_cast<std::size_t>(program) - 1;
}

void read_standard(TomlTable& standards, Program program, Pack& pack) {
    const std::string_view key = code(program);
    if (standards.has_table(key)) return;  // Of another one: read when that is known.
    auto& standard = pack.standards[index_of(program)];
    standard = standards.amount(key, Presence::optional);
    if (standard && standard->is_zero()) standards.fault(key, {"保障标准必须大于零", "a standard must be above zero"});
}

// { percent = 130, of = "urban_dibao", rounding = … }: the percent of a standard stated as an amount.
void read_derived_standard(TomlTable& standards, Program program, Pack& pack) {
    const std::string_view key = code(program);
    if (!standards.has_table(key)) return;
    auto table = *standards.table(key, Presence::optional);
    table.require("percent");
    const auto percent = read_percent(table, "percent", 1, percent_max);
    const auto of = read_program(table, "of", Presence::required, paid_programs);
    const Rounding rounding = read_rounding(table, Presence::required, RoundingKeys::unit_and_mode).rounding;
    if (of && (standards.has_table(code(*of)) || !standards.has(code(*of))))
        table.fault("of", {"应为已写明金额的保障标准", "must be a standard stated as an amount"});
    table.refuse_unknown_keys();
    const auto whole = of ? pack.standard(*of) : std::nullopt;
    if (percent && whole && !standards.has_table(code(*of)))
        pack.standards[index_of(program)] = value_of(*percent, program, *whole, rounding);
    const auto& standard = pack.standards[index_of(program)];
    if (standard && standard->is_zero()) table.fault({"保障标准必须大于零", "a standard must be above zero"});
}

// True when the pack pays dibao, so that it needs the rules of it.
bool read_standards(TomlTable& root, Pack& pack) {
    auto table = root.table("standards", Presence::required);
    if (!table) return false;
    if (table->is_empty()) table->fault({"至少要有一个保障标准", "there must be at least one standard"});
    for (const Program program : paid_programs) read_standard(*table, program, pack);
    for (const Program program : paid_programs) read_derived_standard(*table, program, pack);
    table->refuse_unknown_keys();
    return table->has("urban_dibao") || table->has("rural_dibao");
}

constexpr std::array effect_words{"same"sv, "next"sv};

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

void read_months(TomlTable& root, MonthRules& rules) {
    constexpr std::array keys{"approved"sv, "joined"sv, "left"sv, "ended"sv, "died"sv, "birthday"sv};
    auto table = root.table("months", Presence::optional);
    if (!table) return;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (const auto effect = table->choice(keys[i], effect_words, Presence::optional))
            rules.effects[i] = static_cast<Effect>(*effect);
    rules.cut_day = read_number(*table, "cut_day", 1, 30);
    table->refuse_unknown_keys();
}

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
    read_months(root, pack.months);
    read_dibao(root, pays_dibao, pack);
    read_topup(root, pack.topup);
    read_tekun(root, pack);
    read_edge(root, pack);
    read_price_subsidy(root, pack);
    read_temporary(root, pack);
    read_funeral(root, pack);
    read_sources(root, *tree, pack);
    root.refuse_unknown_keys();

    auto findings = std::move(faults).by_line();
    if (findings.empty()) return pack;
    const std::size_t count = findings.size();
    return tl::unexpected<Refusal>{refusal(ParsePackError::has_faults, file_name, count).with(std::move(findings))};
}

}  // namespace mingzhang::policy
