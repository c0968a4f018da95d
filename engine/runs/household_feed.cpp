// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/household_feed.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "base/store/beside.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

namespace {

constexpr std::size_t chunk_size = 256;
constexpr int chunks_ahead = 4;

bool sees_the_same(soci::session& sql, const Run& run, const std::vector<Run>& runs) {
    return registry::last_import(sql, run.county) == run.import &&
           accrued_run_numbers(all_runs(sql, run.county)) == accrued_run_numbers(runs);
}

}  // namespace

struct HouseholdFeed::Chunk {
    Chunk() : households(chunk_size, KnownHousehold{{*HouseholdNo::parse("-"), {}, {}, {}, {}}, nullptr, false, {}}) {}

    std::vector<KnownHousehold> households;  // Used again and again, so that they keep their memory.
    std::size_t count = 0;
};

// Reads both sides in their order.
struct HouseholdFeed::Reader {
    Reader(soci::session& sql, const Run& of, const std::vector<Run>& runs, const SinceLastRun& since_last_run)
        : run{of},
          since{since_last_run},
          households{sql, {of.county, of.import}, std::nullopt, registry::Depth::amounts},
          accruals{sql, {of.county, of.import}, runs, of.month, since.none() ? Asked::of_most : Asked::of_few} {}

    // Empty after the last.
    void fill(Chunk& chunk, const std::stop_token& stop) {
        chunk.count = 0;
        while (chunk.count < chunk.households.size() && !stop.stop_requested()) {
            KnownHousehold& known = chunk.households[chunk.count];
            if (!households.next(known.household)) return;
            known.version = entitlement::version_in_force(known.household, run.month);
            if (known.version == nullptr || !is_in(run, *known.version)) continue;
            known.unchanged = since.is_unchanged(known.household, households.last_change());
            if (!known.unchanged) known.accrued = accruals.of(known.household.no);
            ++chunk.count;
        }
    }

    const Run& run;
    const SinceLastRun& since;
    registry::SnapshotReader households;
    AccrualReader accruals;
};

// The thread that reads, and the chunks that go to and fro.
struct HouseholdFeed::Ahead {
    explicit Ahead(Reader& of) : reader{of} {
        for (int i = 0; i < chunks_ahead; ++i) empty.push_back(std::make_unique<Chunk>());
        thread = std::jthread{[this](const std::stop_token& stop) { read(stop); }};
    }

    void read(const std::stop_token& stop) {
        try {
            for (bool more = true; more && !stop.stop_requested();) {
                std::unique_ptr<Chunk> chunk = take(empty, stop);
                if (!chunk) return;
                reader.fill(*chunk, stop);
                more = chunk->count > 0;
                put(full, std::move(chunk));
            }
        } catch (...) {
            const std::lock_guard lock{mutex};
            failure = std::current_exception();
            changed.notify_all();
        }
    }

    // Null when the reading failed or was stopped.
    std::unique_ptr<Chunk> take(std::deque<std::unique_ptr<Chunk>>& from, const std::stop_token& stop = {}) {
        std::unique_lock lock{mutex};
        changed.wait(lock, stop, [&] { return !from.empty() || failure; });
        if (from.empty()) return nullptr;
        auto chunk = std::move(from.front());
        from.pop_front();
        return chunk;
    }
    void put(std::deque<std::unique_ptr<Chunk>>& to, std::unique_ptr<Chunk> chunk) {
        const std::lock_guard lock{mutex};
        to.push_back(std::move(chunk));
        changed.notify_all();
    }

    Reader& reader;
    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<std::unique_ptr<Chunk>> empty;
    std::deque<std::unique_ptr<Chunk>> full;
    std::exception_ptr failure;
    std::jthread thread;  // Ends first.
};

HouseholdFeed::HouseholdFeed(store::Store& store, const Run& run, const std::vector<Run>& runs,
                             const SinceLastRun& since)
    : beside_{store::open_beside(store)}, chunk_{std::make_unique<Chunk>()} {
    if (beside_) {
        moment_ = std::make_unique<store::Snapshot>(*beside_);
        if (!sees_the_same(beside_->sql(), run, runs)) {
            moment_.reset();
            beside_.reset();
        }
    }
    reader_ = std::make_unique<Reader>(beside_ ? beside_->sql() : store.sql(), run, runs, since);
    if (beside_) ahead_ = std::make_unique<Ahead>(*reader_);
}

HouseholdFeed::~HouseholdFeed() {
    ahead_.reset();
    reader_.reset();
    moment_.reset();
}

bool HouseholdFeed::reads_ahead() const noexcept {
    return ahead_ != nullptr;
}

const KnownHousehold* HouseholdFeed::next() {
    if (done_) return nullptr;
    if (at_ == chunk_->count) {
        at_ = 0;
        if (!ahead_) {
            reader_->fill(*chunk_, {});
        } else {
            ahead_->put(ahead_->empty, std::move(chunk_));
            chunk_ = ahead_->take(ahead_->full);
            if (!chunk_) {
                chunk_ = std::make_unique<Chunk>();
                std::rethrow_exception(ahead_->failure);
            }
        }
    }
    done_ = chunk_->count == 0;
    return done_ ? nullptr : &chunk_->households[at_++];
}

}  // namespace mingzhang::runs
