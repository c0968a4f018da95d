// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"

namespace mingzhang::bank::layouts {

// One thing wrong in one column of a row. The value is already masked.
struct RowFault {
    std::string column;
    std::string value;
    Text reason;
};

// The bytes of one row without its line end. Faults are added; with any, the bytes are not to be used.
[[nodiscard]] std::string write_row(const FileShape& shape, const Row& row, const Record& head, const Record& line,
                                    std::vector<RowFault>& faults);

// Reads one row without its line end. Values of the file go to `head`, those of the payment to `line`.
void read_row(const FileShape& shape, const Row& row, std::string_view bytes, Record& head, Record& line,
              std::vector<RowFault>& faults);

}  // namespace mingzhang::bank::layouts
