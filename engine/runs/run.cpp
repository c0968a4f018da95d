// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/run.hpp"

#include <soci/soci.h>

#include <map>

#include "base/values/check.hpp"
#include "base/values/vocabulary.hpp"
#include "engine/runs/read_run.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

RefusalWords words(FindRunRefusal) {
    return {"run/unknown", "没有第 {0} 次发放。", "There is no run {0}.", "请用 mingzhang run list 查看。",
            "See mingzhang run list."};
}

namespace {

constexpr Vocabulary<RunState, 10> states{{{
    {RunState::calculated, "calculated", "已计算", "calculated"},
    {RunState::submitted, "submitted", "已提交", "submitted"},
    {RunState::reviewed, "reviewed", "已复核", "reviewed"},
    {RunState::approved, "approved", "已审批", "approved"},
    {RunState::released, "released", "已放行", "released"},
    {RunState::closed, "closed", "已关账", "closed"},
    {RunState::sent_back, "sent_back", "已退回", "sent back"},
    {RunState::withdrawn, "withdrawn", "已撤回", "withdrawn"},
    {RunState::stale, "stale", "已过期，须重算", "stale, to be calculated anew"},
    {RunState::opened, "opened", "期初数待确认", "opening, to be confirmed"},
}}};

constexpr Vocabulary<RunKind, 4> kinds{{{
    {RunKind::regular, "regular", "月度发放", "regular"},
    {RunKind::price, "price", "价格临时补贴", "price subsidy"},
    {RunKind::funeral, "funeral", "丧葬补助", "funeral grants"},
    {RunKind::temporary, "temporary", "临时救助", "temporary assistance"},
}}};

}  // namespace

std::string_view code(RunKind kind) noexcept {
    return kinds.of(kind).code;
}
Text name(RunKind kind) {
    return kinds.name(kind);
}
Word word(RunKind kind) {
    return kinds.word(kind);
}
std::optional<RunKind> parse_run_kind(std::string_view text) noexcept {
    return kinds.parse(text);
}

std::string_view code(RunState state) noexcept {
    return states.of(state).code;
}
Text name(RunState state) {
    return states.name(state);
}
Word word(RunState state) {
    return states.word(state);
}

RunState state_after(RunEventKind kind) noexcept {
    switch (kind) {
        case RunEventKind::calculated:
            return RunState::calculated;
        case RunEventKind::submitted:
            return RunState::submitted;
        case RunEventKind::reviewed:
            return RunState::reviewed;
        case RunEventKind::approved:
            return RunState::approved;
        case RunEventKind::sent_back:
            return RunState::sent_back;
        case RunEventKind::withdrawn:
            return RunState::withdrawn;
        case RunEventKind::released:
            return RunState::released;
        case RunEventKind::closed:
            return RunState::closed;
        case RunEventKind::outdated:
            return RunState::stale;
        case RunEventKind::opened:
            return RunState::opened;
    }
    return RunState::stale;
}

bool Run::is_accrued_regular() const {
    return kind == RunKind::regular && is_accrued(state());
}

RunState Run::state() const {
    MINGZHANG_CHECK(!events.empty());
    return state_after(events.back().kind);
}

bool is_accrued(RunState state) noexcept {
    return state == RunState::approved || state == RunState::released || state == RunState::closed;
}

