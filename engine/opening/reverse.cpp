// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "engine/custody/agreements.hpp"
#include "engine/opening/items.hpp"
#include "engine/opening/opening.hpp"
#include "engine/opening/row.hpp"
#include "engine/runs/overpayments.hpp"
#include "engine/runs/run_events.hpp"
#include "ledger/journal.hpp"
#include "ledger/read_transfers.hpp"

namespace mingzhang::opening {

namespace {

constexpr CommandKind reverse_kind{
    "opening.reverse", {"冲回期初数", "reverse opening entries"}, {Role::officer, Role::approver}};

// The command that put the opening into the books.
std::int64_t confirming_command(soci::session& sql, const runs::Run& run) {
    std::int64_t command = 0;
    const int approved = static_cast<int>(runs::RunEventKind::approved);
    sql << "SELECT command FROM run_event WHERE county = :county AND run = :run AND kind = :kind",
        soci::use(run.county.number), soci::use(run.number), soci::use(approved), soci::into(command);
    return command;
}

// Whether anything but its own entries moved one of its returns, or settled one of its cases.
bool has_moved(soci::session& sql, const runs::Run& run, std::int64_t confirmed) {
    std::int64_t moved = 0, settled = 0;
    sql << "SELECT count(*) FROM transfer WHERE county = :county AND run = :run AND command <> :command",
        soci::use(run.county.number), soci::use(run.number), soci::use(confirmed), soci::into(moved);
    sql << "SELECT count(*) FROM overpayment_settlement WHERE county = :county AND of_run = :run AND run IN (" +
               runs::accrued_run_numbers(runs::all_runs(sql, run.county)) + ")",
        soci::use(run.county.number), soci::use(run.number), soci::into(settled);
    return moved > 0 || settled > 0;
}

std::optional<std::string> asked_by(soci::session& sql, const runs::Run& run) {
    std::string actor;
    sql << "SELECT asked_by FROM opening_reversal WHERE county = :county AND run = :run ORDER BY command LIMIT 1",
        soci::use(run.county.number), soci::use(run.number), soci::into(actor);
    return sql.got_data() ? std::optional{actor} : std::nullopt;
}

Answer ask(CommandContext& context, const runs::Run& run, const std::string& reason) {
    const std::int64_t county = context.county().number;
    const std::int64_t command = context.id().number;
    context.sql() << "INSERT INTO opening_reversal (county, run, command, asked_by, reason) VALUES (:county, :run, "
                     ":command, :by, :reason)",
        soci::use(county), soci::use(run.number), soci::use(command), soci::use(context.actor().name),
        soci::use(reason);
    keep_item(context, run.number,
              worklist::open_item(context, {worklist::Kind::opening_check,
                                            {},
                                            {},
                                            std::to_string(run.number),
                                            {"请求冲回期初数：" + reason, "asked to reverse the opening: " + reason},
                                            Role::approver}));
    return Answer{}.set("opening", run.number).set("reversed", std::int64_t{0});
}

Result<Answer, Refusal> take_back(CommandContext& context, const runs::Run& run, const std::string& reason) {
    const std::string decision = "期初数已冲回：" + reason;
    if (auto ended = end_items(context, run.number, decision); !ended) return pass_on(ended);
    if (auto ended = runs::withdraw_proposals(context, run, reason); !ended) return pass_on(ended);
    custody::end_opening(context, run.number, decision);
    runs::record_event(context, run.number, runs::RunEventKind::withdrawn, reason);
    touch_county(context, "opening-reversed");
    return Answer{}.set("opening", run.number).set("reversed", std::int64_t{1});
}

Result<void, Refusal> reverse_entries(CommandContext& context, std::int64_t command) {
    std::vector<ledger::StoredTransfer> entries;
    ledger::read_transfers_of(context.sql(), {context.county(), command},
                              [&](const ledger::StoredTransfer& entry) { entries.push_back(entry); });
    ledger::Journal journal{context};
    for (const ledger::StoredTransfer& entry : entries)
        if (auto posted = journal.post(ledger::reversal_of(entry)); !posted) return pass_on(posted);
    return journal.close();
}

Result<Answer, Refusal> carry_out_reverse(CommandContext& context, const OpeningCall& call) {
    if (call.reason.empty()) return refuse(ReverseOpeningRefusal::reason_needed);
    const auto run = standing_opening(context.sql(), context.county());
    if (!run) return refuse(ReverseOpeningRefusal::none_given);
    if (run->state() == runs::RunState::opened) return take_back(context, *run, call.reason);
    const std::int64_t confirmed = confirming_command(context.sql(), *run);
    if (has_moved(context.sql(), *run, confirmed)) return refuse(ReverseOpeningRefusal::moved_since, run->number);
    const auto first = asked_by(context.sql(), *run);
    if (!first) return ask(context, *run, call.reason);
    if (*first == context.actor().name) return refuse(ReverseOpeningRefusal::same_person, *first);
    if (context.actor().role != Role::approver) return refuse(ReverseOpeningRefusal::approver_needed);
    if (auto reversed = reverse_entries(context, confirmed); !reversed) return pass_on(reversed);
    return take_back(context, *run, call.reason);
}

}  // namespace

Result<Answer, Refusal> reverse_opening(Desk& desk, const Actor& actor, const OpeningCall& call) {
    const std::string request = Canonical{"opening.reverse/1"}.add("reason", call.reason).bytes();
    return desk.carry_out(actor, reverse_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) { return carry_out_reverse(context, call); });
}

}  // namespace mingzhang::opening
