// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/known_rows.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "base/values/month.hpp"

namespace mingzhang::statements {

namespace {

constexpr std::string_view fingerprint_context = "statement_row";

void add_part(Canonical& canonical, const EntryPart& part) {
    canonical.add("amount", part.amount.fen())
        .add("reference", part.reference)
        .add("end_to_end_id", part.end_to_end_id)
        .add("name", part.name)
        .add("account", part.account);
}

}  // namespace

std::string fingerprint_of(const crypto::Sealer& sealer, const Entry& entry) {
    Canonical canonical{"statement-row/1"};
    canonical.add("status", static_cast<std::int64_t>(entry.status))
        .add("booked_on", to_number(entry.booked_on))
        .add("has_balance", static_cast<std::int64_t>(entry.balance.has_value()))
        .add("balance", entry.balance.value_or(Money{}).fen());
    add_part(canonical, entry.whole);
    for (const EntryPart& part : entry.parts) add_part(canonical, part);
    return sealer.keyed_digest(canonical.bytes(), fingerprint_context);
}

KnownRows::KnownRows(soci::session& sql, County county, std::int64_t bank_account, std::int64_t first,
                     std::int64_t last) {
    std::string fingerprint;
    std::int64_t statement = 0;
    soci::statement query =
        (sql.prepare << "SELECT r.fingerprint, r.statement FROM statement_row r JOIN statement s ON s.county = "
                        "r.county AND s.number = r.statement WHERE r.county = :county AND s.bank_account = :account "
                        "AND r.part = 0 AND r.known_in = 0 AND (r.booked_on = 0 OR (r.booked_on >= :first AND "
                        "r.booked_on <= :last)) "
                        "ORDER BY r.fingerprint, r.occurrence",
         soci::use(county.number), soci::use(bank_account), soci::use(first), soci::use(last), soci::into(fingerprint),
         soci::into(statement));
    query.execute();
    while (query.fetch()) seen_[fingerprint].statements.push_back(statement);
}

void KnownRows::begin(std::int64_t statement, bool goes_on) {
    statement_ = statement;
    goes_on_ = goes_on;
}

KnownRows::Place KnownRows::place(const std::string& fingerprint) {
    Seen& seen = seen_[fingerprint];
    if (seen.counted_for != statement_) {
        seen.counted_for = statement_;
        seen.in_this = 0;
        seen.before_this = goes_on_ ? 0 : seen.statements.size();
    }
    const std::size_t at = seen.in_this++;
    if (at < seen.before_this) return {static_cast<std::int64_t>(at) + 1, seen.statements[at]};
    seen.statements.push_back(statement_);
    return {static_cast<std::int64_t>(seen.statements.size()), 0};
}

}  // namespace mingzhang::statements
