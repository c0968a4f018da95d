// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/instruction.hpp"
#include "bank_adapters/statement_fault.hpp"

// Orders to pay as ISO 20022 has them: pain.001, the customer's credit transfer initiation (付款指令报文). One message
// is one batch: one payer, one day, one PmtInf. Yuan only, purpose SSBE (social security benefit).
namespace mingzhang::bank::iso20022 {

// Still the widest in use, and what SWIFT and the banks move to. Numbers as in the name.
enum class PaymentOrderVersion : std::uint8_t { v03 = 3, v09 = 9 };
[[nodiscard]] std::string_view code(PaymentOrderVersion version) noexcept;  // "pain.001.001.03"

// One thing that the message cannot carry or needs and is not given. Fields have the names of the instruction's.
struct OrderFault {
    std::string_view field;  // "name", "payer_bank_code"
    Text reason;

    friend bool operator==(const OrderFault&, const OrderFault&) = default;
};

// Writes one message a payment at a time: the same bytes for the same input, in UTF-8 as ISO 20022 asks. Holds the head
// and nothing of the payments. Banks are named by their CNAPS number (联行号, 12 digits) or their BIC.
class PaymentOrderWriter {
public:
    // `message_id` is what the bank knows the message by: ours, never used twice.
    PaymentOrderWriter(PaymentOrderVersion version, std::string message_id, FileHead head);

    // Empty: it can be written. Amounts, numbers and the count are the caller's affair.
    [[nodiscard]] std::vector<OrderFault> faults_of_head() const;
    [[nodiscard]] std::vector<OrderFault> faults_of(const Instruction& instruction) const;

    // Each appends to `out`. REQUIRES: no faults; begin first, end last.
    void begin(std::string& out) const;
    void payment(const Instruction& instruction, std::string& out) const;
    void end(std::string& out) const;

private:
    PaymentOrderVersion version_;
    std::string message_id_;
    FileHead head_;
};

// What a message says of itself.
struct PaymentOrder {
    std::string version;  // As the namespace has it.
    std::string message_id;
    FileHead head;  // `count` and `total` are those of the payments read.
    std::optional<std::uint64_t> declared_count = std::nullopt;
    std::optional<Money> declared_total = std::nullopt;
};
using InstructionVisitor = std::function<void(const Instruction&)>;

// Reads pain.001 of every version back, a payment at a time: after writing, to know what the bank will see; and for a
// bank simulator. What was handed out before a refusal is to be thrown away.
[[nodiscard]] Result<PaymentOrder, Refusal> read_payment_order(std::istream& bytes, std::string_view file_name,
                                                               const InstructionVisitor& visit);

}  // namespace mingzhang::bank::iso20022
