// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "base/values/clock.hpp"
#include "engine/exchange/connection.hpp"
#include "engine/reconciliation/bank_plan.hpp"
#include "engine/reconciliation/recall_plan.hpp"

// The bank at the other end of a connection, for practice: takes payment files and recalls (camt.056) from the road,
// opens them by its side of the agreement, and lays its answers on the road, day by day, as the seed has it.
namespace mingzhang::exchange {

struct PretendedBank {
    OpenConnection road;  // The bank's side: where the office lays down, the bank fetches.
    bank::layouts::Layout layout;
    reconciliation::BankWays ways;
    std::filesystem::path books;  // Its own folder: what it took in, and what it has told of it; of recalls, truth/.
    bool at_once = false;         // All days' answers on the first.
    reconciliation::RecallWays recall_ways = {};
};

struct Served {
    std::vector<std::string> taken;    // Payment files and recalls taken in.
    std::vector<std::string> told;     // Answers laid down.
    std::vector<std::string> refused;  // Files it could not open or read, as a bank would say: names and why.
};

// One round. A file is taken away once it stands in the books. A bank uses the name of an answer again: one laid down
// before and not fetched yet makes the next one wait. Refused where the road or the books fail.
[[nodiscard]] Result<Served, Refusal> serve(PretendedBank& bank, Instant now);

}  // namespace mingzhang::exchange
