// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/iso20022/recall.hpp"
#include "bank_adapters/outcome.hpp"
#include "base/commands/command.hpp"

// Asking a bank to take payments back (追回请求), and what it says. Nothing is posted here: an accepted recall is a
// promise, and the money that comes back is booked as the return it is, from a result file or a statement.
namespace mingzhang::recalls {

using bank::iso20022::RecallReason;

// How the request leaves. Stored by number: never renumber.
enum class RequestForm : std::uint8_t {
    message = 1,  // camt.056, for banks that take messages
    letter = 2,   // A letter a person at the bank reads
};

struct Recall {
    std::int64_t number = 0;
    std::int64_t batch = 0;
    RequestForm form = RequestForm::letter;
    RecallReason reason = RecallReason::requested;
    std::string note;
    std::string file_name;
    std::string digest;  // SHA-256 of the file, hex.
    std::int64_t instructions = 0;
    Money total;
    std::int64_t item = 0;  // On the worklist while the bank owes an answer.
    std::string asked_by;
    Instant asked_at;
    std::int64_t command = 0;
};

enum class RecallRefusal : std::uint8_t { unknown_recall };
[[nodiscard]] RefusalWords words(RecallRefusal reason);

void read_recalls(soci::session& sql, County county, const std::function<void(const Recall&)>& each);  // By number.
[[nodiscard]] Result<Recall, Refusal> find_recall(soci::session& sql, County county, std::int64_t number);

// What a bank said of one instruction. Stored by number: never renumber.
enum class Verdict : std::uint8_t {
    accepted = 1,  // 同意退回: it will give the money back. It is not back yet.
    refused = 2,   // 拒绝退回
    pending = 3,   // 银行处理中
};

// Where a recalled instruction stands: the bank's latest word, and whether the money came back.
enum class RecallState : std::uint8_t { asked, pending, accepted, refused, returned };
[[nodiscard]] Word word(RecallState state);

struct RecalledInstruction {
    std::int64_t instruction = 0;
    std::string serial;
    std::string name;
    Money amount;
    std::int64_t sequence = 0;  // Of the bank's latest word; zero without one.
    std::optional<Verdict> verdict = std::nullopt;
    std::string reason;  // The bank's code or words; empty without.
    std::optional<bank::OutcomeStatus> outcome = std::nullopt;

    [[nodiscard]] RecallState state() const noexcept;
    // The bank owes an answer.
    [[nodiscard]] bool is_open() const noexcept { return state() <= RecallState::pending; }
};
[[nodiscard]] std::vector<RecalledInstruction> read_recalled(soci::session& sql, County county,
                                                             const Recall& recall);  // By instruction.

}  // namespace mingzhang::recalls
