// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/since_last_run.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "engine/entitlement/presence.hpp"
#include "engine/runs/look_back.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

namespace {

// Whether the run's lines counted as accrued when the command with this number began.
bool was_accrued(const Run& run, std::int64_t command) {
    RunState state = RunState::stale;
    for (const RunEvent& event : run.events)
        if (event.command < command) state = state_after(event.kind);
    return is_accrued(state);
}

// What `ground` stood on is what there is now. Runs of the same month beside it, of other households, make no
// difference, if they knew at least what it knew: a household that lives there now lived there for them.
bool stands_on_the_same(const Run& ground, const std::vector<Run>& runs) {
    const std::int64_t calculated = ground.events.front().command;
    return std::all_of(runs.begin(), runs.end(), [&](const Run& other) {
        if (other.number == ground.number || other.kind != RunKind::regular) return true;
        const bool now = is_accrued(other.state());
        if (now == was_accrued(other, calculated)) return true;
        return now && other.month == ground.month && !overlap(other, ground) && other.import >= ground.import;
    });
}

bool packs_changed(soci::session& sql, const Run& ground) {
    std::int64_t last = 0;
    sql << "SELECT coalesce(max(import), 0) FROM pack WHERE county = :county", soci::use(ground.county.number),
        soci::into(last);
    return last > ground.import;
}

// A row that no longer counts leaves no trace in those that do.
bool rows_taken_back(soci::session& sql, const Run& ground) {
    std::int64_t last = 0;
    sql << "SELECT coalesce(max(import), 0) FROM import_retraction WHERE county = :county",
        soci::use(ground.county.number), soci::into(last);
    return last > ground.import;
}

bool by_this_program(soci::session& sql, const Run& ground) {
    const std::int64_t command = ground.events.front().command;
    const std::string name{program_fact};
    std::string digest;
    sql << "SELECT digest FROM log_fact WHERE county = :county AND command = :command AND name = :name",
        soci::use(ground.county.number), soci::use(command), soci::use(name), soci::into(digest);
    return sql.got_data() && digest == program_digest().hex();
}

// What was paid before the books began is not owed again, and what is missing of it follows a month later: such months
// are looked back on every time. So are those a later month's run has paid for already.
bool has_months_of_another_kind(const Run& run, const std::vector<Run>& runs,
                                const std::vector<registry::PastMonth>& past) {
    const Month first = run.month - (months_looked_back + 1);
    return std::any_of(past.begin(), past.end(), [&](const auto& paid) { return paid.month >= first; }) ||
           std::any_of(runs.begin(), runs.end(), [&](const Run& other) {
               return other.is_accrued_regular() && (other.is_opening() || other.month >= run.month);
           });
}

}  // namespace

SinceLastRun::SinceLastRun(soci::session& sql, const Run& run, const std::vector<Run>& runs,
                           const std::vector<registry::PastMonth>& past)
    : last_month_{run.month - 1} {
    if (has_months_of_another_kind(run, runs, past)) return;
    for (const Run& ground : runs)
        if (ground.month == last_month_ && ground.is_accrued_regular() && stands_on_the_same(ground, runs) &&
            !packs_changed(sql, ground) && !rows_taken_back(sql, ground) && by_this_program(sql, ground))
            grounds_.push_back(&ground);
}

bool SinceLastRun::is_unchanged(const registry::Household& household, std::int64_t last_change) const {
    if (none()) return false;
    const auto* version = entitlement::version_in_force(household, last_month_);
    return version != nullptr && std::any_of(grounds_.begin(), grounds_.end(), [&](const Run* ground) {
               return last_change <= ground->import && is_in(*ground, *version);
           });
}

crypto::Digest program_digest() {
    static const crypto::Digest digest = crypto::sha256("run.program/1 " MINGZHANG_VERSION);
    return digest;
}

}  // namespace mingzhang::runs
