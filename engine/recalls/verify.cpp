// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/verify.hpp"

#include <string>

#include "base/store/query_pass.hpp"
#include "base/store/store.hpp"

namespace mingzhang::recalls {

namespace {

store::PassReport check(store::Store& store, std::string_view count_query, std::string_view broken_query,
                        const std::string& zh, const std::string& en) {
    return store::run_query_pass(
        store, count_query, broken_query, store::BrokenColumns::three,
        {"{0} 县第 {1} 号追回请求第 {2} 笔：" + zh, "county {0}, recall {1}, payment {2}: " + en});
}

// Every payment asked back was sent, for that amount, and the request adds up; its file is kept.
store::PassReport check_instructions(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM recall_instruction",
        "SELECT r.county, r.recall, r.instruction FROM recall_instruction r LEFT JOIN recall h ON h.county = r.county "
        "AND h.number = r.recall AND h.batch = r.batch LEFT JOIN instruction i ON i.county = r.county AND "
        "i.batch = r.batch AND i.number = r.instruction AND i.amount = r.amount WHERE h.number IS NULL OR "
        "i.number IS NULL OR NOT EXISTS (SELECT 1 FROM batch_event e WHERE e.county = r.county AND "
        "e.batch = r.batch AND e.kind = 3 AND e.command < r.command) "
        "UNION ALL SELECT h.county, h.number, 0 FROM recall h LEFT JOIN (SELECT county, recall, count(*) AS n, "
        "sum(amount) AS s FROM recall_instruction GROUP BY county, recall) r ON r.county = h.county AND "
        "r.recall = h.number LEFT JOIN archive a ON a.county = h.county AND a.digest = h.digest AND a.piece = 0 "
        "WHERE coalesce(r.n, 0) <> h.instructions OR coalesce(r.s, 0) <> h.total OR a.digest IS NULL",
        "与已送盘的指令不符，或请求文件未存档", "is not what was sent, or the request is not kept");
}

// Every word of a bank is about a payment it was asked for, in order, and its file is kept.
store::PassReport check_answers(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM recall_answer",
        "SELECT w.county, w.recall, w.instruction FROM recall_answer w LEFT JOIN recall_instruction r ON "
        "r.county = w.county AND r.recall = w.recall AND r.instruction = w.instruction AND r.command < w.command "
        "LEFT JOIN archive a ON a.county = w.county AND a.digest = w.digest AND a.piece = 0 WHERE "
        "r.instruction IS NULL OR (w.digest <> '' AND a.digest IS NULL) OR (w.sequence > 1 AND NOT EXISTS (SELECT 1 "
        "FROM recall_answer b WHERE b.county = w.county AND b.recall = w.recall AND b.instruction = w.instruction AND "
        "b.sequence = w.sequence - 1 AND b.command < w.command))",
        "答复不属于该请求，或答复文件未存档", "the answer is not to this recall, or its file is not kept");
}

// A payment asked back a second time had been answered for, accepted or refused, by then.
store::PassReport check_one_open(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM recall",
        "SELECT l.county, l.recall, l.instruction FROM recall_instruction l JOIN recall_instruction f ON "
        "f.county = l.county AND f.batch = l.batch AND f.instruction = l.instruction AND f.recall < l.recall "
        "WHERE coalesce((SELECT w.verdict FROM recall_answer w WHERE w.county = f.county AND w.recall = f.recall AND "
        "w.instruction = f.instruction AND w.command < l.command ORDER BY w.sequence DESC LIMIT 1), 3) = 3",
        "前一次请求未答复又再请求", "was asked back again before the bank had answered");
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"recalls.instructions", {"追回的都是已送盘的指令", "what was asked back had been sent"}, check_instructions},
        {"recalls.answers", {"答复都属于其请求", "every answer belongs to its recall"}, check_answers},
        {"recalls.one_open", {"一笔至多一件未答复的追回", "no payment is in two open recalls"}, check_one_open},
    };
}

}  // namespace mingzhang::recalls
