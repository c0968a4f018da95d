// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/fund_plan.hpp"

#include <algorithm>

namespace mingzhang::batches {

Result<void, FundsShort> assign_sources(std::vector<DrawnInstruction>& instructions,
                                        std::map<ledger::FundSource, Money> held) {
    FundsShort all;
    for (const auto& [source, money] : held) all.held = sum(all.held, money);
    for (const DrawnInstruction& instruction : instructions) all.needed = sum(all.needed, instruction.amount);
    if (all.held < all.needed) {
        all.missing = difference(all.needed, all.held);
        return tl::unexpected{all};
    }
    for (DrawnInstruction& instruction : instructions) {
        const auto source = std::find_if(ledger::all_fund_sources.begin(), ledger::all_fund_sources.end(),
                                         [&](ledger::FundSource s) { return held[s] >= instruction.amount; });
        if (source == ledger::all_fund_sources.end()) {
            all.too_large = instruction.amount;
            return tl::unexpected{all};
        }
        instruction.source = *source;
        held[*source] = difference(held[*source], instruction.amount);
    }
    return {};
}

}  // namespace mingzhang::batches
