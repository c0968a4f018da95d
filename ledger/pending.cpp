// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/pending.hpp"

#include <soci/soci.h>

#include "base/values/check.hpp"
#include "ledger/transfer_row.hpp"

namespace mingzhang::ledger {

namespace {

constexpr std::string_view open_column =
    ", CASE WHEN EXISTS (SELECT 1 FROM pending_end e WHERE e.county = p.county AND e.pending_command = p.command AND "
    "e.pending_ordinal = p.ordinal) THEN 0 ELSE 1 END FROM pending p ";

void read(soci::statement& query, const std::string& condition,
          const std::function<void(County, const PendingTransfer&)>& each) {
    TransferRow row;
    int open = 0;
    row.bind(query);
    query.exchange(soci::into(open));
    query.alloc();
    query.prepare("SELECT " + std::string{TransferRow::columns} + std::string{open_column} + condition);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        MINGZHANG_CHECK(row.complete());
        each(County{row.county}, {row.entry, row.transfer, open == 1});
    }
}

}  // namespace

std::optional<PendingTransfer> find_pending(soci::session& sql, County county, EntryRef entry) {
    std::optional<PendingTransfer> found;
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(entry.command));
    query.exchange(soci::use(entry.ordinal));
    read(query, "WHERE county = :county AND command = :command AND ordinal = :ordinal",
         [&](County, const PendingTransfer& pending) { found = pending; });
    return found;
}

std::vector<PendingTransfer> pending_of_batch(soci::session& sql, County county, std::int64_t batch) {
    std::vector<PendingTransfer> found;
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(batch));
    read(query, "WHERE county = :county AND batch = :batch ORDER BY command, ordinal",
         [&](County, const PendingTransfer& pending) { found.push_back(pending); });
    return found;
}

void read_pending(soci::session& sql, const std::function<void(County, const PendingTransfer&)>& each) {
    soci::statement query{sql};
    read(query, "ORDER BY county, command, ordinal", each);
}

void read_pending_ends(soci::session& sql,
                       const std::function<void(CommandId, std::int64_t ordinal, const PendingEnd&)>& each) {
    CommandId command;
    std::int64_t ordinal = 0, posted = 0;
    PendingEnd end;
    soci::statement query =
        (sql.prepare << "SELECT county, command, ordinal, pending_command, pending_ordinal, posted FROM pending_end "
                        "ORDER BY county, command, ordinal",
         soci::into(command.county.number), soci::into(command.number), soci::into(ordinal),
         soci::into(end.pending.command), soci::into(end.pending.ordinal), soci::into(posted));
    query.execute();
    while (query.fetch()) {
        end.posted = Money::fen(posted);
        each(command, ordinal, end);
    }
}

}  // namespace mingzhang::ledger
