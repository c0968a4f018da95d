// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/transport/road.hpp"
#include "base/commands/command.hpp"
#include "engine/batches/batch.hpp"
#include "engine/exchange/connection.hpp"

// Attempts at handing a batch over, and what is known of each (送盘记录).
namespace mingzhang::exchange {

using bank::transport::Delivery;

// How something is known of an attempt. Stored by number: never renumber.
enum class KnownBy : std::uint8_t {
    sending = 1,    // 送盘时: the road said it when the file was handed over
    looking = 2,    // 核对: the other side was looked at afterwards
    word = 3,       // 银行答复: a person asked the bank, and says so
    confirmed = 4,  // 第二人确认: another person says the same
};
[[nodiscard]] Text name(KnownBy known_by);

struct Report {
    Delivery delivery = Delivery::unknown;
    KnownBy known_by = KnownBy::sending;
    Text detail = {};            // What the other side said, or the note of a person.
    std::string reference = {};  // The bank's own number for the file.
    std::string by = {};
    Instant at = {};
    std::int64_t item = 0;  // The worklist item it opened.
};

struct Attempt {
    std::int64_t batch = 0;
    std::int64_t number = 0;  // From 1.
    std::int64_t bank_account = 0;
    std::int64_t connection = 0;  // The version it went over.
    std::string by;
    Instant at;
    std::int64_t command = 0;
    std::vector<Report> reports = {};  // In order; none: the program was cut short.

    // Somebody asked the bank and it has not got the file; another person has not confirmed it yet.
    [[nodiscard]] const Report* word_not_received() const;
    [[nodiscard]] std::int64_t item() const;  // The worklist item open for it, or zero.
};

[[nodiscard]] std::vector<Attempt> attempts_of(soci::session& sql, County county, std::int64_t batch);
[[nodiscard]] std::optional<Attempt> last_attempt(soci::session& sql, County county, std::int64_t batch);

// Begins the next attempt inside a command; from here on the batch may be with the bank.
Attempt begin_attempt(CommandContext& context, const batches::Batch& batch, const Connection& connection,
                      bool after_hours);

// Notes what is known of an attempt inside a command, and moves the batch on: acknowledged, it is sent; unreachable or
// rejected, it is back where it was; unknown, it is held and a person is asked. What is heard of an attempt that is no
// longer the batch's question is kept, and when the bank has that one too a person is told.
[[nodiscard]] Result<void, Refusal> add_report(CommandContext& context, const batches::Batch& batch,
                                               const Attempt& attempt, Report report);

}  // namespace mingzhang::exchange
