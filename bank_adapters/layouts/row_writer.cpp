// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/row_writer.hpp"

#include <fmt/format.h>

namespace mingzhang::bank::layouts {

RowWriter::RowWriter(const Layout& layout, const FileShape& shape, const FileHead& head, const ByteSink& sink)
    : layout_{layout}, shape_{shape}, head_{head}, head_values_{to_record(head)}, sink_{sink} {}

void RowWriter::write(const Row& row, const Record& line, std::string_view serial, std::vector<RowFault> faults) {
    ++row_;
    std::string bytes = write_row(shape_, row, head_values_, line, faults);
    bytes += shape_.line_end == LineEnd::crlf ? "\r\n" : "\n";
    for (RowFault& fault : faults) {
        if (fault_count_++ >= findings_max) continue;
        findings_.push_back({shape_.file_name.fill(head_values_).value_or(layout_.name), row_, std::move(fault.column),
                             std::string{serial}, std::move(fault.reason)});
    }
    if (fault_count_ > 0) return;
    sink_(bytes);
    written_.bytes += bytes.size();
}

void RowWriter::write_fixed(const Row& row) {
    const std::size_t before = fault_count_;
    write(row, {}, {}, {});
    if (fault_count_ != before) head_is_faulty_ = true;
}

void RowWriter::write_rows_before_details() {
    for (const Row& row : shape_.rows) {
        if (row.kind == RowKind::detail) return;
        write_fixed(row);
    }
}

void RowWriter::write_detail(const Record& line, Money amount, std::string_view serial,
                             std::vector<RowFault> own_faults) {
    ++written_.count;
    const auto total = add(written_.total, amount);
    total_fits_ = total_fits_ && total && *total <= total_max();
    written_.total = total.value_or(written_.total);
    if (amount > shape_.limits.amount_max.value_or(amount_limit)) {
        const std::string limit = to_yuan(shape_.limits.amount_max.value_or(amount_limit));
        own_faults.push_back(
            {std::string{name(Field::amount)},
             {},
             {fmt::format("超过单笔上限{}元", limit), fmt::format("over the limit of {} yuan a row", limit)}});
    }
    write(shape_.detail(), line, serial, std::move(own_faults));
}

Money RowWriter::total_max() const noexcept {
    return shape_.limits.total_max.value_or(amount_limit);
}

bool RowWriter::is_over_rows() const noexcept {
    return shape_.limits.rows_max && written_.count > *shape_.limits.rows_max;
}

Result<Written, Refusal> RowWriter::finish() {
    bool after = false;
    for (const Row& row : shape_.rows) {
        if (after) write_fixed(row);
        after = after || row.kind == RowKind::detail;
    }
    if (head_is_faulty_) {
        const Finding& first = findings_.front();
        return tl::unexpected{refusal(WriteError::head_field_missing, layout_.name, first.column).with(findings_)};
    }
    if (fault_count_ > 0)
        return tl::unexpected{refusal(WriteError::row_refused, layout_.name, fault_count_).with(findings_)};
    if (written_.count < shape_.limits.rows_min)
        return refuse(WriteError::too_few_rows, written_.count, shape_.limits.rows_min);
    if (is_over_rows()) return refuse(WriteError::too_many_rows, *shape_.limits.rows_max);
    if (!total_fits_) return refuse(WriteError::total_over_limit, to_yuan(total_max()));
    if (written_.count != head_.count) return refuse(WriteError::count_differs, head_.count, written_.count);
    if (written_.total != head_.total)
        return refuse(WriteError::total_differs, to_yuan(head_.total), to_yuan(written_.total));
    return written_;
}

}  // namespace mingzhang::bank::layouts
