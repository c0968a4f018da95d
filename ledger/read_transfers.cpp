// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/read_transfers.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/store/scan.hpp"
#include "base/store/store.hpp"
#include "base/values/utc_text.hpp"
#include "ledger/transfer_row.hpp"

namespace mingzhang::ledger {

namespace {

using Each = std::function<void(const StoredTransfer&)>;
using Broken = std::function<void(CommandId, std::int64_t)>;

void read(soci::session& sql, std::string_view before, const std::string& condition, const Each& each,
          const Broken& broken) {
    TransferRow row;
    store::Scan scan{sql,
                     fmt::format("{}SELECT {}, reverses_command, reverses_ordinal, pending_command, pending_ordinal "
                                 "FROM transfer {}",
                                 before, TransferRow::columns, condition)};
    StoredTransfer stored{{}, 0, row.transfer};
    Transfer& t = row.transfer;
    while (scan.next()) {
        row.take(scan);
        int column = TransferRow::column_count;
        t.reverses_command = scan.number(column++);
        t.reverses_ordinal = scan.number(column++);
        t.pending.command = scan.number(column++);
        t.pending.ordinal = scan.number(column++);
        const CommandId command{{row.county}, row.entry.command};
        if (!row.complete()) {
            broken(command, row.entry.ordinal);
            continue;
        }
        stored.command = command;
        stored.ordinal = row.entry.ordinal;
        stored.transfer = t;
        each(stored);
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
    read(sql, store::long_read, "ORDER BY county, command, ordinal", each, broken);
}

void read_journal(soci::session& sql, County county, const DatedTransfer& each, const Broken& broken) {
    CommandId current{county, -1};
    Date day{};
    read(
        sql, store::long_read, fmt::format("WHERE county = {} ORDER BY command, ordinal", county.number),
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
    read(sql, "",
         fmt::format("WHERE county = {} AND command = {} ORDER BY ordinal", command.county.number, command.number),
         each, [](CommandId, std::int64_t) {});
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
