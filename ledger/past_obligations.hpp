// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>

#include "base/commands/command.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"

namespace mingzhang::ledger {

// What was owed and met before the books began. It holds the key a regular payable would take, under run zero: by the
// database's own key the same household is not owed the same program and month again.
class PastObligations {
public:
    explicit PastObligations(CommandContext& context);  // `context` must outlive it.
    ~PastObligations();
    PastObligations(const PastObligations&) = delete;
    PastObligations& operator=(const PastObligations&) = delete;

    enum class Standing : std::uint8_t { free, met_before, owed_here };
    [[nodiscard]] Standing of(const std::string& household, Program program, Month month);

    // Taking what was met before again changes nothing; what is owed here is a bug.
    void take(const std::string& household, Program program, Month month);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::ledger
