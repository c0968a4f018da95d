// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/tie.hpp"

#include <soci/soci.h>

#include <map>
#include <string_view>

#include "engine/batches/batch.hpp"
#include "engine/batches/outcomes.hpp"

namespace mingzhang::batches {

namespace {

using Sums = std::map<std::int64_t, Money>;  // By instruction.

Sums sums(soci::session& sql, std::string_view query_text, const Batch& batch, County county) {
    Sums result;
    std::int64_t instruction = 0, amount = 0;
    soci::statement query = (sql.prepare << query_text, soci::use(county.number), soci::use(batch.number),
                             soci::use(batch.command), soci::into(instruction), soci::into(amount));
    query.execute();
    while (query.fetch()) result[instruction] = Money::fen(amount);
    return result;
}

// What was approved for the payables (events 2 and 16), less what was offset or withdrawn of them before the batch was
// made. Read from the journal by open item, so that the batch's own amounts have no say.
constexpr std::string_view roster_query =
    "SELECT l.instruction, sum(CASE WHEN t.credit = 2001 THEN t.amount ELSE -t.amount END) "
    "FROM instruction_line l JOIN transfer t ON t.county = l.county AND t.run = l.run AND t.line = l.line "
    "WHERE l.county = :county AND l.batch = :batch AND t.command < :command AND t.event IN (2, 10, 12, 16, 21) "
    "AND (t.credit = 2001 OR t.debit = 2001) GROUP BY l.instruction";

// What left the quota for the bank (event 3), less reversals.
constexpr std::string_view voucher_query =
    "SELECT t.instruction, sum(CASE WHEN t.debit = 1002 THEN t.amount ELSE -t.amount END) "
    "FROM instruction_line l JOIN transfer t ON t.county = l.county AND t.run = l.run AND t.line = l.line "
    "AND t.batch = l.batch WHERE l.county = :county AND l.batch = :batch AND t.event = 3 AND t.command >= :command "
    "GROUP BY t.instruction";

}  // namespace

Result<Tie, Refusal> tie_batch(soci::session& sql, County county, std::int64_t number) {
    auto batch = find_batch(sql, county, number);
    if (!batch) return pass_on(batch);
    Tie tie;
    if (batch->state == BatchState::withdrawn) return tie;
    const Sums roster = sums(sql, roster_query, *batch, county);
    const Sums voucher = sums(sql, voucher_query, *batch, county);
    std::map<std::int64_t, Outcome> outcomes;
    read_latest_outcomes(sql, county, number, [&](const Outcome& outcome) { outcomes[outcome.instruction] = outcome; });

    const auto of = [](const Sums& amounts, std::int64_t instruction) {
        const auto found = amounts.find(instruction);
        return found == amounts.end() ? Money{} : found->second;
    };
    read_instructions(sql, county, number, [&](const BatchInstruction& instruction) {
        const auto outcome = outcomes.find(instruction.number);
        const bool ended = outcome != outcomes.end() && is_final(outcome->second.status);
        const Money answered = ended ? outcome->second.amount : instruction.amount;
        Money& side = !ended                                                ? tie.in_transit
                      : outcome->second.status == bank::OutcomeStatus::paid ? tie.paid
                                                                            : tie.returned;
        side = sum(side, answered);
        const TieRow row{instruction.serial, of(roster, instruction.number), of(voucher, instruction.number), answered};
        tie.roster = sum(tie.roster, row.roster);
        tie.voucher = sum(tie.voucher, row.voucher);
        tie.bank = sum(tie.bank, row.bank);
        if (row.roster != row.voucher || row.voucher != row.bank) tie.differing.push_back(row);
    });
    return tie;
}

}  // namespace mingzhang::batches
