// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/batch.hpp"

#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"
#include "engine/batches/batch_events.hpp"

namespace mingzhang::batches {

RefusalWords words(BatchRefusal reason) {
    switch (reason) {
        case BatchRefusal::unknown_batch:
            return {"batch/unknown", "没有第 {0} 号批次。", "There is no batch {0}.",
                    "请用 mingzhang batch list 查看。", "See mingzhang batch list."};
    }
    return {};
}

Text name(BatchState state) {
    switch (state) {
        case BatchState::created:
            return {"已生成", "created"};
        case BatchState::written:
            return {"已出盘", "written"};
        case BatchState::sent:
            return {"已送盘", "sent"};
        case BatchState::withdrawn:
            return {"已撤回", "withdrawn"};
        case BatchState::closed:
            return {"已结清", "closed"};
        case BatchState::sending:
            return {"送盘中", "being sent"};
    }
    return {};
}

namespace {

Instant instant(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

// The latest event of a batch is its state; a single number in place of zero asks for that batch alone.
constexpr std::string_view select_batches =
    "SELECT b.number, b.bank_code, b.program, b.bank_account, b.budget_year, b.file_date, b.file_name, b.digest, "
    "b.bytes, "
    "b.instructions, b.lines, b.total, b.command, b.created_by, b.created_at, "
    "(SELECT e.kind FROM batch_event e WHERE e.county = b.county AND e.batch = b.number ORDER BY e.sequence DESC LIMIT "
    "1) "
    "FROM batch b WHERE b.county = :county AND (:number = 0 OR b.number = :number_again) ORDER BY b.number";

void read(soci::session& sql, County county, std::int64_t number, const std::function<void(const Batch&)>& each) {
    Batch b;
    int program = 0, state = 0;
    std::int64_t file_date = 0, total = 0, created_at = 0;
    soci::statement query =
        (sql.prepare << select_batches, soci::use(county.number), soci::use(number), soci::use(number),
         soci::into(b.number), soci::into(b.bank_code), soci::into(program), soci::into(b.bank_account),
         soci::into(b.budget_year), soci::into(file_date), soci::into(b.file_name), soci::into(b.digest),
         soci::into(b.bytes), soci::into(b.instructions), soci::into(b.lines), soci::into(total), soci::into(b.command),
         soci::into(b.created_by), soci::into(created_at), soci::into(state));
    query.execute();
    while (query.fetch()) {
        const auto date = date_from_number(file_date);
        MINGZHANG_CHECK(date.has_value());
        b.program = static_cast<Program>(program);
        b.file_date = *date;
        b.total = Money::fen(total);
        b.created_at = instant(created_at);
        b.state = static_cast<BatchState>(state);
        each(b);
    }
}

}  // namespace

void read_batches(soci::session& sql, County county, const std::function<void(const Batch&)>& each) {
    const std::int64_t every = 0;
    read(sql, county, every, each);
}

Result<Batch, Refusal> find_batch(soci::session& sql, County county, std::int64_t number) {
    std::optional<Batch> found;
    if (number > 0) read(sql, county, number, [&](const Batch& batch) { found = batch; });
    if (!found) return refuse(BatchRefusal::unknown_batch, number);
    return *found;
}

void read_events(soci::session& sql, County county, std::int64_t batch,
                 const std::function<void(const BatchEvent&)>& each) {
    BatchEvent event;
    int kind = 0;
    std::int64_t at = 0;
    soci::statement query = (sql.prepare << "SELECT kind, actor, at, note, command FROM batch_event "
                                            "WHERE county = :county AND batch = :batch ORDER BY sequence",
                             soci::use(county.number), soci::use(batch), soci::into(kind), soci::into(event.by),
                             soci::into(at), soci::into(event.note), soci::into(event.command));
    query.execute();
    while (query.fetch()) {
        event.kind = static_cast<BatchState>(kind);
        event.at = instant(at);
        each(event);
    }
}

void add_event(CommandContext& context, std::int64_t batch, BatchState kind, std::string_view note) {
    std::int64_t events = 0;
    const County county = context.county();
    context.sql() << "SELECT count(*) FROM batch_event WHERE county = :county AND batch = :batch",
        soci::use(county.number), soci::use(batch), soci::into(events);
    store::BulkInsert{
        context.tx(), "batch_event", {"county", "batch", "sequence", "kind", "actor", "at", "note", "command"}}
        .row(county.number, batch, events + 1, static_cast<int>(kind), context.actor().name,
             context.now().time_since_epoch().count(), note, context.id().number);
}

void read_instructions(soci::session& sql, County county, std::int64_t batch,
                       const std::function<void(const BatchInstruction&)>& each) {
    BatchInstruction row;
    std::int64_t amount = 0;
    int source = 0, status = 0, reason = 0;
    soci::statement query =
        (sql.prepare << "SELECT i.number, i.serial, i.account, i.name, i.amount, i.memo, i.source, "
                        "coalesce(o.status, 0), coalesce(o.reason, 0) FROM instruction i LEFT JOIN outcome o "
                        "ON o.county = i.county AND o.batch = i.batch AND o.instruction = i.number AND o.sequence = "
                        "(SELECT max(sequence) FROM outcome p WHERE p.county = i.county AND p.batch = i.batch "
                        "AND p.instruction = i.number) WHERE i.county = :county AND i.batch = :batch ORDER BY i.number",
         soci::use(county.number), soci::use(batch), soci::into(row.number), soci::into(row.serial),
         soci::into(row.account.number), soci::into(row.name), soci::into(amount), soci::into(row.memo),
         soci::into(source), soci::into(status), soci::into(reason));
    query.execute();
    while (query.fetch()) {
        row.amount = Money::fen(amount);
        row.source = static_cast<ledger::FundSource>(source);
        row.status = status == 0 ? std::nullopt : std::optional{static_cast<bank::OutcomeStatus>(status)};
        row.reason = bank::reason_from_number(reason);
        each(row);
    }
}

void read_instruction_lines(soci::session& sql, County county, std::int64_t batch,
                            const std::function<void(const InstructionLine&)>& each) {
    InstructionLine row;
    std::int64_t amount = 0, month = 0;
    int live = 0;
    soci::statement query =
        (sql.prepare
             << "SELECT instruction, run, line, amount, live, ordinal, division, month, household "
                "FROM instruction_line WHERE county = :county AND batch = :batch ORDER BY instruction, run, line",
         soci::use(county.number), soci::use(batch), soci::into(row.instruction), soci::into(row.line.run),
         soci::into(row.line.line), soci::into(amount), soci::into(live), soci::into(row.ordinal),
         soci::into(row.division), soci::into(month), soci::into(row.household));
    query.execute();
    while (query.fetch()) {
        row.amount = Money::fen(amount);
        row.live = live == 1;
        row.month = Month::from_index(static_cast<std::int32_t>(month));
        each(row);
    }
}

}  // namespace mingzhang::batches
