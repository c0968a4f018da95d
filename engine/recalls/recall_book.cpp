// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/recall_book.hpp"

#include <soci/soci.h>

namespace mingzhang::recalls {

RefusalWords words(RecallRefusal reason) {
    switch (reason) {
        case RecallRefusal::unknown_recall:
            return {"recall/unknown", "没有第 {0} 号追回请求。", "There is no recall {0}.",
                    "请用 mingzhang recall list 查看。", "See mingzhang recall list."};
    }
    return {};
}

Word word(RecallState state) {
    switch (state) {
        case RecallState::asked:
            return {"asked", {"待答复", "no answer yet"}};
        case RecallState::pending:
            return {"pending", {"银行处理中", "the bank is at it"}};
        case RecallState::accepted:
            return {"accepted", {"同意退回，款未到", "accepted, not returned yet"}};
        case RecallState::refused:
            return {"refused", {"拒绝退回", "refused"}};
        case RecallState::returned:
            break;
    }
    return {"returned", {"款已退回", "returned"}};
}

namespace {

// One number in place of zero asks for that recall alone.
void read(soci::session& sql, County county, std::int64_t number, const std::function<void(const Recall&)>& each) {
    Recall row;
    int form = 0;
    std::string reason;
    std::int64_t total = 0, asked_at = 0;
    soci::statement query =
        (sql.prepare << "SELECT number, batch, form, reason, note, file_name, digest, instructions, total, item, "
                        "asked_by, asked_at, command FROM recall WHERE county = :county AND (:number = 0 OR "
                        "number = :number_again) ORDER BY number",
         soci::use(county.number), soci::use(number), soci::use(number), soci::into(row.number), soci::into(row.batch),
         soci::into(form), soci::into(reason), soci::into(row.note), soci::into(row.file_name), soci::into(row.digest),
         soci::into(row.instructions), soci::into(total), soci::into(row.item), soci::into(row.asked_by),
         soci::into(asked_at), soci::into(row.command));
    query.execute();
    while (query.fetch()) {
        row.form = static_cast<RequestForm>(form);
        row.reason = bank::iso20022::parse_recall_reason(reason).value_or(RecallReason::requested);
        row.total = Money::fen(total);
        row.asked_at = Instant{std::chrono::seconds{asked_at}};
        each(row);
    }
}

}  // namespace

void read_recalls(soci::session& sql, County county, const std::function<void(const Recall&)>& each) {
    constexpr std::int64_t every = 0;
    read(sql, county, every, each);
}

Result<Recall, Refusal> find_recall(soci::session& sql, County county, std::int64_t number) {
    std::optional<Recall> found;
    if (number > 0) read(sql, county, number, [&](const Recall& recall) { found = recall; });
    if (!found) return refuse(RecallRefusal::unknown_recall, number);
    return *found;
}

RecallState RecalledInstruction::state() const noexcept {
    // Back is back, whatever the bank said before.
    if (outcome == bank::OutcomeStatus::failed) return RecallState::returned;
    if (!verdict) return RecallState::asked;
    switch (*verdict) {
        case Verdict::accepted:
            return RecallState::accepted;
        case Verdict::refused:
            return RecallState::refused;
        case Verdict::pending:
            break;
    }
    return RecallState::pending;
}

std::vector<RecalledInstruction> read_recalled(soci::session& sql, County county, const Recall& recall) {
    std::vector<RecalledInstruction> all;
    RecalledInstruction row;
    std::int64_t amount = 0;
    int verdict = 0, outcome = 0;
    soci::statement query =
        (sql.prepare << "SELECT r.instruction, i.serial, i.name, r.amount, coalesce(a.sequence, 0), "
                        "coalesce(a.verdict, 0), coalesce(a.reason, ''), coalesce(o.status, 0) "
                        "FROM recall_instruction r JOIN instruction i ON i.county = r.county AND i.batch = r.batch AND "
                        "i.number = r.instruction LEFT JOIN recall_answer a ON a.county = r.county AND "
                        "a.recall = r.recall AND a.instruction = r.instruction AND a.sequence = (SELECT max(sequence) "
                        "FROM recall_answer b WHERE b.county = r.county AND b.recall = r.recall AND "
                        "b.instruction = r.instruction) LEFT JOIN outcome o ON o.county = r.county AND "
                        "o.batch = r.batch AND o.instruction = r.instruction AND o.sequence = (SELECT max(sequence) "
                        "FROM outcome p WHERE p.county = r.county AND p.batch = r.batch AND "
                        "p.instruction = r.instruction) WHERE r.county = :county AND r.recall = :recall "
                        "ORDER BY r.instruction",
         soci::use(county.number), soci::use(recall.number), soci::into(row.instruction), soci::into(row.serial),
         soci::into(row.name), soci::into(amount), soci::into(row.sequence), soci::into(verdict),
         soci::into(row.reason), soci::into(outcome));
    query.execute();
    while (query.fetch()) {
        row.amount = Money::fen(amount);
        row.verdict = verdict == 0 ? std::nullopt : std::optional{static_cast<Verdict>(verdict)};
        row.outcome = outcome == 0 ? std::nullopt : std::optional{static_cast<bank::OutcomeStatus>(outcome)};
        all.push_back(row);
    }
    return all;
}

}  // namespace mingzhang::recalls
