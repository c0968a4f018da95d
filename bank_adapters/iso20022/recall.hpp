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

#include "bank_adapters/iso20022/payment_order.hpp"

// Asking a bank to take payments back: camt.056, the payment cancellation request (追回请求). What it answers,
// camt.029, is read by recall_answer.hpp.
namespace mingzhang::bank::iso20022 {

// Why a payment is to come back. Codes of ISO 20022's external list of cancellation reasons.
enum class RecallReason : std::uint8_t {
    duplicate,      // DUPL 重复发放
    requested,      // CUST 本单位要求
    technical,      // TECH 技术差错
    fraud,          // FRAD 涉嫌欺诈
    wrong_account,  // AC03 账号有误
    wrong_amount,   // AM09 金额有误
    undue,          // UPAY 不应发放
    deceased,       // UPAY: the list has no code for a death, so the request says it in words too.
};
[[nodiscard]] std::string_view code(RecallReason reason) noexcept;      // "deceased"
[[nodiscard]] std::string_view iso_code(RecallReason reason) noexcept;  // "UPAY"
[[nodiscard]] Text name(RecallReason reason);
[[nodiscard]] std::optional<RecallReason> parse_recall_reason(std::string_view code) noexcept;

// What a request says of itself.
struct RecallHead {
    std::string id;         // Ours, never used twice; at most 35 characters.
    std::string asker;      // Who asks: the payer's name.
    std::string bank_code;  // Who is asked: the paying bank, by its CNAPS number or BIC.
    std::optional<Instant> created_at = std::nullopt;
    std::string order_id = {};  // The message the payments were sent in, and its kind: "pain.001.001.09".
    std::string order_version = {};
    std::uint64_t count = 0;
    Money total = {};

    friend bool operator==(const RecallHead&, const RecallHead&) = default;
};

struct Recall {
    std::string serial;  // Of the instruction, as it was sent.
    Money amount;
    RecallReason reason = RecallReason::requested;
    std::string note = {};  // For the bank, at most 105 characters. Of a death it says so when nothing else is given.

    friend bool operator==(const Recall&, const Recall&) = default;
};

// Writes one camt.056.001.08 a recall at a time, as PaymentOrderWriter writes an order.
class RecallWriter {
public:
    explicit RecallWriter(RecallHead head) : head_{std::move(head)} {}

    [[nodiscard]] std::vector<OrderFault> faults_of_head() const;
    [[nodiscard]] std::vector<OrderFault> faults_of(const Recall& recall) const;

    // Each appends to `out`. REQUIRES: no faults; begin first, end last.
    void begin(std::string& out) const;
    void recall(const Recall& recall, std::string& out) const;
    void end(std::string& out) const;

private:
    RecallHead head_;
};

using RecallVisitor = std::function<void(const Recall&)>;

// Reads camt.056 back, of every version. Reasons that are none of ours are refused. What was handed out before a
// refusal is to be thrown away.
[[nodiscard]] Result<RecallHead, Refusal> read_recall(std::istream& bytes, std::string_view file_name,
                                                      const RecallVisitor& visit);

}  // namespace mingzhang::bank::iso20022
