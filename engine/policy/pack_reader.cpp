// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/pack_reader.hpp"

namespace mingzhang::policy {

namespace {

using namespace std::string_view_literals;

// Words in the order of the enums' values.
constexpr std::array unit_words{"fen"sv, "jiao"sv, "yuan"sv};
constexpr std::array units{RoundingUnit::fen, RoundingUnit::jiao, RoundingUnit::yuan};
constexpr std::array mode_words{"ceil"sv, "floor"sv, "half_up"sv, "half_even"sv};
constexpr std::array level_words{"household"sv, "person"sv};

constexpr std::size_t text_bytes_max = 200;

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

std::vector<std::string_view> codes_of(std::span<const Program> programs) {
    std::vector<std::string_view> codes;
    for (const Program program : programs) codes.push_back(code(program));
    return codes;
}

}  // namespace

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

std::optional<std::int32_t> read_number(TomlTable& table, std::string_view key, std::int32_t min, std::int32_t max) {
    const auto number = table.whole_number(key, min, max);
    if (!number) return std::nullopt;
    return static_cast<std::int32_t>(*number);
}

std::optional<Percent> read_percent(TomlTable& table, std::string_view key, std::int32_t min, std::int32_t max) {
    const auto number = read_number(table, key, min, max);
    return number ? std::optional{Percent{*number}} : std::nullopt;
}

std::optional<Amount> read_amount(TomlTable& table, std::string_view key, Presence presence,
                                  std::span<const Program> programs) {
    if (!table.has_table(key)) {
        const auto for_all = table.amount(key, presence);
        return for_all ? std::optional{Amount{*for_all}} : std::nullopt;
    }
    auto each = *table.table(key, presence);
    if (each.is_empty()) each.fault({"至少写一个救助类别的金额", "must have the amount of at least one program"});
    Amount::ByProgram amounts;
    for (const Program program : programs)
        amounts[static_cast<std::size_t>(program) - 1] = each.amount(code(program), Presence::optional);
    each.refuse_unknown_keys();
    return Amount{amounts};
}

Value read_value(TomlTable& table, std::span<const Program> programs) {
    const auto amount = read_amount(table, "amount", Presence::optional, programs);
    const auto percent = read_percent(table, "percent", 0, percent_max);
    if (table.has("amount") == table.has("percent"))
        table.fault({"金额 amount 和比例 percent 要写且只写一个", "exactly one of amount and percent must be given"});
    if (percent) return *percent;
    return amount.value_or(Amount{});
}

LevelledRounding read_rounding(TomlTable& parent, Presence presence, RoundingKeys keys) {
    LevelledRounding read;
    auto table = parent.table("rounding", presence);
    if (!table) return read;
    if (const auto unit = table->choice("unit", unit_words, Presence::required)) read.rounding.unit = units[*unit];
    if (const auto mode = table->choice("mode", mode_words, Presence::required))
        read.rounding.mode = enum_at<RoundingMode>(*mode);
    if (keys == RoundingKeys::and_level)
        if (const auto level = table->choice("level", level_words, Presence::optional))
            read.level = enum_at<Level>(*level);
    table->refuse_unknown_keys();
    return read;
}

std::optional<Program> read_program(TomlTable& table, std::string_view key, Presence presence,
                                    std::span<const Program> programs) {
    const auto place = table.choice(key, codes_of(programs), presence);
    return place ? std::optional{programs[*place]} : std::nullopt;
}

std::vector<Program> read_programs(TomlTable& table, std::string_view key, std::span<const Program> programs) {
    const auto codes = codes_of(programs);
    std::vector<Program> read;
    table.require(key);
    for (const std::string& text : table.texts(key)) {
        const auto found = std::ranges::find(codes, text);
        if (found == codes.end()) {
            table.fault(key, text, {"不能写这个救助类别", "this program cannot stand here"});
            continue;
        }
        const Program program = programs[static_cast<std::size_t>(found - codes.begin())];
        if (std::ranges::find(read, program) != read.end())
            table.fault(key, text, {"救助类别重复", "this program stands twice in the list"});
        read.push_back(program);
    }
    if (table.has(key) && read.empty()) table.fault(key, {"至少写一个救助类别", "must name at least one program"});
    return read;
}

}  // namespace mingzhang::policy
