// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/ask.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>
#include <set>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"
#include "engine/recalls/recall_item.hpp"
#include "engine/recalls/request_file.hpp"
#include "engine/registry/archive.hpp"

namespace mingzhang::recalls {

RefusalWords words(AskRefusal reason) {
    switch (reason) {
        case AskRefusal::nothing_named:
            return {"recall.ask/nothing_named", "没有指明追回哪几笔。", "It was not said which payments to take back.",
                    "请加 --instructions 序号（见 mingzhang batch show {0}），或 --household 户编号。",
                    "Add --instructions NUMBERS (see mingzhang batch show {0}) or --household NUMBERS."};
        case AskRefusal::both_named:
            return {"recall.ask/both_named", "序号和户编号只能写一种。",
                    "Payments are named by number or by household, not both.", "请只留 --instructions 或 --household。",
                    "Keep --instructions or --household."};
        case AskRefusal::note_missing:
            return {"recall.ask/note_missing", "“本单位要求”须说明缘由。",
                    "\"Asked for by the payer\" needs words beside it.", "请加 --note 写一句说明。",
                    "Say why with --note."};
        case AskRefusal::batch_not_sent:
            return {"recall.ask/batch_not_sent", "第 {0} 号批次为“{1}”，银行没有可追回的款项。",
                    "Batch {0} is \"{2}\": the bank has nothing to take back.",
                    "尚未送盘的，请撤回批次（mingzhang batch withdraw）。",
                    "What was not sent yet is withdrawn: mingzhang batch withdraw."};
        case AskRefusal::unknown_instruction:
            return {"recall.ask/unknown_instruction", "第 {0} 号批次没有第 {1} 笔。", "Batch {0} has no payment {1}.",
                    "请用 mingzhang batch show {0} 查看序号。", "See mingzhang batch show {0}."};
        case AskRefusal::household_not_there:
            return {"recall.ask/household_not_there", "第 {0} 号批次没有“{1}”的款项。",
                    "Batch {0} pays nothing to household {1}.", "请核对批次号和户编号。",
                    "Check the batch and the household."};
        case AskRefusal::came_back_before:
            return {"recall.ask/came_back_before", "{0} 已退回，无款可追。",
                    "{0} came back already: there is nothing to take back.", "请去掉这一笔。", "Leave it out."};
        case AskRefusal::asked_before_and_open:
            return {"recall.ask/asked_before_and_open", "{0} 已在第 {1} 号追回请求中，银行尚未答复。",
                    "{0} stands in recall {1}, which the bank has not answered yet.",
                    "请先催问并登记答复：mingzhang recall answer {1}。",
                    "Press the bank and record its answer: mingzhang recall answer {1}."};
    }
    return {};
}

namespace {

constexpr CommandKind ask_kind{
    "recall.ask", {"请求追回", "ask the bank to take payments back"}, {Role::officer, Role::liaison}};

std::string request_of(const AskCall& call) {
    Canonical request{"recall.ask/1"};
    request.add("batch", call.batch).add("reason", code(call.reason)).add("note", call.note);
    for (const std::int64_t number : call.instructions) request.add("instruction", number);
    for (const HouseholdNo& household : call.households) request.add("household", household.text());
    return request.bytes();
}

Result<void, Refusal> check_call(const AskCall& call) {
    if (call.instructions.empty() && call.households.empty()) return refuse(AskRefusal::nothing_named, call.batch);
    if (!call.instructions.empty() && !call.households.empty()) return refuse(AskRefusal::both_named);
    if (call.reason == RecallReason::requested && call.note.empty()) return refuse(AskRefusal::note_missing);
    return {};
}

// The payments meant, by their number in the batch.
Result<std::set<std::int64_t>, Refusal> numbers_meant(soci::session& sql, const AskCall& call) {
    std::set<std::int64_t> numbers{call.instructions.begin(), call.instructions.end()};
    std::set<std::string> left;
    for (const HouseholdNo& household : call.households) left.insert(household.text());
    const std::set<std::string> meant = left;
    if (!meant.empty())
        batches::read_instruction_lines(sql, call.county, call.batch, [&](const batches::InstructionLine& line) {
            if (!meant.contains(line.household)) return;
            numbers.insert(line.instruction);
            left.erase(line.household);
        });
    if (!left.empty()) return refuse(AskRefusal::household_not_there, call.batch, *left.begin());
    return numbers;
}

// The recall that still waits for the bank's word on each instruction of the batch.
std::map<std::int64_t, std::int64_t> open_recalls(soci::session& sql, County county, std::int64_t batch) {
    std::vector<Recall> of_batch;
    read_recalls(sql, county, [&](const Recall& recall) {
        if (recall.batch == batch) of_batch.push_back(recall);
    });
    std::map<std::int64_t, std::int64_t> open;
    for (const Recall& recall : of_batch)
        for (const RecalledInstruction& recalled : read_recalled(sql, county, recall))
            if (recalled.is_open()) open.emplace(recalled.instruction, recall.number);
    return open;
}

Result<std::vector<batches::BatchInstruction>, Refusal> chosen(soci::session& sql, const AskCall& call) {
    auto numbers = numbers_meant(sql, call);
    if (!numbers) return pass_on(numbers);
    std::vector<batches::BatchInstruction> found;
    batches::read_instructions(sql, call.county, call.batch, [&](const batches::BatchInstruction& instruction) {
        if (numbers->erase(instruction.number) > 0) found.push_back(instruction);
    });
    if (!numbers->empty()) return refuse(AskRefusal::unknown_instruction, call.batch, *numbers->begin());
    for (const batches::BatchInstruction& instruction : found)
        if (instruction.status == bank::OutcomeStatus::failed)
            return refuse(AskRefusal::came_back_before, instruction.serial);
    const auto open = open_recalls(sql, call.county, call.batch);
    for (const batches::BatchInstruction& instruction : found)
        if (const auto asked = open.find(instruction.number); asked != open.end())
            return refuse(AskRefusal::asked_before_and_open, instruction.serial, asked->second);
    return found;
}

void store_recall(CommandContext& context, const Recall& recall, const std::string& bytes,
                  const std::vector<batches::BatchInstruction>& instructions) {
    store::BulkInsert{context.tx(),
                      "recall",
                      {"county", "number", "batch", "form", "reason", "note", "file_name", "digest", "bytes",
                       "instructions", "total", "item", "asked_by", "asked_at", "command"}}
        .row(context.county().number, recall.number, recall.batch, static_cast<int>(recall.form), code(recall.reason),
             recall.note, recall.file_name, recall.digest, bytes.size(), recall.instructions, recall.total.fen(),
             recall.item, recall.asked_by, recall.asked_at.time_since_epoch().count(), recall.command);
    store::BulkInsert rows{
        context.tx(), "recall_instruction", {"county", "recall", "batch", "instruction", "amount", "command"}};
    for (const batches::BatchInstruction& instruction : instructions)
        rows.row(context.county().number, recall.number, recall.batch, instruction.number, instruction.amount.fen(),
                 recall.command);
}

Result<Answer, Refusal> ask(CommandContext& context, const crypto::Sealer& sealer, const AskCall& call) {
    auto batch = batches::find_batch(context.sql(), call.county, call.batch);
    if (!batch) return pass_on(batch);
    if (batch->state != batches::BatchState::sent && batch->state != batches::BatchState::closed)
        return refuse(AskRefusal::batch_not_sent, call.batch, batches::name(batch->state).zh,
                      batches::name(batch->state).en);
    auto instructions = chosen(context.sql(), call);
    if (!instructions) return pass_on(instructions);
    auto account = batches::find_bank_account(context.sql(), call.county, batch->bank_account, batch->command);
    if (!account) return pass_on(account);
    auto layout = batches::layout_of(*account);
    if (!layout) return pass_on(layout);

    Recall recall;
    recall.number = context.take_number("recall");
    recall.batch = call.batch;
    recall.form = layout->payment.message ? RequestForm::message : RequestForm::letter;
    recall.reason = call.reason;
    recall.note = call.note;
    recall.file_name = recall.form == RequestForm::message ? fmt::format("camt056_R{}.xml", recall.number)
                                                           : fmt::format("recall_R{}.txt", recall.number);
    recall.asked_by = context.actor().name;
    recall.asked_at = context.now();
    recall.command = context.id().number;
    std::vector<std::int64_t> numbers;
    for (const batches::BatchInstruction& instruction : *instructions) {
        numbers.push_back(instruction.number);
        recall.instructions += 1;
        recall.total = sum(recall.total, instruction.amount);
    }
    auto bytes = render_request(context.sql(), sealer, call.county, recall, numbers);
    if (!bytes) return pass_on(bytes);
    const crypto::Digest digest = registry::archive(context, sealer, *bytes);
    recall.digest = digest.hex();
    recall.item = open_item(context, recall);
    context.add_fact("recall-file", digest);
    store_recall(context, recall, *bytes, *instructions);
    return Answer{}
        .set("recall", recall.number)
        .set("batch", recall.batch)
        .set("instructions", recall.instructions)
        .set("total_fen", recall.total.fen())
        .set("file_name", recall.file_name)
        .set("digest", recall.digest);
}

}  // namespace

Result<void, Refusal> may_ask(const Actor& actor, County county) {
    return check_rights(actor, ask_kind, county, {});
}

Result<Answer, Refusal> ask_recall(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, const AskCall& call) {
    if (auto sound = check_call(call); !sound) return pass_on(sound);
    return desk.carry_out(actor, ask_kind, {call.county, {}, call.key, request_of(call)},
                          [&](CommandContext& context) { return ask(context, sealer, call); });
}

}  // namespace mingzhang::recalls
