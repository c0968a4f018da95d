// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/bank_word.hpp"

#include "base/commands/canonical.hpp"
#include "engine/exchange/attempts.hpp"
#include "engine/exchange/send.hpp"

namespace mingzhang::exchange {

RefusalWords words(BankWordRefusal reason) {
    switch (reason) {
        case BankWordRefusal::neither_nor:
            return {"batch.sent/neither_nor", "没有说明银行是否收到第 {0} 号批次。",
                    "It was not said whether the bank has batch {0}.", "加 --received 或 --not-received，只加一个。",
                    "Add --received or --not-received, one of them."};
        case BankWordRefusal::note_missing:
            return {"batch.sent/note_missing", "没有写明向银行查询的情况。", "It was not said how the bank was asked.",
                    "请写明何时问了银行何人、对方怎么说。",
                    "Say whom at the bank one spoke to, when, and what was said."};
        case BankWordRefusal::not_being_sent:
            return {"batch.sent/not_being_sent", "第 {0} 号批次不在送盘中，没有待查的结果。",
                    "Batch {0} is not on its way: there is nothing to be settled.",
                    "请用 mingzhang batch show {0} 查看。", "See mingzhang batch show {0}."};
        case BankWordRefusal::still_being_sent:
            return {"batch.sent/still_being_sent", "第 {0} 号批次由“{1}”于 {2} 开始送盘，可能还在送。",
                    "\"{1}\" began to send batch {0} at {2}; it may still be on its way.",
                    "请等它送完，或在 {3} 之后再登记。", "Wait for it to end, or record the bank's word after {3}."};
        case BankWordRefusal::same_person:
            return {"batch.sent/same_person", "第 {0} 号批次未收到一事由“{1}”提出，不能由本人确认。",
                    "\"{1}\" said that the bank has not got batch {0}, and cannot confirm it.",
                    "请由另一人向银行核实后确认。", "Another person asks the bank and confirms."};
    }
    return {};
}

namespace {

constexpr CommandKind word_kind{"batch.sent",
                                {"登记银行是否收到", "record whether the bank has a batch"},
                                {Role::liaison, Role::reviewer, Role::approver}};

Answer answer_of(std::int64_t batch, const Attempt& attempt, bool settled, batches::BatchState state) {
    return Answer{}
        .set("batch", batch)
        .set("attempt", attempt.number)
        .set("settled", settled ? 1 : 0)
        .set("state", batches::name(state).zh)
        .set("item", attempt.item());
}

}  // namespace

Result<Answer, Refusal> take_bank_word(Desk& desk, const Actor& actor, const BankWord& word) {
    if (word.note.empty()) return refuse(BankWordRefusal::note_missing);
    const std::string request = Canonical{"batch.sent/1"}
                                    .add("batch", word.batch)
                                    .add("received", word.received ? 1 : 0)
                                    .add("note", word.note)
                                    .bytes();
    return desk.carry_out(actor, word_kind, {word.county, {}, word.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              using batches::BatchState;
                              auto batch = batches::find_batch(context.sql(), word.county, word.batch);
                              if (!batch) return pass_on(batch);
                              const auto attempt = last_attempt(context.sql(), word.county, word.batch);
                              if (batch->state != BatchState::sending || !attempt)
                                  return refuse(BankWordRefusal::not_being_sent, word.batch);
                              Report report{Delivery::acknowledged, KnownBy::word, {word.note, word.note}};
                              if (word.received) {
                                  if (auto added = add_report(context, *batch, *attempt, report); !added)
                                      return pass_on(added);
                                  return answer_of(word.batch, *attempt, /*settled=*/true, BatchState::sent);
                              }
                              const Instant ends = attempt->at + attempt_time_max;
                              if (attempt->reports.empty() && context.now() < ends)
                                  return refuse(BankWordRefusal::still_being_sent, word.batch, attempt->by,
                                                to_office_text(attempt->at), to_office_text(ends));
                              const Report* first = attempt->word_not_received();
                              if (first != nullptr && first->by == actor.name)
                                  return refuse(BankWordRefusal::same_person, word.batch, actor.name);
                              report.delivery = first == nullptr ? Delivery::unknown : Delivery::unreachable;
                              report.known_by = first == nullptr ? KnownBy::word : KnownBy::confirmed;
                              if (auto added = add_report(context, *batch, *attempt, report); !added)
                                  return pass_on(added);
                              const auto now = last_attempt(context.sql(), word.county, word.batch);
                              return answer_of(word.batch, *now, first != nullptr,
                                               first == nullptr ? BatchState::sending : BatchState::written);
                          });
}

}  // namespace mingzhang::exchange
