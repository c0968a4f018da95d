// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/post_result.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bank_adapters/layouts/result_file.hpp"
#include "base/commands/canonical.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/reconciliation/bank_file_book.hpp"
#include "engine/reconciliation/exceptions.hpp"
#include "engine/reconciliation/read_rows.hpp"
#include "engine/reconciliation/reason_words.hpp"
#include "engine/reconciliation/settle.hpp"
#include "engine/registry/archive.hpp"

namespace mingzhang::reconciliation {

RefusalWords words(ResultRefusal reason) {
    switch (reason) {
        case ResultRefusal::batch_not_sent:
            return {"bank.result/batch_not_sent", "第 {0} 号批次为“{1}”，还不会有回盘。",
                    "Batch {0} is \"{2}\": there can be no answer of the bank yet.",
                    "请核对批次号；已送银行的，先登记送盘。",
                    "Check the batch number; if the bank has it, record that it was sent."};
        case ResultRefusal::file_of_another_batch:
            return {"bank.result/file_of_another_batch", "“{1}”的 {2} 行没有一行属于第 {0} 号批次。",
                    "Not one of the {2} rows of \"{1}\" belongs to batch {0}.", "请核对文件与批次号。",
                    "Check the file and the batch number."};
    }
    return {};
}

namespace {

constexpr CommandKind result_kind{"bank.result", {"登记回盘", "post a bank result"}, {Role::liaison}};

// How many rows came to which end, and the money of those that posted.
struct Counts {
    std::int64_t paid = 0, failed = 0, late_returns = 0, pending = 0, unknown = 0, repeated = 0, exceptions = 0,
                 others = 0;
    Money paid_sum, failed_sum;
    std::int64_t not_in_file = 0, in_transit = 0, items = 0;
    Money in_transit_sum;

    void add(Disposition disposition, Money amount) {
        switch (disposition) {
            case Disposition::paid:
                ++paid;
                paid_sum = sum(paid_sum, amount);
                return;
            case Disposition::late_return:
                ++late_returns;
                [[fallthrough]];
            case Disposition::failed:
                ++failed;
                failed_sum = sum(failed_sum, amount);
                return;
            case Disposition::pending:
                ++pending;
                return;
            case Disposition::unknown:
                ++unknown;
                return;
            case Disposition::repeated:
                ++repeated;
                return;
            case Disposition::other_payment:
                ++others;
                return;
            case Disposition::unknown_serial:
            case Disposition::repeated_line:
            case Disposition::wrong_account:
            case Disposition::wrong_amount:
            case Disposition::contradiction:
                break;
        }
        ++exceptions;
    }
};

Answer answer_of(const BankFile& file, bool repeated, std::int64_t item, const Counts& counts) {
    return Answer{}
        .set("file", file.number)
        .set("batch", file.batch)
        .set("repeated", repeated ? 1 : 0)
        .set("worklist_item", item)
        .set("rows", file.rows)
        .set("paid", counts.paid)
        .set("paid_fen", counts.paid_sum.fen())
        .set("failed", counts.failed)
        .set("failed_fen", counts.failed_sum.fen())
        .set("late_returns", counts.late_returns)
        .set("pending", counts.pending)
        .set("unknown", counts.unknown)
        .set("repeated_rows", counts.repeated)
        .set("exceptions", counts.exceptions)
        .set("other_payments", counts.others)
        .set("items", counts.items)
        .set("not_in_file", counts.not_in_file)
        .set("in_transit", counts.in_transit)
        .set("in_transit_fen", counts.in_transit_sum.fen());
}

// The work of posting one file.
class Posting {
public:
    Posting(CommandContext& context, BatchBook& book, std::int64_t file, const std::string& file_name)
        : context_{context},
          book_{book},
          file_{file},
          file_name_{file_name},
          journal_{context},
          settlement_{journal_, book},
          outcomes_{context, book.batch().number},
          words_{context, book.batch().bank_account} {}

