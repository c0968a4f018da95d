// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/verify.hpp"

#include <string>

#include "base/store/query_pass.hpp"
#include "base/store/store.hpp"

namespace mingzhang::exchange {

namespace {

// `broken_query` gives county and number (of a batch or of a file) of each record that breaks the law.
store::PassReport check(store::Store& store, std::string_view count_query, std::string_view broken_query,
                        const Text& what, const Text& broken) {
    return store::run_query_pass(
        store, count_query, broken_query, store::BrokenColumns::two,
        {"{0} 县" + what.zh + " {1}：" + broken.zh, "county {0}, " + what.en + " {1}: " + broken.en});
}

// Batch states: 1 created, 2 written, 3 sent, 6 being sent. Deliveries: 1 unreachable, 3 rejected, 4 acknowledged.
// A batch a person handed over carries its own digest as the note of that event.
store::PassReport check_sent(store::Store& store) {
    return check(store, "SELECT count(*) FROM batch_event WHERE kind = 3",
                 "SELECT e.county, e.batch FROM batch_event e JOIN batch b ON b.county = e.county AND b.number = "
                 "e.batch WHERE e.kind = 3 AND e.note <> b.digest AND NOT EXISTS (SELECT 1 FROM sending_report r WHERE "
                 "r.county = e.county AND r.batch = e.batch AND r.command = e.command AND r.delivery = 4)",
                 {"批次", "batch"},
                 {"登记为已送盘，却没有银行收妥的记录", "recorded as sent without the bank's having it"});
}

// Every attempt begins with the batch's own event, and the next one only after the one before was known to have failed:
// the other side said so, or two people.
store::PassReport check_attempts(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM sending",
        "SELECT s.county, s.batch FROM sending s WHERE NOT EXISTS (SELECT 1 FROM batch_event e WHERE e.county = "
        "s.county AND e.batch = s.batch AND e.kind = 6 AND e.command = s.command) OR (s.attempt > 1 AND NOT EXISTS "
        "(SELECT 1 FROM sending_report r WHERE r.county = s.county AND r.batch = s.batch AND r.attempt = s.attempt - 1 "
        "AND r.delivery IN (1, 3) AND r.command < s.command)) "
        "UNION ALL SELECT r.county, r.batch FROM sending_report r WHERE r.known_by = 4 AND NOT EXISTS (SELECT 1 FROM "
        "sending_report f WHERE f.county = r.county AND f.batch = r.batch AND f.attempt = r.attempt AND f.known_by = 3 "
        "AND f.sequence < r.sequence AND f.actor <> r.actor)",
        {"批次", "batch"},
        {"送盘记录不全，或未经查明就再次送盘", "sent again without its being known that it had failed"});
}

// What went and what came is kept: that the archive opens is shown by its own digest when it is read.
store::PassReport check_archive(store::Store& store) {
    return check(
        store, "SELECT count(*) FROM road_file",
        "SELECT f.county, f.number FROM road_file f WHERE NOT EXISTS (SELECT 1 FROM archive a WHERE a.county = "
        "f.county AND a.digest = f.digest AND a.piece = 0) UNION ALL SELECT t.county, t.file FROM "
        "road_file_taking t WHERE t.taking = 1 AND NOT EXISTS (SELECT 1 FROM bank_file b WHERE b.county = "
        "t.county AND b.number = t.bank_file AND b.batch = t.batch) UNION ALL SELECT t.county, t.file FROM "
        "road_file_taking t WHERE t.taking = 5 AND NOT EXISTS (SELECT 1 FROM statement s WHERE s.county = t.county AND "
        "s.number = t.bank_file) UNION ALL SELECT t.county, t.file FROM road_file_taking t WHERE t.taking = 6 AND NOT "
        "EXISTS (SELECT 1 FROM recall_answer a WHERE a.county = t.county AND a.recall = t.bank_file)",
        {"收送文件", "road file"},
        {"档案中没有它，或记账的回盘、对账单、追回答复不存在", "it is not in the archive, or was never posted"});
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"exchange.sent", {"已送盘的批次银行都有收妥记录", "what is recorded as sent was received"}, check_sent},
        {"exchange.attempts", {"未查明的批次没有再次送盘", "nothing unsettled was sent again"}, check_attempts},
        {"exchange.files", {"往来文件都在档案中", "every file that went or came is in the archive"}, check_archive},
    };
}

}  // namespace mingzhang::exchange
