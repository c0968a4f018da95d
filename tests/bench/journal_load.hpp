// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "ledger/transfer.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::bench {

// The transfers of months of payments: every household is made due, sent and paid. Given in chunks of a command each.
class JournalLoad {
public:
    explicit JournalLoad(std::int64_t transfers) : transfers_{transfers} {}

    static constexpr std::int64_t chunk = 50'000;
    static constexpr std::int64_t households = 100'000;

    [[nodiscard]] std::int64_t size() const noexcept { return transfers_; }
    // Calls with each chunk in order; the vector is used again.
    template <class Each>
    void chunks(const Each& each) const {
        std::vector<ledger::Transfer> transfers;
        for (std::int64_t begin = 0; begin < transfers_; begin += chunk) {
            fill(transfers, begin, std::min(transfers_, begin + chunk));
            each(transfers);
        }
    }

private:
    static void fill(std::vector<ledger::Transfer>& transfers, std::int64_t begin, std::int64_t end);
    std::int64_t transfers_;
};

// Posts the load through the desk and the journal, a command a chunk. The quota is received first.
void post(test::Office& office, const JournalLoad& load);

// The same with a command a transfer: one after the other, or handed to the writer all at once.
void post_each(test::Office& office, const JournalLoad& load);
void post_each_through_writer(test::Office& office, const JournalLoad& load);

}  // namespace mingzhang::bench