    Result<Counts, Refusal> run(const std::vector<MatchedRow>& rows) {
        const auto times = count_by_instruction(rows, book_.instructions().size());
        std::vector<bool> in_file(times.size(), false);
        for (const MatchedRow& row : rows) {
            const std::size_t number =
                row.booked == nullptr ? 0 : static_cast<std::size_t>(row.booked->instruction.number);
            const Disposition disposition = disposition_of(row, times[number]);
            counts_.add(disposition, row.amount);
            // Of a payment that stands twice in the file, a person looks once.
            if (disposition != Disposition::repeated_line || !in_file[number]) open_items(disposition, row);
            if (auto posted = post(disposition, row); !posted) return pass_on(posted);
            in_file[number] = true;
        }
        if (auto closed = journal_.close(); !closed) return pass_on(closed);
        words_.keep(worklist::open_items(context_, items_));
        counts_.items = static_cast<std::int64_t>(items_.size());
        count_open(in_file);
        return counts_;
    }

private:
    Result<void, Refusal> post(Disposition disposition, const MatchedRow& row) {
        switch (disposition) {
            case Disposition::paid:
                return conclude(row, settlement_.pay(*row.booked));
            case Disposition::failed:
                return give_back(row, settlement_.return_money(*row.booked));
            case Disposition::late_return: {
                auto taken_back = settlement_.take_back_payment(*row.booked);
                if (!taken_back) return pass_on(taken_back);
                return give_back(row, settlement_.return_money(*row.booked));
            }
            case Disposition::pending:
            case Disposition::unknown: {
                if (row.booked->status == row.status) return {};  // Nothing new.
                constexpr std::int64_t no_entry = 0;
                return conclude(row, no_entry);
            }
            default:
                return {};
        }
    }

    // Keeps the outcome with its first entry.
    Result<void, Refusal> conclude(const MatchedRow& row, const Settlement::Posted& first_ordinal) {
        if (!first_ordinal) return tl::unexpected{first_ordinal.error()};
        BookedInstruction& booked = *row.booked;
        booked.status = row.status;
        booked.sequence += 1;
        outcomes_.add({booked.instruction.number, booked.sequence, row.status, row.amount, row.reason,
                       row.bank_reference, file_, static_cast<std::int64_t>(row.row), context_.id().number,
                       *first_ordinal});
        return {};
    }

    Result<void, Refusal> give_back(const MatchedRow& row, const Settlement::Posted& first_ordinal) {
        if (auto concluded = conclude(row, first_ordinal); !concluded) return concluded;
        outcomes_.end_lines(row.booked->instruction.number);
        return {};
    }

    void open_items(Disposition disposition, const MatchedRow& row) {
        // The bank still does not say: the item of the first time stands.
        if (disposition == Disposition::unknown && row.booked->status == row.status) return;
        if (auto item = item_for(disposition, row, division_of(row), file_name_)) items_.push_back(std::move(*item));
        const bool failed = disposition == Disposition::failed || disposition == Disposition::late_return;
        if (failed && !row.unmapped.empty() && words_.meet(row.unmapped, items_.size()))
            items_.push_back(item_for_words(row, book_.batch().bank_account, file_name_));
    }

    [[nodiscard]] DivisionScope division_of(const MatchedRow& row) const {
        if (row.booked == nullptr) return {};
        const auto lines = book_.lines_of(*row.booked);
        if (lines.empty()) return {};
        return DivisionScope::parse(fmt::format("{:012}", lines.front().division)).value_or(DivisionScope{});
    }

    void count_open(const std::vector<bool>& in_file) {
        for (const BookedInstruction& booked : book_.instructions()) {
            if (booked.status && batches::is_final(*booked.status)) continue;
            ++counts_.in_transit;
            counts_.in_transit_sum = sum(counts_.in_transit_sum, booked.instruction.amount);
            if (!in_file[static_cast<std::size_t>(booked.instruction.number)]) ++counts_.not_in_file;
        }
    }

