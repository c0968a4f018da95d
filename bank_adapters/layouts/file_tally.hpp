// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>
#include <vector>

#include "bank_adapters/layouts/errors.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/layouts/row.hpp"

namespace mingzhang::bank::layouts {

// More findings than a person reads are only counted.
inline constexpr std::size_t findings_max = 1000;

// What is wrong with an instruction whatever the file: a number out of turn, no amount.
[[nodiscard]] std::vector<RowFault> faults_of_instruction(const Instruction& instruction, std::uint64_t ordinal);

// Keeps count, total and faults of a file while it is written, and judges the whole at its end: the same for files of
// rows and for messages.
class FileTally {
public:
    FileTally(const Layout& layout, const FileShape& shape, const FileHead& head);

    // Counts a payment; what is wrong with its amount joins `faults`.
    void count(Money amount, std::vector<RowFault>& faults);
    // Keeps what is wrong with row `row`, which belongs to the payment of this serial, or to none.
    void note(std::size_t row, std::string_view serial, std::vector<RowFault> faults);
    void note_head(std::size_t row, std::vector<RowFault> faults);

    // Nothing is wrong so far. Once something is, nothing more is handed to the sink, but the rest is still checked, so
    // that all faults are known at once.
    [[nodiscard]] bool is_clean() const noexcept { return fault_count_ == 0; }
    [[nodiscard]] bool is_over_rows() const noexcept;  // More rows than the bank takes: stop here.
    [[nodiscard]] Result<Written, Refusal> finish(std::uint64_t bytes) const;

private:
    [[nodiscard]] Money total_max() const noexcept;

    const Layout& layout_;
    const FileShape& shape_;
    const FileHead& head_;
    Written written_;
    bool total_fits_ = true;
    std::size_t fault_count_ = 0;
    bool head_is_faulty_ = false;
    std::vector<Finding> findings_;
};

}  // namespace mingzhang::bank::layouts
