// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/read_transfers.hpp"

#include <soci/soci.h>

#include "base/store/store.hpp"
#include "ledger/transfer_row.hpp"
#include "ledger/utc_text.hpp"

namespace mingzhang::ledger {

namespace {

using Each = std::function<void(const StoredTransfer&)>;
using Broken = std::function<void(CommandId, std::int64_t)>;

void read(soci::statement& query, std::string_view before, const std::string& condition, const Each& each,
          const Broken& broken) {
    TransferRow row;
    Transfer& t = row.transfer;
    row.bind(query);
    query.exchange(soci::into(t.reverses_command));
    query.exchange(soci::into(t.reverses_ordinal));
    query.exchange(soci::into(t.pending.command));
    query.exchange(soci::into(t.pending.ordinal));
    query.alloc();
    query.prepare(std::string{before} + "SELECT " + std::string{TransferRow::columns} +
                  ", reverses_command, reverses_ordinal, pending_command, pending_ordinal FROM transfer " + condition);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        const CommandId command{{row.county}, row.entry.command};
        if (row.complete())
            each({command, row.entry.ordinal, t});
        else
            broken(command, row.entry.ordinal);
    }
}

Date day_of(soci::session& sql, CommandId command) {
    std::string at;
    sql << "SELECT at FROM command WHERE county = :county AND number = :number", soci::use(command.county.number),
        soci::use(command.number), soci::into(at);
    return office_date(parse_utc_text(at).value_or(Instant{}));
}

}  // namespace

void read_transfers(soci::session& sql, const Each& each, const Broken& broken) {
    soci::statement query{sql};
    read(query, store::long_read, "ORDER BY county, command, ordinal", each, broken);
}

void read_journal(soci::session& sql, County county, const DatedTransfer& each, const Broken& broken) {
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    CommandId current{county, -1};
    Date day{};
    read(
        query, store::long_read, "WHERE county = :county ORDER BY command, ordinal",
        [&](const StoredTransfer& stored) {
            if (stored.command != current) {
                current = stored.command;
                day = day_of(sql, current);
            }
            each(stored, day);
        },
        broken);
}

void read_transfers_of(soci::session& sql, CommandId command, const Each& each) {
    soci::statement query{sql};
    query.exchange(soci::use(command.county.number));
    query.exchange(soci::use(command.number));
    read(query, "", "WHERE county = :county AND command = :command ORDER BY ordinal", each,
         [](CommandId, std::int64_t) {});
}

Date first_day(soci::session& sql, County county) {
    std::string at;
    sql << "SELECT coalesce(min(at), '1970-01-01T00:00:00Z') FROM command WHERE county = :county",
        soci::use(county.number), soci::into(at);
    return office_date(parse_utc_text(at).value_or(Instant{}));
}

Transfer reversal_of(const StoredTransfer& entry) {
    Transfer reversal = entry.transfer;
    std::swap(reversal.debit, reversal.credit);
    reversal.reverses_command = entry.command.number;
    reversal.reverses_ordinal = entry.ordinal;
    return reversal;
}

}  // namespace mingzhang::ledger
