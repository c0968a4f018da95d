// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/row_writer.hpp"

namespace mingzhang::bank::layouts {

RowWriter::RowWriter(const Layout& layout, const FileShape& shape, const FileHead& head, const ByteSink& sink)
    : shape_{shape}, detail_{shape.detail()}, head_values_{to_record(head)}, sink_{sink}, tally_{layout, shape, head} {}

void RowWriter::make_row(const Row& row, const Record& line, std::vector<RowFault>& faults) {
    ++row_;
    made_.clear();
    write_row(shape_, row, head_values_, line, faults, made_);
    made_ += shape_.line_end == LineEnd::crlf ? "\r\n" : "\n";
}

void RowWriter::hand_out() {
    if (!tally_.is_clean()) return;
    sink_(made_);
    bytes_ += made_.size();
}

void RowWriter::write_fixed(const Row& row) {
    std::vector<RowFault> faults;
    make_row(row, {}, faults);
    tally_.note_head(row_, std::move(faults));
    hand_out();
}

void RowWriter::write_rows_before_details() {
    for (const Row& row : shape_.rows) {
        if (row.kind == RowKind::detail) return;
        write_fixed(row);
    }
}

void RowWriter::write_detail(const Record& line, Money amount, std::string_view serial,
                             std::vector<RowFault> own_faults) {
    tally_.count(amount, own_faults);
    make_row(detail_, line, own_faults);
    tally_.note(row_, serial, std::move(own_faults));
    hand_out();
}

Result<Written, Refusal> RowWriter::finish() {
    bool after = false;
    for (const Row& row : shape_.rows) {
        if (after) write_fixed(row);
        after = after || row.kind == RowKind::detail;
    }
    return tally_.finish(bytes_);
}

}  // namespace mingzhang::bank::layouts
