// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml/toml_table.hpp"
#include "engine/policy/pack.hpp"

// How the parts of a pack are read, each in one manner wherever it stands. Faults are noted in the table and reading
// goes on: every fault of a file is found in one reading.
namespace mingzhang::policy {

inline constexpr std::int32_t percent_max = 1000;

inline constexpr std::array dibao_programs{Program::urban_dibao, Program::rural_dibao};
inline constexpr std::array tekun_programs{Program::urban_tekun, Program::rural_tekun};
inline constexpr std::array paid_programs{Program::urban_dibao, Program::rural_dibao, Program::urban_tekun,
                                          Program::rural_tekun};

// Names and codes: what is printed must not be blank, endless or invisible.
[[nodiscard]] std::optional<std::string> read_text(TomlTable& table, std::string_view key);
[[nodiscard]] std::optional<std::int32_t> read_number(TomlTable& table, std::string_view key, std::int32_t min,
                                                      std::int32_t max);
[[nodiscard]] std::optional<Percent> read_percent(TomlTable& table, std::string_view key, std::int32_t min,
                                                  std::int32_t max);

// "45.00" for all programs, or { urban_dibao = "45.00", rural_dibao = "30.00" } of those given.
[[nodiscard]] std::optional<Amount> read_amount(TomlTable& table, std::string_view key, Presence presence,
                                                std::span<const Program> programs);

// Exactly one of `amount` and `percent`.
[[nodiscard]] Value read_value(TomlTable& table, std::span<const Program> programs);

enum class RoundingKeys : std::uint8_t { unit_and_mode, and_level };
struct LevelledRounding {
    Rounding rounding;
    Level level = Level::household;
};
[[nodiscard]] LevelledRounding read_rounding(TomlTable& parent, Presence presence, RoundingKeys keys);

[[nodiscard]] std::optional<Program> read_program(TomlTable& table, std::string_view key, Presence presence,
                                                  std::span<const Program> programs);
// A list without repetition; at least one.
[[nodiscard]] std::vector<Program> read_programs(TomlTable& table, std::string_view key,
                                                 std::span<const Program> programs);

// A fault where the code stands in the list already.
template <class Item>
void refuse_repeated_code(TomlTable& table, const std::vector<Item>& list, const std::string& code) {
    const bool twice =
        !code.empty() && std::ranges::any_of(list, [&](const Item& other) { return other.code == code; });
    if (twice) table.fault("code", {"代码重复", "this code stands twice in the list"});
}

template <class E>
[[nodiscard]] E enum_at(std::size_t place) {
    return static_cast<E>(place + 1);
}

// The parts. Each reads its table of `root` into the pack, whose standards are read before.
void read_dibao(TomlTable& root, bool pays_dibao, Pack& pack);
void read_topup(TomlTable& root, TopupRules& rules);
void read_months(TomlTable& root, MonthRules& rules);
void read_tekun(TomlTable& root, Pack& pack);
void read_edge(TomlTable& root, Pack& pack);
void read_price_subsidy(TomlTable& root, Pack& pack);
void read_temporary(TomlTable& root, Pack& pack);
void read_funeral(TomlTable& root, Pack& pack);
// Last: the rules named must stand in `tree`.
void read_sources(TomlTable& root, const TomlNode& tree, Pack& pack);

}  // namespace mingzhang::policy
