// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/file_tally.hpp"

namespace mingzhang::bank::layouts {

// Writes the rows of one file in the layout's order.
class RowWriter {
public:
    RowWriter(const Layout& layout, const FileShape& shape, const FileHead& head, const ByteSink& sink);

    void write_rows_before_details();
    // `own_faults` are what the caller found wrong with it.
    void write_detail(const Record& line, Money amount, std::string_view serial, std::vector<RowFault> own_faults);
    [[nodiscard]] bool is_over_rows() const noexcept { return tally_.is_over_rows(); }
    [[nodiscard]] Result<Written, Refusal> finish();  // Writes the rows after the details and judges the whole.

private:
    void make_row(const Row& row, const Record& line, std::vector<RowFault>& faults);
    void hand_out();
    void write_fixed(const Row& row);

    const FileShape& shape_;
    const Row& detail_;
    Record head_values_;
    const ByteSink& sink_;
    FileTally tally_;
    std::string made_;  // One row: its room serves them all.
    std::uint64_t bytes_ = 0;
    std::size_t row_ = 0;
};

}  // namespace mingzhang::bank::layouts
