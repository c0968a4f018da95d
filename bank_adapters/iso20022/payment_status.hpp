// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// What a bank says of a file, a batch or a payment it was sent. There is no "paid" among these: accepted means taken on
// for processing, and only a statement shows that money moved.
enum class PaymentStatus : std::uint8_t { accepted, partly_accepted, pending, rejected, not_given };
[[nodiscard]] std::string_view code(PaymentStatus status) noexcept;  // "accepted"

// One line of a pain.002 or a camt.029 (recall_answer.hpp). What the file does not say is empty. Payments the bank does
// not name are not thereby accepted.
struct PaymentStatusLine {
    enum class Level : std::uint8_t { file, batch, payment };
    Level level = Level::payment;
    std::string original_id = {};  // Our message's, batch's or instruction's number.
    std::string end_to_end_id = {};
    PaymentStatus status = PaymentStatus::not_given;
    std::string status_code = {};  // "ACCP", as the file has it.
    std::string reason = {};       // "AC01"
    std::string text = {};
    std::optional<CurrencyAmount> amount = std::nullopt;  // Where the bank repeats what was asked for.

    friend bool operator==(const PaymentStatusLine&, const PaymentStatusLine&) = default;
};
[[nodiscard]] std::string_view code(PaymentStatusLine::Level level) noexcept;  // "payment"

using PaymentStatusVisitor = std::function<void(const PaymentStatusLine&)>;

// Reads pain.002 of every version, in one pass; a batch stands before or after its payments as the file has them. Gives
// back the version as the namespace has it. What was handed out before a refusal is to be thrown away.
[[nodiscard]] Result<std::string, Refusal> read_payment_status(std::istream& bytes, std::string_view file_name,
                                                               const PaymentStatusVisitor& visit);

}  // namespace mingzhang::bank::iso20022
