// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"

namespace mingzhang::registry {

// Birth dates by the person's row number, read a block of numbers at a time: people of one household have numbers close
// to each other, and those of the next household follow. Twice as fast as a join of every row with its person; holds a
// few blocks, however many people there are.
class BirthDates {
public:
    BirthDates(soci::session& sql, County county) : sql_{sql}, county_{county}, blocks_(blocks_held) {}

    [[nodiscard]] Date of(std::int64_t person);  // There must be one.

private:
    static constexpr std::int64_t block_size = 4'096;
    static constexpr std::size_t blocks_held = 1'024;  // 16 MiB: four million people before one is read twice.
    struct Block {
        std::int64_t number = -1;
        std::vector<std::int32_t> dates;  // As stores keep them; zero: nobody has the number.
    };
    void read(Block& block, std::int64_t number) const;

    soci::session& sql_;
    County county_;
    std::vector<Block> blocks_;
};

}  // namespace mingzhang::registry
