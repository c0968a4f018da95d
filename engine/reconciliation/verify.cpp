// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/verify.hpp"

#include <fmt/format.h>

#include <string>

#include "base/store/query_pass.hpp"
#include "base/store/store.hpp"

namespace mingzhang::reconciliation {

namespace {

store::PassReport check(store::Store& store, std::string_view count_query, std::string_view broken_query,
                        const std::string& zh, const std::string& en) {
    return store::run_query_pass(store, count_query, broken_query, store::BrokenColumns::three,
                                 {"{0} 县批次 {1} 第 {2} 笔：" + zh, "county {0}, batch {1}, instruction {2}: " + en});
}

// What the journal says became of each instruction: paid net of payments taken back, cash returned, rights kept open.
constexpr std::string_view moved =
    "SELECT county, batch, instruction, "
    "sum(CASE WHEN event = 4 AND debit = 2001 THEN amount WHEN event = 4 THEN -amount ELSE 0 END) AS paid, "
    "sum(CASE WHEN event = 5 AND debit = 1003 THEN amount ELSE 0 END) AS returned, "
    "sum(CASE WHEN event = 5 AND credit = 2002 THEN amount ELSE 0 END) AS kept_open "
    "FROM transfer WHERE event IN (4, 5) AND batch > 0 GROUP BY county, batch, instruction";

// Each latest outcome has exactly its entries: paid the whole amount, returned the whole amount, or nothing at all.
store::PassReport check_entries(store::Store& store) {
    const std::string query = fmt::format(
        "SELECT i.county, i.batch, i.number FROM instruction i LEFT JOIN outcome o ON o.county = i.county AND "
        "o.batch = i.batch AND o.instruction = i.number AND o.sequence = (SELECT max(sequence) FROM outcome p WHERE "
        "p.county = i.county AND p.batch = i.batch AND p.instruction = i.number) LEFT JOIN ({}) t ON "
        "t.county = i.county AND t.batch = i.batch AND t.instruction = i.number WHERE "
        "coalesce(t.paid, 0) <> CASE WHEN coalesce(o.status, 0) = 1 THEN i.amount ELSE 0 END OR "
        "coalesce(t.returned, 0) <> CASE WHEN coalesce(o.status, 0) = 2 THEN i.amount ELSE 0 END OR "
        "coalesce(t.kept_open, 0) <> coalesce(t.returned, 0) OR "
        "(coalesce(o.status, 0) IN (1, 2) AND o.amount <> i.amount)",
        moved);
    return check(store, "SELECT count(*) FROM instruction", query, "结果与分录不符",
                 "its entries are not those of its outcome");
}

// What was allocated to an instruction, paid or returned, never exceeds it, whatever the outcomes say.
store::PassReport check_allocations(store::Store& store) {
    const std::string query = fmt::format(
        "SELECT t.county, t.batch, t.instruction FROM ({}) t LEFT JOIN instruction i ON i.county = t.county AND "
        "i.batch = t.batch AND i.number = t.instruction WHERE t.paid < 0 OR t.paid + t.returned > coalesce(i.amount, "
        "0)",
        moved);
    return check(store, "SELECT count(*) FROM outcome", query, "核销金额超过指令金额",
                 "more was allocated than was sent");
}

// Each outcome came from a file that was kept and posted for its batch.
store::PassReport check_files(store::Store& store) {
    return check(store, "SELECT count(*) FROM bank_file",
                 "SELECT o.county, o.batch, o.instruction FROM outcome o LEFT JOIN bank_file f ON f.county = o.county "
                 "AND f.number = o.file AND f.batch = o.batch "
                 "LEFT JOIN bank_file_chunk c ON c.county = o.county AND c.file = o.file AND c.command = o.command "
                 "LEFT JOIN archive a ON a.county = f.county AND a.digest = f.digest AND a.piece = 0 "
                 "WHERE f.number IS NULL OR a.digest IS NULL OR (f.command <> o.command AND c.command IS NULL)",
                 "结果没有回盘文件", "its outcome came from no file that was kept");
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"reconciliation.entries", {"每个结果都有其分录", "every outcome has its entries"}, check_entries},
        {"reconciliation.allocations",
         {"核销不超过指令金额", "no more was allocated than was sent"},
         check_allocations},
        {"reconciliation.files", {"每个结果都有回盘文件", "every outcome came from a file that was kept"}, check_files},
    };
}

}  // namespace mingzhang::reconciliation
