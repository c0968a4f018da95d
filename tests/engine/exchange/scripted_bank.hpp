// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/exchange/bank_word.hpp"
#include "engine/exchange/send.hpp"
#include "tests/engine/batches/practice_office.hpp"

namespace mingzhang::testing {

using bank::transport::Delivery;
using bank::transport::Presence;

// The program ends here.
struct CutShort {};

// How the road behaves the next time a payment file is put on it.
struct Script {
    Delivery tells = Delivery::acknowledged;
    bool arrives = true;         // What is true, whatever it tells.
    bool cut_before = false;     // The program ends before the file leaves,
    bool cut_after = false;      // or after it arrived.
    bool keeps_account = false;  // The other side knows what never came.
    bool can_be_asked = true;
};

// The bank at the other end: what stands there, and everything that ever arrived. It takes a name twice, so that only
// the office's own care keeps a batch from arriving twice.
struct ScriptedBank {
    Script script;
    std::map<std::string, std::string> standing;
    std::vector<std::string> arrived;  // Names, in order; those of signatures too.

    [[nodiscard]] std::int64_t times_arrived(const std::string& name) const;
    void take_in(const std::string& name) { standing.erase(name); }
};

// An office whose account is connected to that bank; what goes is signed, each time otherwise.
class ExchangeOffice : public PracticeOffice {
public:
    ExchangeOffice();

    void connect(const std::string& toml);
    std::int64_t written_batch();  // Gives its number.
    [[nodiscard]] Result<exchange::Sending, Refusal> send(std::int64_t batch, const Actor& by);
    [[nodiscard]] Result<exchange::Sending, Refusal> send(std::int64_t batch) { return send(batch, liaison); }
    [[nodiscard]] Result<Answer, Refusal> say(std::int64_t batch, bool received, const Actor& by);
    void pass(std::chrono::minutes time) { clock.set(clock.now() + time); }

    ScriptedBank bank;
    int signatures_made = 0;
    std::optional<calendar::CutOff> hours;
    exchange::Opener open;
    Actor other{"第二人", Role::reviewer, {}, "test"};
};

}  // namespace mingzhang::testing
