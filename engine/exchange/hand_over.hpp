// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "bank_adapters/signing/envelope.hpp"
#include "bank_adapters/transport/road.hpp"
#include "engine/exchange/attempts.hpp"

namespace mingzhang::exchange {

// Puts the files on the road, in their order: what belongs to the payment file first, itself last. What became of the
// last is what became of the batch: without it the bank can pay nothing. Touches no database.
[[nodiscard]] Report hand_over(bank::transport::Road& road, const std::vector<bank::signing::RoadFile>& files);

// What the other side shows of a payment file, without sending anything.
[[nodiscard]] Report look_for(bank::transport::Road& road, const bank::signing::RoadFile& file);

}  // namespace mingzhang::exchange
