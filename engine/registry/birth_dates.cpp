// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/birth_dates.hpp"

#include <fmt/format.h>

#include "base/store/scan.hpp"
#include "base/values/check.hpp"

namespace mingzhang::registry {

Date BirthDates::of(std::int64_t person) {
    const std::int64_t number = person / block_size;
    Block& block = blocks_[static_cast<std::size_t>(number) % blocks_held];
    if (block.number != number) read(block, number);
    const auto date = date_from_number(block.dates[static_cast<std::size_t>(person % block_size)]);
    MINGZHANG_CHECK(date.has_value());
    return *date;
}

void BirthDates::read(Block& block, std::int64_t number) const {
    block.number = number;
    block.dates.assign(block_size, 0);
    const std::int64_t first = number * block_size;
    store::Scan rows{sql_, fmt::format("SELECT id, birth_date FROM person WHERE county = {} AND id >= {} AND "
                                       "id < {}",
                                       county_.number, first, first + block_size)};
    while (rows.next())
        block.dates[static_cast<std::size_t>(rows.number(0) - first)] = static_cast<std::int32_t>(rows.number(1));
}

}  // namespace mingzhang::registry
