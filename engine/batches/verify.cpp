// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/verify.hpp"

#include <fmt/format.h>

#include <string>

#include "base/store/query_pass.hpp"
#include "base/store/store.hpp"

namespace mingzhang::batches {

namespace {

// `broken_query` gives county, batch and instruction (zero: the whole batch) of each record that breaks the law.
store::PassReport check(store::Store& store, const std::string& table, std::string_view broken_query,
                        const std::string& zh, const std::string& en) {
    return store::run_query_pass(store, "SELECT count(*) FROM " + table, broken_query, store::BrokenColumns::three,
                                 {"{0} 县批次 {1} 第 {2} 笔：" + zh, "county {0}, batch {1}, instruction {2}: " + en});
}

// Batches that were not withdrawn, as (county, batch).
constexpr std::string_view withdrawn =
    "EXISTS (SELECT 1 FROM batch_event e WHERE e.county = i.county AND e.batch = i.batch AND e.kind = 4)";

// The latest outcome of instruction i, zero without one.
constexpr std::string_view latest_status =
    "coalesce((SELECT o.status FROM outcome o WHERE o.county = i.county AND o.batch = i.batch "
    "AND o.instruction = i.number ORDER BY o.sequence DESC LIMIT 1), 0)";

store::PassReport check_totals(store::Store& store) {
    return check(store, "batch",
                 "SELECT b.county, b.number, 0 FROM batch b LEFT JOIN (SELECT county, batch, count(*) AS n, "
                 "sum(amount) AS s FROM instruction GROUP BY county, batch) i ON i.county = b.county AND "
                 "i.batch = b.number WHERE coalesce(i.n, 0) <> b.instructions OR coalesce(i.s, 0) <> b.total "
                 "UNION ALL SELECT i.county, i.batch, i.number FROM instruction i LEFT JOIN (SELECT county, batch, "
                 "instruction, sum(amount) AS s FROM instruction_line GROUP BY county, batch, instruction) l "
                 "ON l.county = i.county AND l.batch = i.batch AND l.instruction = i.number "
                 "WHERE coalesce(l.s, 0) <> i.amount",
                 "批次合计与其笔目不符", "totals are not the sums of their parts");
}

store::PassReport check_voucher(store::Store& store) {
    const std::string query = fmt::format(
        "SELECT i.county, i.batch, i.number FROM instruction i LEFT JOIN (SELECT county, batch, instruction, "
        "sum(CASE WHEN debit = 1002 THEN amount ELSE -amount END) AS s FROM transfer WHERE event = 3 "
        "GROUP BY county, batch, instruction) t ON t.county = i.county AND t.batch = i.batch AND "
        "t.instruction = i.number WHERE coalesce(t.s, 0) <> CASE WHEN {} THEN 0 ELSE i.amount END",
        withdrawn);
    return check(store, "instruction", query, "拨付分录与指令金额不符", "its entries are not what was sent");
}

store::PassReport check_live(store::Store& store) {
    const std::string query = fmt::format(
        "SELECT i.county, i.batch, i.number FROM instruction i JOIN instruction_line l ON l.county = i.county AND "
        "l.batch = i.batch AND l.instruction = i.number WHERE l.live <> CASE WHEN {} OR {} = 2 THEN 0 ELSE 1 END "
        "UNION ALL SELECT county, min(batch), min(instruction) FROM instruction_line WHERE live = 1 "
        "GROUP BY county, run, line HAVING count(*) > 1",
        withdrawn, latest_status);
    return check(store, "instruction_line", query, "应付款项的在批状态不对，或同时在两个批次中",
                 "a payable is in two batches at once, or wrongly free for another");
}

store::PassReport check_in_transit(store::Store& store) {
    const std::string query = fmt::format(
        "SELECT i.county, i.batch, i.number FROM instruction i LEFT JOIN (SELECT county, batch, instruction, "
        "sum(CASE WHEN debit = 1002 THEN amount ELSE -amount END) AS s FROM transfer WHERE batch > 0 AND "
        "(debit = 1002 OR credit = 1002) GROUP BY county, batch, instruction) t ON t.county = i.county AND "
        "t.batch = i.batch AND t.instruction = i.number WHERE coalesce(t.s, 0) <> "
        "CASE WHEN {} OR {} IN (1, 2) THEN 0 ELSE i.amount END",
        withdrawn, latest_status);
    return check(store, "instruction", query, "在途金额与总账不符", "the money in transit is not what the ledger says");
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"batches.totals", {"批次合计等于其笔目", "totals of batches are the sums of their parts"}, check_totals},
        {"batches.voucher", {"拨付凭证等于指令金额", "vouchers pay what the instructions say"}, check_voucher},
        {"batches.live", {"每笔应付至多在一个批次中", "no payable is with a bank twice"}, check_live},
        {"batches.in_transit", {"在途金额与总账一致", "money in transit agrees with the ledger"}, check_in_transit},
    };
}

}  // namespace mingzhang::batches
