// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "engine/registry/household.hpp"
#include "engine/runs/look_back.hpp"
#include "engine/runs/run.hpp"
#include "engine/runs/since_last_run.hpp"

namespace mingzhang::runs {

// A household of a run and all its lines are worked out from.
struct KnownHousehold {
    registry::Household household;
    const registry::HouseholdVersion* version = nullptr;  // In force in the run's month.
    bool unchanged = false;                               // Since last month's run; then `accrued` is not read.
    std::vector<Accrued> accrued;
};

// The households a run is of, in order of household_no. They are read ahead on a thread and a connection of its own, a
// few chunks at most, while those before are worked out and written. What is read is what the command sees: the rows
// known at the run's import and the lines of approved runs, which nobody changes. Where another connection cannot see
// them yet, because the transaction has more in it than this command, they are read on the command's own, and none
// ahead.
class HouseholdFeed {
public:
    // `store` is the command's. `runs` are all of the county; all but `store` must outlive this.
    HouseholdFeed(store::Store& store, const Run& run, const std::vector<Run>& runs, const SinceLastRun& since);
    ~HouseholdFeed();
    HouseholdFeed(const HouseholdFeed&) = delete;
    HouseholdFeed& operator=(const HouseholdFeed&) = delete;

    // The next; null after the last. Good until the next call. Throws what reading threw.
    [[nodiscard]] const KnownHousehold* next();

    [[nodiscard]] bool reads_ahead() const noexcept;

private:
    struct Reader;
    struct Chunk;
    struct Ahead;
    std::unique_ptr<store::Store> beside_;
    std::unique_ptr<store::Snapshot> moment_;
    std::unique_ptr<Reader> reader_;
    std::unique_ptr<Chunk> chunk_;  // The one handed out from.
    std::unique_ptr<Ahead> ahead_;  // Ends before what its thread reads with.
    std::size_t at_ = 0;
    bool done_ = false;
};

}  // namespace mingzhang::runs
