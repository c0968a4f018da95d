// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/instruction.hpp"
#include "bank_adapters/reason.hpp"

namespace mingzhang::bank {

// What became of one instruction. The numbers are stored: never renumber.
enum class OutcomeStatus : std::uint8_t {
    paid = 1,     // 成功
    failed = 2,   // 失败 or 退汇: the money is not with the payee.
    pending = 3,  // 处理中: the bank has it and has not finished.
    unknown =
        4,  // 未明: the bank wrote something nobody has mapped. Treated as perhaps paid; never sent again blindly.
};

[[nodiscard]] std::string_view code(OutcomeStatus status) noexcept;  // "paid"
[[nodiscard]] Text name(OutcomeStatus status);
[[nodiscard]] std::optional<OutcomeStatus> parse_outcome_status(std::string_view code) noexcept;

// One row of a bank's answer. What the layout does not carry is empty.
struct OutcomeLine {
    std::size_t row = 0;       // In the file, as a person counts: the first line is row 1.
    std::uint64_t number = 0;  // The instruction's place in its payment file, for banks that answer by that.
    std::string serial = {};   // Ours, as sent.
    std::optional<AccountNumber> account = std::nullopt;
    std::string name = {};
    Money amount = {};
    std::string memo = {};
    OutcomeStatus status = OutcomeStatus::unknown;
    std::string status_text = {};  // Status and reason as the bank wrote them.
    std::string reason_text = {};
    std::optional<Reason> reason = std::nullopt;  // None when paid, or when open without a word.
    std::string bank_reference = {};              // The bank's own serial (银行流水).
    std::optional<Date> settled_on = std::nullopt;
    bool tells_amount = true;  // A report on payments need not repeat it.
    bool of_account = false;   // Of a statement of the account, which tells of others' payments too.
    Money fee = {};            // Banks may not charge one: what stands here is claimed back.

    friend bool operator==(const OutcomeLine&, const OutcomeLine&) = default;
};

// The bank's words for why: where it gives no reason, the status itself may say it ("退票").
[[nodiscard]] const std::string& reason_words(const OutcomeLine& line) noexcept;

// A bank's answer held in memory.
struct ResultFile {
    FileHead head;  // `count` and `total` are those of the lines.
    std::vector<OutcomeLine> lines;
    std::optional<std::uint64_t> declared_count = std::nullopt;  // What the bank declared, where the layout has it:
    std::optional<Money> declared_total = std::nullopt;          // equal to the lines, or the file was refused.
    // What holds for every payment of the batch that `head` names, where the file names none by itself.
    std::optional<OutcomeLine> of_all = std::nullopt;

    friend bool operator==(const ResultFile&, const ResultFile&) = default;
};

// The reason of an outcome, given what the bank's own text maps to: none when paid, `not_given` when it failed without
// a word, `unmapped` when nobody knows the words.
[[nodiscard]] std::optional<Reason> reason_of(OutcomeStatus status, std::string_view reason_text,
                                              std::optional<Reason> mapped) noexcept;

}  // namespace mingzhang::bank
