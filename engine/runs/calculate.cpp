// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/calculate.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/household_feed.hpp"
#include "engine/runs/household_lines.hpp"
#include "engine/runs/line_writer.hpp"
#include "engine/runs/roster_holds.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

RefusalWords words(CalculateRefusal reason) {
    switch (reason) {
        case CalculateRefusal::wider_than_county:
            return {"run.calculate/wider_than_county", "“{0}”大于一个县（区）；一次发放只在一个县内。",
                    "\"{0}\" is wider than a county; a run lies within one.", "请给出至少六位的区划代码。",
                    "Give at least the six digits of a county."};
        case CalculateRefusal::overlaps_approved:
            return {
                "run.calculate/overlaps_approved", "{0} 已有审批过的第 {1} 次发放与之重叠，不能再算。",
                "Run {1} of {0} was approved already and overlaps this one.",
                "差额会在下月自动补发或列为多发；确需重算的，先撤回第 {1} 次发放。",
                "Differences come as backpay or overpayment next month; to calculate anew, withdraw run {1} first."};
        case CalculateRefusal::cannot_be_assessed:
            return {"run.calculate/cannot_be_assessed", "有 {0} 户算不出来，整月未计算。",
                    "{0} households cannot be assessed; nothing was calculated.", "请补充政策包或更正名册后重新计算。",
                    "Add the rule pack or correct the registry, then calculate again."};
        case CalculateRefusal::stopped:
            return {"run.calculate/stopped", "计算已按要求停止，什么也没有改动。",
                    "The calculation was stopped as asked; nothing was changed.", "需要时重新计算。",
                    "Calculate again when it suits."};
        case CalculateRefusal::nobody_there:
            return {"run.calculate/nobody_there", "{0} 在 {1} 没有在册家庭。", "No household lives in {0} in {1}.",
                    "请核对区划代码，或先导入名册。", "Check the division code, or import the households first."};
    }
    return {};
}

namespace {

constexpr CommandKind calculate_kind{"run.calculate", {"计算发放", "calculate a run"}, {Role::officer}};
constexpr std::uint64_t households_between_reports = 1'000;

Result<void, Refusal> refuse_overlap(const std::vector<Run>& runs, const Run& wanted) {
    if (const Run* run = accrued_overlap(runs, wanted))
        return refuse(CalculateRefusal::overlaps_approved, to_string(wanted.month), run->number);
    return {};
}

// Works out and writes every line of the run, a household at a time.
Result<std::uint64_t, Refusal> write_lines(CommandContext& context, const Run& run, const std::vector<Run>& runs,
                                           LineWriter& writer, LongWork& work) {
    const registry::KnownAt at{run.county, run.import};
    const policy::PackBook packs = registry::pack_book(context.sql(), at);
    const auto past = registry::past_months(context.sql(), at);
    HouseholdLines lines{packs, Coverage{runs, past}, run.month};
    const SinceLastRun since{context.sql(), run, runs, past};
    HouseholdFeed households{context.tx().store(), run, runs, since};
    const RosterHolds roster{context.sql(), at};
    std::vector<Finding> cannot;
    std::uint64_t inside = 0;
    const Text stage{"计算", "calculating"};
    while (const KnownHousehold* known = households.next()) {
        if (++inside % households_between_reports == 0) {
            work.progress.at(stage, inside, 0);
            if (work.stop.stop_requested()) return refuse(CalculateRefusal::stopped);
        }
        auto owed =
            known->unchanged ? lines.of_unchanged(known->household) : lines.of(known->household, known->accrued);
        if (!owed) {
            cannot.push_back({known->household.no.text(), 0, "", "", owed.error().what()});
            continue;
        }
        if (cannot.empty())
            writer.write(known->household, *known->version, **owed, roster.of(known->household.no, *known->version));
    }
    if (!cannot.empty()) {
        const std::size_t count = cannot.size();
        return tl::unexpected{refusal(CalculateRefusal::cannot_be_assessed, count).with(std::move(cannot))};
    }
    return inside;
}

}  // namespace

Result<Answer, Refusal> calculate(Desk& desk, const Actor& actor, const CalculateCall& call, LongWork work) {
    const auto county = call.division.county();
    if (!county) return refuse(CalculateRefusal::wider_than_county, call.division.text());
    const std::string request = Canonical{"run.calculate/1"}
                                    .add("month", call.month.index())
                                    .add("division", call.division.text())
                                    .add("program", call.program ? code(*call.program) : "")
                                    .bytes();
    return desk.carry_out(
        actor, calculate_kind, {*county, call.division, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            const std::vector<Run> runs = all_runs(context.sql(), *county);
            Run run{*county, 0, call.month, call.division, call.program, registry::last_import(context.sql(), *county),
                    {}};
            if (auto fit = refuse_overlap(runs, run); !fit) return pass_on(fit);
            run.number = context.take_number("run");
            insert_run(context, run);
            record_event(context, run.number, RunEventKind::calculated);
            LineWriter writer{context, run};
            auto inside = write_lines(context, run, runs, writer, work);
            if (!inside) return pass_on(inside);
            if (*inside == 0)
                return refuse(CalculateRefusal::nobody_there, call.division.text(), to_string(call.month));
            writer.finish();
            context.add_fact(std::string{program_fact}, program_digest());
            return Answer{}
                .set("run", run.number)
                .set("month", to_string(run.month))
                .set("division", run.division.text())
                .set("households", static_cast<std::int64_t>(*inside))
                .set("lines", writer.totals().lines)
                .set("payable_fen", writer.totals().payable.fen())
                .set("held", writer.totals().held_lines)
                .set("held_fen", writer.totals().held.fen())
                .set("backpay", writer.totals().backpay_lines)
                .set("overpayments", writer.totals().overpayments)
                .set("overpaid_fen", writer.totals().overpaid.fen());
        });
}

}  // namespace mingzhang::runs
