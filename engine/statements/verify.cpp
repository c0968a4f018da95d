// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/verify.hpp"

#include <string>

#include "base/store/query_pass.hpp"
#include "base/store/store.hpp"

namespace mingzhang::statements {

namespace {

store::PassReport check(store::Store& store, std::string_view count_query, std::string_view broken_query,
                        const std::string& zh, const std::string& en) {
    return store::run_query_pass(store, count_query, broken_query, store::BrokenColumns::two,
                                 {"{0} 县第 {1} 号对账单：" + zh, "county {0}, statement {1}: " + en});
}

// Booked entries lead from the opening balance to the closing one, and none is missing.
store::PassReport check_balances(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM statement",
        "SELECT s.county, s.number FROM statement s LEFT JOIN (SELECT county, statement, count(*) AS entries, "
        "sum(CASE WHEN status = 0 THEN amount ELSE 0 END) AS booked FROM statement_row WHERE part = 0 GROUP BY "
        "county, statement) r ON r.county = s.county AND r.statement = s.number WHERE s.opening + "
        "coalesce(r.booked, 0) <> s.closing OR coalesce(r.entries, 0) <> s.entries ORDER BY s.county, s.number",
        "明细加不到期末余额", "its entries do not lead to the closing balance");
}

// What was matched to an instruction was posted to its batch from this very file.
store::PassReport check_outcomes(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM statement_row WHERE matched = 1",
        "SELECT DISTINCT r.county, r.statement FROM statement_row r JOIN statement s ON s.county = r.county AND "
        "s.number = r.statement LEFT JOIN bank_file f ON f.county = s.county AND f.batch = r.batch AND "
        "f.digest = s.digest LEFT JOIN instruction i ON i.county = r.county AND i.batch = r.batch AND "
        "i.number = r.instruction WHERE r.matched = 1 AND r.known_in = 0 AND (f.number IS NULL OR i.number IS "
        "NULL) ORDER BY r.county, r.statement",
        "对上的款项没有入账", "what it matched was not posted");
}

// An entry told twice was kept as new once, and what is known from a statement stands in it.
store::PassReport check_entries(store::Store& store) {
    return check(store, "SELECT count(*) FROM statement_row WHERE part = 0",
                 "SELECT r.county, max(r.statement) FROM statement_row r JOIN statement s ON s.county = r.county AND "
                 "s.number = r.statement WHERE r.part = 0 GROUP BY r.county, s.bank_account, r.fingerprint, "
                 "r.occurrence HAVING sum(CASE WHEN r.known_in = 0 THEN 1 ELSE 0 END) <> 1 ORDER BY 1, 2",
                 "同一笔收了两次，或首次所在的对账单没有它", "an entry was taken as new twice, or never");
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"statements.balances", {"对账单期初加明细等于期末", "statements add up"}, check_balances},
        {"statements.outcomes", {"对账单对上的款项都已入账", "what statements matched was posted"}, check_outcomes},
        {"statements.entries", {"每笔流水只收一次", "every bank entry was taken once"}, check_entries},
    };
}

}  // namespace mingzhang::statements
