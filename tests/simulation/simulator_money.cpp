// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The simulator's funds, batches and results.
#include <fmt/format.h>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "engine/batches/create.hpp"
#include "engine/batches/funds.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/outbox.hpp"
#include "engine/batches/outcomes.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "tests/simulation/simulator.hpp"

namespace mingzhang::test {

namespace {

using bank::OutcomeStatus;
using batches::BatchState;
using ledger::FundSource;

}  // namespace

void Simulator::receive_funds() {
    const Program program = once_in(2) ? Program::rural_dibao : Program::urban_dibao;
    const FundSource source = once_in(3) ? FundSource::central : FundSource::county;
    const std::int64_t fen = 1 + up_to(once_in(2) ? 500'000 : 5'000'000);
    give({fmt::format("receive {} fen for {} from {}", fen, code(program), ledger::code(source)),
          {Role::officer},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return batches::receive_funds(desk, actor,
                                            {office_.county(), 1, source, program, 2022, Money::fen(fen), "1号"}, key);
          },
          model_.may_post(),
          [=, this](const Answer& answer, const Actor&) {
              std::int64_t& held = model_.quota[{program, source}];
              held += fen;
              model_.received += fen;
              expect(answer.number("held_fen") == held, "the source holds something else");
          }});
}

void Simulator::create_batches() {
    const auto sendable = model_.sendable();
    bool fits = true;       // One source alone could pay a program's whole.
    bool too_much = false;  // All sources together could not.
    bool any_with_account = false;
    for (const auto& [program, lines] : sendable) {
        std::vector<model::LineKey> payable = lines;
        std::erase_if(payable, [&](model::LineKey key) { return !model_.has_account(key); });
        const std::int64_t needed = model_.sum_of(payable);
        any_with_account = any_with_account || !payable.empty();
        const std::int64_t most =
            std::max(model_.quota[{program, FundSource::central}], model_.quota[{program, FundSource::county}]);
        fits = fits && needed <= most;
        too_much = too_much || needed > model_.quota_of(program);
    }
    std::optional<bool> must;
    if (sendable.empty() || too_much || (any_with_account && !model_.may_post()))
        must = false;
    else if (fits && any_with_account)
        must = true;
    give({"create batches",
          {Role::officer},
          [this](Desk& desk, const Actor& actor, const std::string& key) {
              return batches::create_batches(desk, office_.sealer(), actor, {.county = office_.county()}, key);
          },
          must,
          [this](const Answer& answer, const Actor&) {
              if (answer.number("batches") > 0) take_over_batches(answer.number("batch"), answer.number("last_batch"));
              for (const auto& [program, lines] : model_.sendable())
                  for (const model::LineKey key : lines)
                      expect(!model_.has_account(key), "a line that could be sent was left out");
          }});
}

// Holds the new batches against what could be sent, and takes them over.
void Simulator::take_over_batches(std::int64_t first, std::int64_t last) {
    for (std::int64_t number = first; number <= last; ++number) {
        auto stored = batches::find_batch(office_.sql(), office_.county(), number);
        expect(stored.has_value() && number == static_cast<std::int64_t>(model_.batches.size()) + 1, "no such batch");
        model::Batch batch{number, stored->program, BatchState::created, {}, {}};
        batches::read_instructions(office_.sql(), office_.county(), number, [&](const auto& instruction) {
            batch.instructions.push_back({instruction.amount.fen(), instruction.source, {}, {}});
            std::int64_t& held = model_.quota[{batch.program, instruction.source}];
            held -= instruction.amount.fen();
            expect(held >= 0, "a source paid more than it had");
        });
        std::vector<std::int64_t> left(batch.instructions.size());
        for (std::size_t i = 0; i < left.size(); ++i) left[i] = batch.instructions[i].amount;
        const auto sendable = model_.sendable();
        batches::read_instruction_lines(office_.sql(), office_.county(), number, [&](const auto& of) {
            const auto lines = sendable.find(batch.program);
            expect(lines != sendable.end() &&
                       std::find(lines->second.begin(), lines->second.end(), of.line) != lines->second.end(),
                   fmt::format("line {}-{} may not be sent", of.line.run, of.line.line));
            model::Line& line = model_.line(of.line);
            expect(of.amount.fen() == line.waiting(), "a line is sent with another amount than it waits for");
            const auto at = static_cast<std::size_t>(of.instruction) - 1;
            line.in_transit += of.amount.fen();
            left.at(at) -= of.amount.fen();
            batch.instructions.at(at).lines.push_back(of.line);
            const std::string& account = model_.households.at(line.household).account;
            const model::Line& of_first = model_.line(batch.instructions[at].lines.front());
            expect(account == model_.households.at(of_first.household).account, "two accounts in one instruction");
        });
        for (const std::int64_t fen : left) expect(fen == 0, "an instruction is not the sum of its lines");
        model_.batches.push_back(batch);
    }
}

void Simulator::write_files() {
    const bool may = !once_in(10);
    const Actor actor = somebody(may ? Role::officer : Role::auditor);
    const auto written = batches::write_pending_files(office_.desk(), office_.sealer(), actor, office_.county(),
                                                      office_.folder() / "outbox");
    story_.push_back(fmt::format("{} writes files: {}", actor.name, written ? "done" : written.error().code()));
    expect(written.has_value() == may, "files are written for whom they should not, or not");
    if (!written) return;
    std::size_t created = 0;
    for (model::Batch& batch : model_.batches)
        if (batch.state == BatchState::created) {
            ++created;
            batch.state = BatchState::written;
        }
    expect(written->size() == created, "another number of files");
}

void Simulator::send_batch() {
    model::Batch* batch = any(model_.batches, [](const model::Batch& of) { return of.state == BatchState::written; });
    if (batch == nullptr) return;
    give({fmt::format("send batch {}", batch->number),
          {Role::liaison},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return batches::send_batch(desk, actor, office_.county(), batch->number, key);
          },
          batch->state == BatchState::written,
          [=](const Answer&, const Actor&) { batch->state = BatchState::sent; }});
}

