// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/query_pass.hpp"

#include <fmt/format.h>

#include <array>

#include "base/store/scan.hpp"
#include "base/store/store.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

PassReport run_query_pass(Store& store, std::string_view count_query, std::string_view broken_query,
                          BrokenColumns columns, const Text& broken) {
    PassReport report;
    Scan counted{store.sql(), count_query};
    const bool is_counted = counted.next();
    MINGZHANG_CHECK(is_counted);
    report.records = static_cast<std::uint64_t>(counted.number(0));

    Scan rows{store.sql(), broken_query};
    while (rows.next()) {
        std::array<std::int64_t, 3> numbers{};
        for (int column = 0; column < static_cast<int>(columns); ++column)
            numbers.at(static_cast<std::size_t>(column)) = rows.number(column);
        const auto filled = [&](const std::string& sentence) {
            return fmt::format(fmt::runtime(sentence), numbers[0], numbers[1], numbers[2]);
        };
        report.name_broken(filled(broken.zh), filled(broken.en));
    }
    return report;
}

}  // namespace mingzhang::store
