// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/outcome.hpp"

// What pretended banks share: chance that replays, and rows that repeat what was sent.
namespace mingzhang::reconciliation {

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine, unlike the standard distributions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}

    unsigned per_thousand() { return static_cast<unsigned>(next() % 1000); }
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

[[nodiscard]] bank::OutcomeLine echo(const bank::Instruction& sent);  // Without an outcome.

// Reasons a bank gives with a failure; those that say it has not finished belong to pending.
[[nodiscard]] std::vector<bank::Reason> failure_reasons(const bank::layouts::Layout& layout);

// What the file says of itself, and its name where the rows do not: some banks know the batch by nothing else.
[[nodiscard]] bank::FileHead head_of(const bank::layouts::Layout& layout, const bank::FileHead& rows,
                                     std::string_view file_name);

// A status nobody has mapped.
inline constexpr std::string_view unmapped_status = "已受理待核实";

}  // namespace mingzhang::reconciliation
