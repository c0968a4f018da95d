// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/file_tally.hpp"

#include <fmt/format.h>

namespace mingzhang::bank::layouts {
namespace {

RowFault wrong_number(std::uint64_t expected) {
    return {std::string{name(Field::number)},
            {},
            {fmt::format("序号应为{}", expected), fmt::format("the number should be {}", expected)}};
}

}  // namespace

std::vector<RowFault> faults_of_instruction(const Instruction& instruction, std::uint64_t ordinal) {
    std::vector<RowFault> faults;
    if (instruction.number != ordinal) faults.push_back(wrong_number(ordinal));
    if (!instruction.amount.is_positive())
        faults.push_back({std::string{name(Field::amount)}, {}, {"金额须大于零", "the amount must be above zero"}});
    return faults;
}

FileTally::FileTally(const Layout& layout, const FileShape& shape, const FileHead& head)
    : layout_{layout}, shape_{shape}, head_{head} {}

void FileTally::count(Money amount, std::vector<RowFault>& faults) {
    ++written_.count;
    const auto total = add(written_.total, amount);
    total_fits_ = total_fits_ && total && *total <= total_max();
    written_.total = total.value_or(written_.total);
    const Money amount_max = shape_.limits.amount_max.value_or(amount_limit);
    if (amount <= amount_max) return;
    const std::string limit = to_yuan(amount_max);
    faults.push_back({std::string{name(Field::amount)},
                      {},
                      {fmt::format("超过单笔上限{}元", limit), fmt::format("over the limit of {} yuan a row", limit)}});
}

void FileTally::note(std::size_t row, std::string_view serial, std::vector<RowFault> faults) {
    for (RowFault& fault : faults) {
        if (fault_count_++ >= findings_max) continue;
        findings_.push_back({shape_.file_name.fill(to_record(head_)).value_or(layout_.name), row,
                             std::move(fault.column), std::string{serial}, std::move(fault.reason)});
    }
}

void FileTally::note_head(std::size_t row, std::vector<RowFault> faults) {
    head_is_faulty_ = head_is_faulty_ || !faults.empty();
    note(row, {}, std::move(faults));
}

Money FileTally::total_max() const noexcept {
    return shape_.limits.total_max.value_or(amount_limit);
}

bool FileTally::is_over_rows() const noexcept {
    return shape_.limits.rows_max && written_.count > *shape_.limits.rows_max;
}

Result<Written, Refusal> FileTally::finish(std::uint64_t bytes) const {
    if (head_is_faulty_) {
        const Finding& first = findings_.front();
        return tl::unexpected{refusal(WriteError::head_field_missing, layout_.name, first.column).with(findings_)};
    }
    if (!is_clean())
        return tl::unexpected{refusal(WriteError::row_refused, layout_.name, fault_count_).with(findings_)};
    if (written_.count < shape_.limits.rows_min)
        return refuse(WriteError::too_few_rows, written_.count, shape_.limits.rows_min);
    if (is_over_rows()) return refuse(WriteError::too_many_rows, *shape_.limits.rows_max);
    if (!total_fits_) return refuse(WriteError::total_over_limit, to_yuan(total_max()));
    if (written_.count != head_.count) return refuse(WriteError::count_differs, head_.count, written_.count);
    if (written_.total != head_.total)
        return refuse(WriteError::total_differs, to_yuan(head_.total), to_yuan(written_.total));
    Written written = written_;
    written.bytes = bytes;
    return written;
}

}  // namespace mingzhang::bank::layouts
