// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <vector>

#include "engine/batches/draw.hpp"

namespace mingzhang::batches {

// What the sources could not give.
struct FundsShort {
    Money needed;
    Money held;
    Money missing;    // Zero: the sum suffices, but no single source holds one of the instructions whole.
    Money too_large;  // That instruction.
};

// Draws each instruction whole from one source: central money first, then the province's, the city's, the county's;
// each from the first that still holds it. The same funds and instructions give the same choice.
[[nodiscard]] Result<void, FundsShort> assign_sources(std::vector<DrawnInstruction>& instructions,
                                                      std::map<ledger::FundSource, Money> held);

}  // namespace mingzhang::batches
