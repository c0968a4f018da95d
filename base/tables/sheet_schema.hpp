// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// One column an import understands.
struct SheetColumn {
    std::string key;       // "household_no", the English heading
    std::string chinese;   // 户编号, the Chinese heading
    bool required = true;  // Must stand in the heading; its cells may still be empty.
    Text meaning;          // What to write in it.
    std::vector<std::string> examples;
};

// An import described: kind, name for people, columns in the order of the template. Rows are read by column index.
struct SheetSchema {
    std::string kind;  // "households", as on the command line
    Text name;         // 家庭名册, Households
    std::vector<SheetColumn> columns;

    // The column a heading names, by key (upper or lower case) or Chinese heading, white space at the ends ignored.
    [[nodiscard]] std::optional<std::size_t> column_of(std::string_view heading) const;
};

// An Excel file to fill in: Chinese headings in row 1, frozen, every column set to text so that Excel leaves 19-digit
// numbers alone; a second sheet says in both languages what each column wants, with examples.
[[nodiscard]] Result<void, Refusal> write_template(const SheetSchema& schema, const std::filesystem::path& path);

}  // namespace mingzhang
