// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "bank_adapters/instruction.hpp"
#include "bank_adapters/layouts/errors.hpp"
#include "bank_adapters/layouts/layout.hpp"

namespace mingzhang::bank::layouts {

// The next instruction, in file order; null after the last. It stays readable until the next call.
using InstructionSource = std::function<const Instruction*()>;
// Takes the next bytes of a file.
using ByteSink = std::function<void(std::string_view)>;

struct Written {
    std::uint64_t count = 0;
    Money total = {};
    std::uint64_t bytes = 0;

    friend bool operator==(const Written&, const Written&) = default;
};

// Writes the file the bank expects: the same bytes for the same input. Nothing is shortened or replaced to fit. On
// refusal the bytes handed out so far are to be thrown away. That no serial is used twice is the caller's promise.
[[nodiscard]] Result<Written, Refusal> write_payment_file(const Layout& layout, const FileHead& head,
                                                          const InstructionSource& source, const ByteSink& sink);
[[nodiscard]] Result<std::string, Refusal> write_payment_file(const Layout& layout, const PaymentFile& file);

// What the bank wants the file to be called. Refused when the file needs what the head does not give.
[[nodiscard]] Result<std::string, Refusal> payment_file_name(const Layout& layout, const FileHead& head);

// Reads a payment file back: after writing, to know what the bank will see; and for a bank simulator. Fields the
// layout does not carry stay empty; `file_name` is for the findings.
[[nodiscard]] Result<PaymentFile, Refusal> read_payment_file(const Layout& layout, std::string_view bytes,
                                                             std::string_view file_name);

}  // namespace mingzhang::bank::layouts
