// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/outcomes.hpp"

#include <soci/soci.h>

#include "base/store/bulk_insert.hpp"

namespace mingzhang::batches {

struct OutcomeWriter::State {
    State(CommandContext& c, std::int64_t batch_number)
        : county{c.county()},
          batch{batch_number},
          insert{c.tx(),
                 "outcome",
                 {"county", "batch", "instruction", "sequence", "status", "amount", "reason", "bank_reference", "file",
                  "file_row", "command", "first_ordinal"}},
          end{c.sql()} {
        end.exchange(soci::use(county.number));
        end.exchange(soci::use(batch));
        end.exchange(soci::use(ended));
        end.alloc();
        end.prepare(
            "UPDATE instruction_line SET live = 0 "
            "WHERE county = :county AND batch = :batch AND instruction = :instruction");
        end.define_and_bind();
    }

    County county;
    std::int64_t batch;
    store::BulkInsert insert;
    std::int64_t ended = 0;
    soci::statement end;
};

OutcomeWriter::OutcomeWriter(CommandContext& context, std::int64_t batch)
    : state_{std::make_unique<State>(context, batch)} {}
OutcomeWriter::~OutcomeWriter() = default;

void OutcomeWriter::add(const Outcome& o) {
    state_->insert.row(state_->county.number, state_->batch, o.instruction, o.sequence, static_cast<int>(o.status),
                       o.amount.fen(), o.reason ? static_cast<int>(*o.reason) : 0, o.bank_reference, o.file, o.file_row,
                       o.command, o.first_ordinal);
}

void OutcomeWriter::end_lines(std::int64_t instruction) {
    state_->ended = instruction;
    state_->end.execute(true);
}

void read_latest_outcomes(soci::session& sql, County county, std::int64_t batch,
                          const std::function<void(const Outcome&)>& each) {
    Outcome o;
    int status = 0, reason = 0;
    std::int64_t amount = 0;
    soci::statement query =
        (sql.prepare
             << "SELECT instruction, sequence, status, amount, reason, bank_reference, file, file_row, command, "
                "first_ordinal FROM outcome o WHERE county = :county AND batch = :batch AND sequence = "
                "(SELECT max(sequence) FROM outcome p WHERE p.county = o.county AND p.batch = o.batch "
                "AND p.instruction = o.instruction) ORDER BY instruction",
         soci::use(county.number), soci::use(batch), soci::into(o.instruction), soci::into(o.sequence),
         soci::into(status), soci::into(amount), soci::into(reason), soci::into(o.bank_reference), soci::into(o.file),
         soci::into(o.file_row), soci::into(o.command), soci::into(o.first_ordinal));
    query.execute();
    while (query.fetch()) {
        o.status = static_cast<bank::OutcomeStatus>(status);
        o.amount = Money::fen(amount);
        o.reason = bank::reason_from_number(reason);
        each(o);
    }
}

}  // namespace mingzhang::batches
