// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "engine/grants/one_off_run.hpp"
#include "engine/grants/price_run.hpp"
#include "engine/runs/views.hpp"
#include "tests/engine/runs/town.hpp"

// Two villages under the delivered synthetic pack of 2024, an own account with funds, and the whole road of a run: what
// the tests of this folder share.
namespace mingzhang::test {

inline constexpr Month march{2024, 3};
inline constexpr std::string_view town_code = "500110999";

[[nodiscard]] DivisionScope scope(std::string_view code);

// The delivered synthetic pack with one piece replaced.
[[nodiscard]] std::string pack_with(const std::string& piece, const std::string& other);

// A dibao household of one in the first village, a tekun household of one in the second, and the pack; March 20th 2024.
void load_town(Office& office, const std::string& pack = pack_with("", ""));

// An edge household in the second village, whose only member is a person of another household.
void add_edge_household(Office& office, const std::string& person, const std::string& name);

[[nodiscard]] grants::OneOffCall asked(std::string_view division = town_code, Month month = march);
[[nodiscard]] Result<Answer, Refusal> calculate_price(Office& office, std::int32_t prices = 350,
                                                      std::string_view division = town_code, Month month = march);
[[nodiscard]] Result<Answer, Refusal> calculate_funeral(Office& office, Month month = march,
                                                        std::string_view division = town_code);
[[nodiscard]] std::string lines_of(Office& office, std::int64_t run);
[[nodiscard]] std::int64_t number_of(const Result<Answer, Refusal>& run);

// The first call registers the office's account.
void receive_funds(Office& office, Program program, std::int64_t yuan);

// Released, drawn into batches, sent, answered by the bank with success, tied and closed. Gives the number of batches.
std::int64_t pay_to_the_end(Office& office, std::int64_t run);

}  // namespace mingzhang::test
