// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "bank_adapters/instruction.hpp"
#include "bank_adapters/layouts/layout.hpp"

namespace mingzhang::bank::layouts {

// The next instruction, in file order; null after the last. It stays readable until the next call.
using InstructionSource = std::function<const Instruction*()>;
// Takes the next bytes of a file.
using ByteSink = std::function<void(std::string_view)>;

struct Written {
    std::uint64_t count = 0;
    Money total;
    std::uint64_t bytes = 0;

    friend bool operator==(const Written&, const Written&) = default;
};

// Why a payment file was not written. Findings name row, column and, as the value, the instruction's serial.
enum class PaymentFileError : std::uint8_t {
    head_field_missing,  // The layout needs something the head does not give, or that does not fit it.
    row_refused,         // Too long, a separator inside, a character the encoding lacks, an amount over the limit …
    too_few_rows,
    too_many_rows,
    count_differs,  // The head declares another count or total than the rows add up to.
    total_differs,
    total_over_limit,
};
[[nodiscard]] RefusalWords words(PaymentFileError reason);

// Writes the file the bank expects: the same bytes for the same input. Nothing is shortened or replaced to fit. On
// refusal the bytes handed out so far are to be thrown away.
[[nodiscard]] Result<Written, Refusal> write_payment_file(const Layout& layout, const FileHead& head,
                                                          const InstructionSource& source, const ByteSink& sink);

// What the bank wants the file to be called.
[[nodiscard]] Result<std::string, Refusal> payment_file_name(const Layout& layout, const FileHead& head);

// Why a file the bank or we wrote is not read. The whole file is checked before anything is handed out.
enum class ReadError : std::uint8_t {
    empty_file,
    not_this_layout,    // A heading, marker or fixed line is missing, or there are too few lines.
    row_refused,        // Findings name each row, column and reason.
    too_many_rows,
    count_differs,  // The control count or total does not match the rows.
    total_differs,
    no_result_in_layout,
};
[[nodiscard]] RefusalWords words(ReadError reason);

// Reads a payment file back: after writing, to know what the bank will see; and for a bank simulator.
[[nodiscard]] Result<PaymentFile, Refusal> read_payment_file(const Layout& layout, std::string_view bytes,
                                                             std::string_view file_name);

}  // namespace mingzhang::bank::layouts