    CommandContext& context_;
    BatchBook& book_;
    std::int64_t file_;
    const std::string& file_name_;
    ledger::Journal journal_;
    Settlement settlement_;
    batches::OutcomeWriter outcomes_;
    UnmappedWords words_;
    std::vector<worklist::NewItem> items_;
    Counts counts_;
};

std::string request_of(const ResultCall& call, const crypto::Digest& digest) {
    return Canonical{"bank.result/1"}.add("batch", call.batch).add("digest", digest.hex()).bytes();
}

// What the file is read by: the account's layout, or the one the batch was written by where that has changed since and
// the bank still answers in the old way.
Result<bank::layouts::Layout, Refusal> layout_for(soci::session& sql, const ResultCall& call,
                                                  const batches::Batch& batch) {
    auto account = batches::find_bank_account(sql, call.county, batch.bank_account);
    auto then = batches::find_bank_account(sql, call.county, batch.bank_account, batch.command);
    if (!account || !then) return pass_on(account ? then : account);
    auto layout = batches::layout_of(*account);
    if (!layout || (account->layout == then->layout && account->layout_toml == then->layout_toml)) return layout;
    const auto look = [](const bank::OutcomeLine&) {};
    if (bank::layouts::read_result_file(*layout, call.bytes, call.file_name, look)) return layout;
    return batches::layout_of(*then);
}

Result<Answer, Refusal> post_new(CommandContext& context, const crypto::Sealer& sealer, const ResultCall& call,
                                 const crypto::Digest& digest) {
    auto batch = batches::find_batch(context.sql(), call.county, call.batch);
    if (!batch) return pass_on(batch);
    if (batch->state != batches::BatchState::sent && batch->state != batches::BatchState::closed)
        return refuse(ResultRefusal::batch_not_sent, call.batch, batches::name(batch->state).zh,
                      batches::name(batch->state).en);
    auto layout = layout_for(context.sql(), call, *batch);
    if (!layout) return pass_on(layout);
    apply_mapped_words(context.sql(), call.county, batch->bank_account, layout->answers);

    BatchBook book{context.sql(), sealer, call.county, *batch, *layout};
    auto rows =
        call.lines != nullptr ? match_lines(book, *call.lines) : read_rows(book, *layout, call.bytes, call.file_name);
    if (!rows) return pass_on(rows);
    const bool any_ours =
        std::any_of(rows->begin(), rows->end(), [](const auto& row) { return row.booked != nullptr; });
    if (!any_ours) return refuse(ResultRefusal::file_of_another_batch, call.batch, call.file_name, rows->size());

    const BankFile file = add_bank_file(context, call.batch, digest, call.file_name, rows->size());
    static_cast<void>(registry::archive(context, sealer, call.bytes));
    context.add_fact("result-file", digest);
    auto counts = Posting{context, book, file.number, call.file_name}.run(*rows);
    if (!counts) return pass_on(counts);
    return answer_of(file, /*repeated=*/false, /*item=*/0, *counts);
}

// The same file again posts nothing; that it came again is for a person to know, once.
Answer note_repetition(CommandContext& context, const ResultCall& call, const crypto::Digest& digest,
                       const BankFile& earlier) {
    const std::string subject = fmt::format("B{} {}", call.batch, digest.hex().substr(0, 12));
    std::int64_t item = 0;
    worklist::read_items(context.sql(), call.county, /*only_open=*/true, [&](const worklist::Item& open) {
        if (open.what.kind == worklist::Kind::repeated_file && open.what.subject == subject) item = open.number;
    });
    if (item == 0)
        item = worklist::open_item(context,
                                   {worklist::Kind::repeated_file,
                                    {},
                                    {},
                                    subject,
                                    {fmt::format("与第 {} 号回盘文件相同，未再入账", earlier.number),
                                     fmt::format("the same as bank file {}; nothing was posted again", earlier.number)},
                                    Role::liaison});
    BankFile nothing_new = earlier;
    nothing_new.rows = 0;
    return answer_of(nothing_new, /*repeated=*/true, item, {});
}

}  // namespace

Result<Answer, Refusal> post_result_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                         const ResultCall& call) {
    const crypto::Digest digest = crypto::sha256(call.bytes);
    return desk.carry_out(actor, result_kind, {call.county, {}, call.key, request_of(call, digest)},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              if (const auto earlier = find_bank_file(context.sql(), call.county, call.batch, digest))
                                  return note_repetition(context, call, digest, *earlier);
                              return post_new(context, sealer, call, digest);
                          });
}

}  // namespace mingzhang::reconciliation