void Simulator::withdraw_batch() {
    model::Batch* batch = any(model_.batches, [](const model::Batch& of) {
        return of.state == BatchState::created || of.state == BatchState::written;
    });
    if (batch == nullptr) return;
    const bool is_here = batch->state == BatchState::created || batch->state == BatchState::written;
    give({fmt::format("withdraw batch {}", batch->number),
          {Role::officer},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return batches::withdraw_batch(desk, actor, office_.county(), batch->number, "重办", key);
          },
          is_here && model_.may_post(),
          [=, this](const Answer&, const Actor&) {
              batch->state = BatchState::withdrawn;
              for (const model::Instruction& instruction : batch->instructions) {
                  model_.quota[{batch->program, instruction.source}] += instruction.amount;
                  for (const model::LineKey key : instruction.lines) model_.line(key).in_transit = 0;
              }
          }});
}

// What the bank might write: some of the payments, some twice, some with another amount, one nobody sent.
std::string Simulator::answer_of_bank(model::Batch& batch, std::vector<bank::OutcomeLine>& rows) {
    const auto layout = bank::layouts::delivered_layout("ccb");
    const auto stored = batches::find_batch(office_.sql(), office_.county(), batch.number);
    const auto payment = batches::render_file(office_.sql(), office_.sealer(), office_.county(), *stored);
    const auto sent = bank::layouts::read_payment_file(*layout, *payment, "sent");
    const bool whole = once_in(3);
    for (const bank::Instruction& instruction : sent->instructions) {
        if (!whole && once_in(3)) continue;
        bank::OutcomeLine row;
        row.number = instruction.number;
        row.serial = instruction.serial;
        row.account = instruction.account;
        row.name = instruction.name;
        row.amount = instruction.amount;
        row.memo = instruction.memo;
        row.status = once_in(4) ? OutcomeStatus::failed : OutcomeStatus::paid;
        if (!whole && once_in(6)) row.status = OutcomeStatus::pending;
        if (row.status == OutcomeStatus::failed) row.reason_text = "已销户";
        if (!whole && once_in(10)) row.amount = sum(row.amount, Money::fen(1));
        rows.push_back(row);
        if (!whole && once_in(12)) rows.push_back(row);
    }
    if (!rows.empty() && once_in(6)) {
        bank::OutcomeLine stranger = rows.front();
        stranger.serial = "B999-000001";
        rows.push_back(stranger);
    }
    std::string bytes;
    if (rows.empty()) return bytes;
    const auto written = bank::layouts::write_result_file(*layout, sent->head, rows,
                                                          [&](std::string_view piece) { bytes.append(piece); });
    expect(written.has_value(), "the bank's file cannot be made");
    return bytes;
}

