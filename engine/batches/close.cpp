// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/canonical.hpp"
#include "engine/batches/batch_events.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/tie.hpp"

namespace mingzhang::batches {

namespace {

constexpr CommandKind close_kind{"batch.close", {"批次对平关闭", "close a batch"}, {Role::officer, Role::liaison}};

Result<void, Refusal> may_close(const Batch& batch) {
    switch (batch.state) {
        case BatchState::sent:
            return {};
        case BatchState::withdrawn:
            return refuse(MoveRefusal::withdrawn_before, batch.number);
        case BatchState::closed:
            return refuse(MoveRefusal::closed_before, batch.number);
        case BatchState::sending:
            return refuse(MoveRefusal::being_sent, batch.number);
        case BatchState::created:
        case BatchState::written:
            break;
    }
    return refuse(MoveRefusal::not_sent, batch.number);
}

std::int64_t without_outcome(soci::session& sql, County county, std::int64_t batch) {
    std::int64_t count = 0;
    read_instructions(sql, county, batch, [&](const BatchInstruction& instruction) {
        const bool ended =
            instruction.status == bank::OutcomeStatus::paid || instruction.status == bank::OutcomeStatus::failed;
        if (!ended) ++count;
    });
    return count;
}

}  // namespace

Result<Answer, Refusal> close_batch(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                    const std::string& key) {
    const std::string request = Canonical{"batch.close/1"}.add("batch", number).bytes();
    return desk.carry_out(actor, close_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto batch = find_batch(context.sql(), county, number);
                              if (!batch) return pass_on(batch);
                              if (auto may = may_close(*batch); !may) return pass_on(may);
                              auto tie = tie_batch(context.sql(), county, number);
                              if (!tie) return pass_on(tie);
                              if (const std::int64_t open = without_outcome(context.sql(), county, number); open > 0)
                                  return refuse(MoveRefusal::outcomes_missing, number, open, to_yuan(tie->in_transit));
                              if (!tie->holds())
                                  return refuse(MoveRefusal::tie_differs, number, to_yuan(tie->roster),
                                                to_yuan(tie->voucher), to_yuan(tie->bank));
                              add_event(context, number, BatchState::closed, "");
                              return Answer{}
                                  .set("batch", number)
                                  .set("total_fen", tie->voucher.fen())
                                  .set("paid_fen", tie->paid.fen())
                                  .set("returned_fen", tie->returned.fen());
                          });
}

}  // namespace mingzhang::batches
