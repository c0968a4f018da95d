// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bank_adapters/layouts/layout.hpp"
#include "base/values/refusal.hpp"

namespace mingzhang::reconciliation {

// How a pretended bank answers. The same seed gives the same answer.
struct SimulatedBank {
    std::uint64_t seed = 1;
    unsigned failed_per_thousand = 20;  // With every reason the layout knows, in turn of the seed.
    unsigned pending_per_thousand = 0;
    unsigned unknown_per_thousand = 0;  // A status text nobody has mapped.
};

// The bank's answer to a payment file: for the demo, the benchmark and tests. Reads the file and its
// name as the bank would.
[[nodiscard]] Result<std::string, Refusal> simulate_result(const bank::layouts::Layout& layout,
                                                           std::string_view payment_file, std::string_view file_name,
                                                           const SimulatedBank& bank);

}  // namespace mingzhang::reconciliation
