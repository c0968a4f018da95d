// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/lifecycle.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "engine/batches/batch_events.hpp"
#include "ledger/journal.hpp"

namespace mingzhang::batches {

RefusalWords words(MoveRefusal reason) {
    switch (reason) {
        case MoveRefusal::reason_missing:
            return {"batch/reason_missing", "撤回第 {0} 号批次没有写明原因。",
                    "No reason was given for withdrawing batch {0}.", "请写一句话说明原因。", "Say why in a sentence."};
        case MoveRefusal::file_not_written:
            return {"batch/file_not_written", "第 {0} 号批次的银行文件尚未写出。",
                    "The file of batch {0} is not written yet.", "请先运行 mingzhang batch files。",
                    "Run mingzhang batch files first."};
        case MoveRefusal::sent_before:
            return {"batch/sent_before", "第 {0} 号批次已送银行。", "Batch {0} is with the bank already.",
                    "请等待银行回盘；需要止付的，直接联系银行。",
                    "Wait for the bank's answer; to stop a payment, speak to the bank."};
        case MoveRefusal::being_sent:
            return {
                "batch/being_sent", "第 {0} 号批次正在送盘，银行是否收到还不清楚。",
                "Batch {0} is on its way, and it is not known yet whether the bank has it.",
                "请用 mingzhang batch send {0} 再核对一次；仍不清楚的，向银行查询后用 mingzhang batch sent {0} 登记。",
                "Look again with mingzhang batch send {0}; if that does not tell, ask the bank and record its word "
                "with mingzhang batch sent {0}."};
        case MoveRefusal::not_sent:
            return {"batch/not_sent", "第 {0} 号批次尚未送银行。", "Batch {0} was not sent to the bank.",
                    "请先送盘（mingzhang batch send）。", "Send it first (mingzhang batch send)."};
        case MoveRefusal::withdrawn_before:
            return {"batch/withdrawn_before", "第 {0} 号批次已撤回。", "Batch {0} was withdrawn.",
                    "其款项可进入新的批次：mingzhang batch create。",
                    "Its payables may go into a new one: mingzhang batch create."};
        case MoveRefusal::closed_before:
            return {"batch/closed_before", "第 {0} 号批次已结清。", "Batch {0} is closed.", "无需再办。",
                    "Nothing is left to do."};
        case MoveRefusal::outcomes_missing:
            return {"batch/outcomes_missing", "第 {0} 号批次还有 {1} 笔没有结果，共 {2} 元。",
                    "{1} payments of batch {0} have no outcome yet, {2} yuan together.",
                    "请向银行查询这些款项，取得回盘后再结清。", "Ask the bank about them and post its answer first."};
        case MoveRefusal::tie_differs:
            return {"batch/tie_differs", "第 {0} 号批次三方不符：名册 {1} 元，凭证 {2} 元，银行 {3} 元。",
                    "The three sides of batch {0} differ: roster {1}, voucher {2}, bank {3} yuan.",
                    "请用 mingzhang batch tie 查看不符的笔目，查清后再结清。",
                    "See mingzhang batch tie for the payments that differ, and settle them first."};
    }
    return {};
}

namespace {

constexpr CommandKind send_kind{"batch.send", {"登记送盘", "record a batch as sent"}, {Role::liaison}};
constexpr CommandKind withdraw_kind{"batch.withdraw", {"撤回批次", "withdraw a batch"}, {Role::officer}};

// What a state means to somebody who wants to do something else with the batch.
MoveRefusal why_not(BatchState state) {
    switch (state) {
        case BatchState::created:
            return MoveRefusal::file_not_written;
        case BatchState::written:
            return MoveRefusal::not_sent;
        case BatchState::sent:
            return MoveRefusal::sent_before;
        case BatchState::sending:
            return MoveRefusal::being_sent;
        case BatchState::withdrawn:
            return MoveRefusal::withdrawn_before;
        case BatchState::closed:
            break;
    }
    return MoveRefusal::closed_before;
}

std::string request_of(std::string_view kind, std::int64_t number, std::string_view reason) {
    return Canonical{kind}.add("batch", number).add("reason", reason).bytes();
}

// Takes the batch's payments back from transit: each entry of the voucher is reversed by one of its own.
Result<void, Refusal> reverse_voucher(CommandContext& context, const Batch& batch) {
    std::vector<ledger::FundSource> sources;
    read_instructions(context.sql(), context.county(), batch.number,
                      [&](const BatchInstruction& instruction) { sources.push_back(instruction.source); });
    std::vector<InstructionLine> lines;
    read_instruction_lines(context.sql(), context.county(), batch.number,
                           [&](const InstructionLine& line) { lines.push_back(line); });
    ledger::Journal journal{context};
    for (const InstructionLine& line : lines) {
        ledger::Dimensions d;
        d.bank_account = batch.bank_account;
        d.source = sources.at(static_cast<std::size_t>(line.instruction) - 1);
        d.program = batch.program;
        d.budget_year = batch.budget_year;
        d.division = line.division;
        d.run = line.line.run;
        d.line = line.line.line;
        d.month = line.month;
        d.household = line.household;
        d.batch = batch.number;
        d.instruction = line.instruction;
        auto posted = journal.post({ledger::Event::sent_to_bank, ledger::Account::treasury_quota,
                                    ledger::Account::in_transit, line.amount, d, batch.command, line.ordinal});
        if (!posted) return pass_on(posted);
    }
    return journal.close();
}

}  // namespace

Result<void, Refusal> may_be_sent(const Batch& batch) {
    if (batch.state != BatchState::written) return refuse(why_not(batch.state), batch.number);
    return {};
}

Result<Answer, Refusal> send_batch(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                   const std::string& key) {
    return desk.carry_out(actor, send_kind, {county, {}, key, request_of("batch.send/1", number, "")},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto batch = find_batch(context.sql(), county, number);
                              if (!batch) return pass_on(batch);
                              if (auto may = may_be_sent(*batch); !may) return pass_on(may);
                              // Its own digest as the note: so a batch handed over by a person is known.
                              add_event(context, number, BatchState::sent, batch->digest);
                              return Answer{}
                                  .set("batch", number)
                                  .set("instructions", batch->instructions)
                                  .set("total_fen", batch->total.fen());
                          });
}

Result<Answer, Refusal> withdraw_batch(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                       const std::string& reason, const std::string& key) {
    if (reason.empty()) return refuse(MoveRefusal::reason_missing, number);
    return desk.carry_out(actor, withdraw_kind, {county, {}, key, request_of("batch.withdraw/1", number, reason)},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto batch = find_batch(context.sql(), county, number);
                              if (!batch) return pass_on(batch);
                              if (batch->state != BatchState::created && batch->state != BatchState::written)
                                  return refuse(why_not(batch->state), number);
                              if (auto reversed = reverse_voucher(context, *batch); !reversed) return pass_on(reversed);
                              context.sql()
                                  << "UPDATE instruction_line SET live = 0 WHERE county = :county AND batch = :batch",
                                  soci::use(county.number), soci::use(number);
                              add_event(context, number, BatchState::withdrawn, reason);
                              return Answer{}
                                  .set("batch", number)
                                  .set("lines", batch->lines)
                                  .set("total_fen", batch->total.fen())
                                  .set("file_name", batch->state == BatchState::written ? batch->file_name : "");
                          });
}

}  // namespace mingzhang::batches
