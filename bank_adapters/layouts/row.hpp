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

// Adds one row without its line end to `bytes`. Faults are added; with any, the bytes are not to be used.
void write_row(const FileShape& shape, const Row& row, const Record& head, const Record& line,
               std::vector<RowFault>& faults, std::string& bytes);

// Reads rows of one file, each without its line end. Values of the file go to `head`, those of the payment to `line`.
// What a row needs while it is read is kept for the next: a million of them need no more room than one.
class RowCutter {
public:
    explicit RowCutter(const FileShape& shape) : shape_{shape} {}  // `shape` must outlive it.

    void read_row(const Row& row, std::string_view bytes, Record& head, Record& line, std::vector<RowFault>& faults);

private:
    void read_columns(const Row& row, std::string_view bytes, Record& head, Record& line,
                      std::vector<RowFault>& faults);
    void read_fixed_text(const Row& row, std::string_view bytes, Record& head, std::vector<RowFault>& faults);
    void separate(const Row& row, std::string_view bytes, std::vector<RowFault>& faults);
    void cut(const Row& row, std::string_view bytes, std::vector<RowFault>& faults);

    const FileShape& shape_;
    std::string text_;                     // A row made UTF-8.
    std::vector<std::string_view> parts_;  // Its columns.
    FieldValue value_;
    Record in_prefix_;
};

}  // namespace mingzhang::bank::layouts
