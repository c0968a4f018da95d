// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/exchange/attempts.hpp"
#include "engine/exchange/connection.hpp"

// From a written batch to the bank, over the road of its account, once. Every step may be cut short and asked for
// again: what was closed up is kept and not made anew; that it is being sent is committed before the first byte leaves;
// and as long as nobody knows whether it arrived, the only thing done is to look.
namespace mingzhang::exchange {

struct SendCall {
    County county;
    std::int64_t batch = 0;
    bool by_hand = false;      // A person handed it over, although the account has a connection.
    bool after_hours = false;  // Past the cut-off or on a day of rest, all the same. Kept with the attempt.
    std::string key = {};      // Of a batch handed over by a person.
};

// Why a batch was not handed to the road. Checked in this order, after the states of `batches::MoveRefusal`.
enum class SendRefusal : std::uint8_t {
    still_being_sent,    // Begun a moment ago, perhaps by somebody else's program.
    bank_closed,         // Past the cut-off, or on a day of rest.
    connection_changed,  // While it was being prepared.
    bytes_gone,          // The archive does not give the file.
};
[[nodiscard]] RefusalWords words(SendRefusal reason);

struct Sending {
    std::int64_t batch = 0;
    Money total;
    bool by_hand = false;      // Then the rest says nothing.
    std::int64_t attempt = 0;  // None: it went by hand.
    std::string road = {};
    Delivery delivery = Delivery::acknowledged;
    KnownBy known_by = KnownBy::sending;
    Text detail = {};
    std::string reference = {};
    bool was_sent = false;  // Known before: nothing was done.
};

// An attempt of which nothing is heard is taken for cut short after this; until then a road's word that it never came
// is not believed: the other program may be about to send.
inline constexpr std::chrono::minutes attempt_time_max{10};

// `batch send` (liaison). An account without a connection: a person handed the file over. With one: the file goes over
// the road. A batch that is being sent is looked for at the bank first, and goes again only when the bank's side, which
// keeps account, never had it.
[[nodiscard]] Result<Sending, Refusal> send(Desk& desk, const crypto::Sealer& sealer, const Opener& open,
                                            const Actor& actor, const SendCall& call);

}  // namespace mingzhang::exchange
