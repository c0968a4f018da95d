// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/errors.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/layouts/row.hpp"

namespace mingzhang::bank::layouts {

// More findings than a person reads are only counted.
inline constexpr std::size_t findings_max = 1000;

// Writes the rows of one file in the layout's order and keeps its count and total. Once a row is refused nothing more
// is handed to the sink, but the rest is still checked, so that all faults are known at once.
class RowWriter {
public:
    RowWriter(const Layout& layout, const FileShape& shape, const FileHead& head, const ByteSink& sink);

    void write_rows_before_details();
    // `own_faults` are what the caller found wrong with it.
    void write_detail(const Record& line, Money amount, std::string_view serial, std::vector<RowFault> own_faults);
    [[nodiscard]] bool is_over_rows() const noexcept;  // More rows than the bank takes: stop here.
    [[nodiscard]] Result<Written, Refusal> finish();   // Writes the rows after the details and judges the whole.

private:
    void write(const Row& row, const Record& line, std::string_view serial, std::vector<RowFault> faults);
    void write_fixed(const Row& row);
    [[nodiscard]] Money total_max() const noexcept;

    const Layout& layout_;
    const FileShape& shape_;
    FileHead head_;
    Record head_values_;
    const ByteSink& sink_;
    Written written_;
    bool total_fits_ = true;
    std::size_t row_ = 0;
    std::size_t fault_count_ = 0;
    bool head_is_faulty_ = false;
    std::vector<Finding> findings_;
};

}  // namespace mingzhang::bank::layouts
