// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "base/values/refusal.hpp"
#include "engine/runs/run_kind.hpp"

// A run (发放): one month's entitlement of a division, with its lines, holds and signatures.
namespace mingzhang::runs {

// What has happened to a run. Stored by number: never renumber.
enum class RunEventKind : std::uint8_t {
    calculated = 1,
    submitted = 2,  // 制单人提交
    reviewed = 3,   // 复核
    approved = 4,   // 审批: from here on its lines are owed
    sent_back = 5,  // 退回, with a reason
    withdrawn = 6,  // 撤回: an approved run taken back before release, with a reason
    released = 7,   // 放行
    closed = 8,     // 关账
    outdated = 9,   // 作废重算: another run was approved that overlaps it or follows its month
    opened = 10,    // 期初: what stood when the books began here, instead of a calculation
};

// Where a run stands, derived from its last event.
enum class RunState : std::uint8_t {
    calculated,
    submitted,
    reviewed,
    approved,
    released,
    closed,
    sent_back,
    withdrawn,
    stale,
    opened  // 期初数待确认
};
[[nodiscard]] std::string_view code(RunState state) noexcept;
[[nodiscard]] Text name(RunState state);
[[nodiscard]] Word word(RunState state);  // For tables.

struct RunEvent {
    RunEventKind kind;
    std::string actor;
    std::string at;      // Office time.
    std::string reason;  // Of a sending back or withdrawal.
    std::int64_t command = 0;
};

struct Run {
    County county;
    std::int64_t number = 0;
    Month month{1900, 1};
    DivisionScope division;
    std::optional<Program> program;  // Absent: all.
    std::int64_t import = 0;         // Calculated from the registry as known at this import.
    std::vector<RunEvent> events;    // The calculation first.
    RunKind kind = RunKind::regular;

    // What stood when the books began (期初): its lines are returns still open, its overpayments open cases. It is a
    // run so that they live on as every other return and overpayment, but it is the run of no month.
    [[nodiscard]] bool is_opening() const { return events.front().kind == RunEventKind::opened; }

    [[nodiscard]] RunState state() const;
    // Its lines count as accrued, and are of what months owe: what is paid once is no part of that.
    [[nodiscard]] bool is_accrued_regular() const;
    [[nodiscard]] const std::string& prepared_by() const { return events.front().actor; }
};

// Approved, released or closed: its lines count as accrued.
[[nodiscard]] bool is_accrued(RunState state) noexcept;

enum class FindRunRefusal : std::uint8_t { unknown_run };
[[nodiscard]] RefusalWords words(FindRunRefusal reason);

[[nodiscard]] Result<Run, Refusal> find_run(soci::session& sql, County county, std::int64_t number);
[[nodiscard]] std::vector<Run> all_runs(soci::session& sql, County county);  // By number.

}  // namespace mingzhang::runs
