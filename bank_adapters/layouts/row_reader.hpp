// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string_view>

#include "bank_adapters/layouts/errors.hpp"
#include "bank_adapters/layouts/row.hpp"

namespace mingzhang::bank::layouts {

// What a file said, once all of it was found good.
struct FileRead {
    Record head;  // Declared count and total are present only where the layout carries them.
    std::uint64_t count = 0;
    Money total = {};
};

// Where a payment stands in a file.
struct DetailPlace {
    std::size_t row;        // As a person counts the lines, from 1.
    std::uint64_t ordinal;  // Among the payments, from 1.
};

// Told of each payment whose values were read: its place, its values, which stand there until the next, and where to
// add what else is wrong with it.
using DetailVisitor = std::function<void(const DetailPlace& place, Record& line, std::vector<RowFault>& faults)>;

// Reads a whole file by its shape. Every line must be accounted for.
[[nodiscard]] Result<FileRead, Refusal> read_rows(const Layout& layout, const FileShape& shape, std::string_view bytes,
                                                  std::string_view file_name, const DetailVisitor& visit);

}  // namespace mingzhang::bank::layouts