std::vector<Run> all_runs(soci::session& sql, County county) {
    std::map<std::int64_t, Run> runs;
    Run run;
    run.county = county;
    std::int64_t month = 0;
    std::string division;
    int program = 0, run_kind = 0;
    soci::statement query =
        (sql.prepare << "SELECT number, month, division, program, import, kind FROM run WHERE county = :county",
         soci::use(county.number), soci::into(run.number), soci::into(month), soci::into(division), soci::into(program),
         soci::into(run.import), soci::into(run_kind));
    query.execute();
    while (query.fetch()) {
        run.month = Month::from_index(static_cast<std::int32_t>(month));
        run.division = DivisionScope::parse(division).value_or(DivisionScope{});
        run.program = program == 0 ? std::nullopt : std::optional{static_cast<Program>(program)};
        run.kind = static_cast<RunKind>(run_kind);
        runs[run.number] = run;
    }

    RunEvent event{};
    std::int64_t number = 0;
    int kind = 0;
    soci::statement events =
        (sql.prepare << "SELECT run, kind, actor, at, reason, command FROM run_event WHERE county = "
                        ":county ORDER BY run, seq",
         soci::use(county.number), soci::into(number), soci::into(kind), soci::into(event.actor), soci::into(event.at),
         soci::into(event.reason), soci::into(event.command));
    events.execute();
    while (events.fetch()) {
        event.kind = static_cast<RunEventKind>(kind);
        runs[number].events.push_back(event);
    }
    std::vector<Run> list;
    for (auto& [of_number, of_run] : runs) list.push_back(std::move(of_run));
    return list;
}

Result<Run, Refusal> find_run(soci::session& sql, County county, std::int64_t number) {
    // A county has a few hundred runs a year: reading them all is one way to read one.
    for (Run& run : all_runs(sql, county))
        if (run.number == number) return std::move(run);
    return refuse(FindRunRefusal::unknown_run, number);
}

Result<Run, Refusal> read_run(store::Store& store, County county, std::int64_t number) {
    std::optional<Run> found;
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        auto run = find_run(store.sql(), county, number);
        if (!run) return pass_on(run);
        found = std::move(*run);
        return {};
    });
    if (!read) return pass_on(read);
    return *std::move(found);
}

void insert_run(CommandContext& context, const Run& run) {
    const std::int64_t month = run.month.index();
    const std::string division = run.division.text();
    const int program = run.program ? static_cast<int>(*run.program) : 0;
    const std::int64_t command = context.id().number;
    const int kind = static_cast<int>(run.kind);
    context.sql() << "INSERT INTO run (county, number, month, division, program, import, command, kind) "
                     "VALUES (:county, :number, :month, :division, :program, :import, :command, :kind)",
        soci::use(run.county.number), soci::use(run.number), soci::use(month), soci::use(division), soci::use(program),
        soci::use(run.import), soci::use(command), soci::use(kind);
}

void record_event(CommandContext& context, std::int64_t run, RunEventKind kind, const std::string& reason) {
    const std::int64_t county = context.county().number;
    const std::int64_t command = context.id().number;
    const int kind_number = static_cast<int>(kind);
    const std::string at = to_office_text(context.now());
    context.sql() << "INSERT INTO run_event (county, run, seq, kind, actor, at, reason, command) SELECT :county, :run, "
                     "coalesce(max(seq), 0) + 1, :kind, :actor, :at, :reason, :command FROM run_event "
                     "WHERE county = :county AND run = :run",
        soci::use(county, "county"), soci::use(run, "run"), soci::use(kind_number, "kind"),
        soci::use(context.actor().name, "actor"), soci::use(at, "at"), soci::use(reason, "reason"),
        soci::use(command, "command");
}

bool is_in(const Run& run, const registry::HouseholdVersion& version) {
    return run.division.covers(version.division) && (!run.program || *run.program == version.program);
}

bool overlap(const Run& a, const Run& b) {
    return a.kind == b.kind && a.division.overlaps(b.division) &&
           (!a.program || !b.program || *a.program == *b.program);
}

const Run* accrued_overlap(const std::vector<Run>& runs, const Run& wanted) {
    for (const Run& run : runs)
        if (!run.is_opening() && run.month == wanted.month && is_accrued(run.state()) && overlap(run, wanted))
            return &run;
    return nullptr;
}

std::string accrued_run_numbers(const std::vector<Run>& runs) {
    std::string list;
    for (const Run& run : runs)
        if (run.is_accrued_regular()) list += (list.empty() ? "" : ", ") + std::to_string(run.number);
    return list.empty() ? "0" : list;
}

}  // namespace mingzhang::runs