void Simulator::post_result() {
    model::Batch* batch = any(model_.batches, [](const model::Batch& of) { return of.state == BatchState::sent; });
    if (batch == nullptr) return;
    std::vector<bank::OutcomeLine> rows;
    const std::string bytes = answer_of_bank(*batch, rows);
    if (rows.empty()) return;
    const bool repeated = batch->answers.contains(bytes);
    const bool with_bank = batch->state == BatchState::sent || batch->state == BatchState::closed;
    std::optional<bool> must = with_bank || repeated;
    if (with_bank && !repeated && !model_.may_post()) must.reset();  // Refused if there is anything to post.
    give({fmt::format("post {} rows to batch {}", rows.size(), batch->number),
          {Role::liaison},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return reconciliation::post_result_file(desk, office_.sealer(), actor,
                                                      {office_.county(), batch->number, "answer.txt", bytes, key});
          },
          must,
          [&](const Answer& answer, const Actor&) {
              expect((answer.number("repeated") == 1) == repeated, "a file posted twice, or not at all");
              if (repeated) return;
              batch->answers.insert(bytes);
              settle(*batch, rows);
              std::int64_t open = 0;
              for (const model::Instruction& instruction : batch->instructions)
                  if (!instruction.status || !batches::is_final(*instruction.status)) ++open;
              expect(answer.number("in_transit") == open, "another number is in transit");
          }});
}

// What of the answer is money: rows that fit in serial and amount and stand once. A payment once reported stays, but
// for being taken back.
void Simulator::settle(model::Batch& batch, const std::vector<bank::OutcomeLine>& rows) {
    for (const bank::OutcomeLine& row : rows) {
        const auto same = [&](const bank::OutcomeLine& other) { return other.serial == row.serial; };
        if (std::count_if(rows.begin(), rows.end(), same) > 1 ||
            !row.serial.starts_with(fmt::format("B{}-", batch.number)))
            continue;
        model::Instruction& instruction = batch.instructions.at(static_cast<std::size_t>(row.number) - 1);
        if (row.amount.fen() != instruction.amount) continue;
        const auto before = instruction.status;
        const bool was_final = before && batches::is_final(*before);
        const bool taken_back = before == OutcomeStatus::paid && row.status == OutcomeStatus::failed;
        if (was_final && !taken_back) continue;
        const bool moves = row.status == OutcomeStatus::paid || row.status == OutcomeStatus::failed;
        if (moves) expect(model_.may_post(), "posted in a closed period");
        instruction.status = row.status;
        if (!moves) continue;
        for (const model::LineKey key : instruction.lines) {
            model::Line& line = model_.line(key);
            const std::int64_t fen = taken_back ? line.paid : line.in_transit;
            (taken_back ? line.paid : line.in_transit) = 0;
            (row.status == OutcomeStatus::paid ? line.paid : line.returned) += fen;
        }
    }
}

void Simulator::close_batch() {
    model::Batch* batch = any(model_.batches, [](const model::Batch& of) { return of.state == BatchState::sent; });
    if (batch == nullptr) return;
    const bool answered =
        std::all_of(batch->instructions.begin(), batch->instructions.end(), [](const model::Instruction& instruction) {
            return instruction.status && batches::is_final(*instruction.status);
        });
    give({fmt::format("close batch {}", batch->number),
          {Role::officer, Role::liaison},
          [=, this](Desk& desk, const Actor& actor, const std::string& key) {
              return batches::close_batch(desk, actor, office_.county(), batch->number, key);
          },
          batch->state == BatchState::sent && answered,
          [=](const Answer&, const Actor&) { batch->state = BatchState::closed; }});
}

}  // namespace mingzhang::test
