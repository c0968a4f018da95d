// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/attempts.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"
#include "engine/batches/batch_events.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::exchange {

using batches::BatchState;

Text name(KnownBy known_by) {
    switch (known_by) {
        case KnownBy::sending:
            return {"送盘时", "on sending"};
        case KnownBy::looking:
            return {"事后核对", "on looking again"};
        case KnownBy::word:
            return {"向银行查询", "by the bank's word"};
        case KnownBy::confirmed:
            break;
    }
    return {"第二人确认", "confirmed by another"};
}

const Report* Attempt::word_not_received() const {
    for (const Report& report : reports)
        if (report.known_by == KnownBy::word && report.delivery == Delivery::unknown) return &report;
    return nullptr;
}

std::int64_t Attempt::item() const {
    for (const Report& report : reports)
        if (report.item != 0) return report.item;
    return 0;
}

namespace {

std::vector<Report> reports_of(soci::session& sql, County county, std::int64_t batch, std::int64_t attempt) {
    Report report;
    int delivery = 0, known_by = 0;
    std::int64_t at = 0;
    std::vector<Report> reports;
    soci::statement query =
        (sql.prepare << "SELECT delivery, known_by, detail_zh, detail_en, reference, item, actor, at "
                        "FROM sending_report WHERE county = :county AND batch = :batch AND attempt = :attempt "
                        "ORDER BY sequence",
         soci::use(county.number), soci::use(batch), soci::use(attempt), soci::into(delivery), soci::into(known_by),
         soci::into(report.detail.zh), soci::into(report.detail.en), soci::into(report.reference),
         soci::into(report.item), soci::into(report.by), soci::into(at));
    query.execute();
    while (query.fetch()) {
        report.delivery = static_cast<Delivery>(delivery);
        report.known_by = static_cast<KnownBy>(known_by);
        report.at = Instant{std::chrono::seconds{at}};
        reports.push_back(report);
    }
    return reports;
}

std::int64_t ask_people(CommandContext& context, const batches::Batch& batch, const Attempt& attempt,
                        std::string_view zh, std::string_view en) {
    return worklist::open_item(context, {worklist::Kind::sending_unknown,
                                         {},
                                         batch.total,
                                         fmt::format("B{}", batch.number),
                                         {fmt::format("第 {} 次送盘：{}", attempt.number, zh),
                                          fmt::format("attempt {}: {}", attempt.number, en)},
                                         Role::liaison});
}

std::string note_of(const Attempt& attempt) {
    return fmt::format("第 {} 次", attempt.number);
}

}  // namespace

std::vector<Attempt> attempts_of(soci::session& sql, County county, std::int64_t batch) {
    Attempt attempt;
    attempt.batch = batch;
    std::int64_t at = 0;
    std::vector<Attempt> attempts;
    {
        soci::statement query =
            (sql.prepare << "SELECT attempt, bank_account, connection, actor, at, command FROM sending "
                            "WHERE county = :county AND batch = :batch ORDER BY attempt",
             soci::use(county.number), soci::use(batch), soci::into(attempt.number), soci::into(attempt.bank_account),
             soci::into(attempt.connection), soci::into(attempt.by), soci::into(at), soci::into(attempt.command));
        query.execute();
        while (query.fetch()) {
            attempt.at = Instant{std::chrono::seconds{at}};
            attempts.push_back(attempt);
        }
    }
    for (Attempt& of : attempts) of.reports = reports_of(sql, county, batch, of.number);
    return attempts;
}

std::optional<Attempt> last_attempt(soci::session& sql, County county, std::int64_t batch) {
    auto attempts = attempts_of(sql, county, batch);
    if (attempts.empty()) return std::nullopt;
    return std::move(attempts.back());
}

Attempt begin_attempt(CommandContext& context, const batches::Batch& batch, const Connection& connection,
                      bool after_hours) {
    const auto before = last_attempt(context.sql(), context.county(), batch.number);
    Attempt attempt;
    attempt.batch = batch.number;
    attempt.number = before ? before->number + 1 : 1;
    attempt.bank_account = connection.bank_account;
    attempt.connection = connection.version;
    attempt.by = context.actor().name;
    attempt.at = context.now();
    attempt.command = context.id().number;
    store::BulkInsert{
        context.tx(),
        "sending",
        {"county", "batch", "attempt", "bank_account", "connection", "after_hours", "actor", "at", "command"}}
        .row(context.county().number, batch.number, attempt.number, attempt.bank_account, attempt.connection,
             after_hours ? 1 : 0, attempt.by, attempt.at.time_since_epoch().count(), attempt.command);
    batches::add_event(context, batch.number, BatchState::sending, note_of(attempt));
    return attempt;
}

Result<void, Refusal> add_report(CommandContext& context, const batches::Batch& batch, const Attempt& attempt,
                                 Report report) {
    const auto last = last_attempt(context.sql(), context.county(), batch.number);
    const bool is_last = last && last->number == attempt.number;
    const bool has_it = report.delivery == Delivery::acknowledged;
    // Back where it was and not sent again: what is heard now still decides.
    const bool is_open =
        is_last && (batch.state == BatchState::sending || (batch.state == BatchState::written && has_it));
    const bool is_with_bank = batch.state == BatchState::sent || batch.state == BatchState::closed;
    const auto known = reports_of(context.sql(), context.county(), batch.number, attempt.number);
    Attempt now = attempt;
    now.reports = known;

    if (is_open && report.delivery == Delivery::unknown && now.item() == 0)
        report.item = ask_people(context, batch, attempt, report.detail.zh, report.detail.en);
    // It was said not to be there, and then withdrawn or sent once more.
    if (!is_open && has_it && !(is_last && is_with_bank))
        report.item = ask_people(context, batch, attempt, "银行其实已收到，可能重复，请立即向银行核实",
                                 "the bank has it after all, perhaps twice: ask the bank at once");
    store::BulkInsert{context.tx(),
                      "sending_report",
                      {"county", "batch", "attempt", "sequence", "delivery", "known_by", "detail_zh", "detail_en",
                       "reference", "item", "actor", "at", "command"}}
        .row(context.county().number, batch.number, attempt.number, known.size() + 1, static_cast<int>(report.delivery),
             static_cast<int>(report.known_by), report.detail.zh, report.detail.en, report.reference, report.item,
             context.actor().name, context.now().time_since_epoch().count(), context.id().number);
    if (!is_open || report.delivery == Delivery::unknown) return {};
    batches::add_event(context, batch.number, has_it ? BatchState::sent : BatchState::written, note_of(attempt));
    const Text what = bank::transport::name(report.delivery);
    return worklist::end_if_open(context, now.item(), fmt::format("{}（{}）", what.zh, name(report.known_by).zh));
}

}  // namespace mingzhang::exchange
