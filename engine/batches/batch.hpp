// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "bank_adapters/outcome.hpp"
#include "base/commands/command.hpp"
#include "engine/registry/household.hpp"
#include "engine/runs/lines.hpp"
#include "ledger/transfer.hpp"

// A batch: the instructions of one bank and one program, drawn from released runs, and the file they leave in.
namespace mingzhang::batches {

// The latest thing that happened to a batch is its state. Stored by number: never renumber.
enum class BatchState : std::uint8_t {
    created = 1,    // 已生成: committed with the digest of its file
    written = 2,    // 已出盘: the file stands in the outbox
    sent = 3,       // 已送盘: handed to the bank
    withdrawn = 4,  // 已撤回: before it was sent; its lines may go into another batch
    closed = 5,     // 已结清: every instruction has an outcome
    sending = 6,    // 送盘中: on its way to the bank; it may be there, and until that is known nothing else is done
};
[[nodiscard]] Text name(BatchState state);

struct Batch {
    std::int64_t number = 0;
    std::string bank_code;
    Program program = Program::urban_dibao;
    std::int64_t bank_account = 0;
    int budget_year = 0;
    Date file_date;
    std::string file_name;
    std::string digest;  // SHA-256 of the file, hex.
    std::int64_t bytes = 0;
    std::int64_t instructions = 0;
    std::int64_t lines = 0;
    Money total;
    std::int64_t command = 0;  // The command that made it.
    std::string created_by;
    Instant created_at;
    BatchState state = BatchState::created;
};

enum class BatchRefusal : std::uint8_t { unknown_batch };
[[nodiscard]] RefusalWords words(BatchRefusal reason);

void read_batches(soci::session& sql, County county, const std::function<void(const Batch&)>& each);  // By number.
[[nodiscard]] Result<Batch, Refusal> find_batch(soci::session& sql, County county, std::int64_t number);

// What happened to a batch, in order.
struct BatchEvent {
    BatchState kind = BatchState::created;
    std::string by;
    Instant at;
    std::string note;
    std::int64_t command = 0;
};
void read_events(soci::session& sql, County county, std::int64_t batch,
                 const std::function<void(const BatchEvent&)>& each);

// One order to the bank as the batch keeps it, with what is known of it now.
struct BatchInstruction {
    std::int64_t number = 0;  // From 1.
    std::string serial;       // "B12-000345"
    registry::AccountId account;
    std::string name;
    Money amount;
    std::string memo;
    ledger::FundSource source = ledger::FundSource::county;
    std::optional<bank::OutcomeStatus> status;  // The latest outcome; none: the bank has not said anything.
    std::optional<bank::Reason> reason;
};
void read_instructions(soci::session& sql, County county, std::int64_t batch,
                       const std::function<void(const BatchInstruction&)>& each);  // By number.

// The payables an instruction pays.
struct InstructionLine {
    std::int64_t instruction = 0;
    runs::LineKey line;
    Money amount;
    bool live = true;          // While it is, the payable is in no other batch.
    std::int64_t ordinal = 0;  // Of its entry (event 3) within the command that made the batch.
    std::int64_t division = 0;
    Month month = Month::from_index(0);  // The month owed for.
    std::string household;
};
void read_instruction_lines(soci::session& sql, County county, std::int64_t batch,
                            const std::function<void(const InstructionLine&)>& each);  // By instruction, run, line.

}  // namespace mingzhang::batches
