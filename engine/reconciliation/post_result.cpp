// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/post_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "bank_adapters/layouts/result_file.hpp"
#include "base/commands/canonical.hpp"
#include "base/values/check.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/reconciliation/bank_file_book.hpp"
#include "engine/reconciliation/read_rows.hpp"
#include "engine/reconciliation/result_posting.hpp"
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
        case ResultRefusal::read_differently:
            return {
                "bank.result/read_differently", "“{0}”已入账 {1} 行，但现在读出 {2} 行，与开始入账时的 {3} 行不同。",
                "{1} rows of \"{0}\" are posted; it had {3} rows when that began, and now reads as {2}.",
                "账户的版式在此期间改过：请改回原版式，然后原样重办，从停下处继续入账。",
                "The account's layout was changed since: change it back, then repeat it as it was; it goes on where "
                "it stopped."};
        case ResultRefusal::stopped:
            return {"bank.result/stopped", "“{0}”已入账 {1} 行，共 {2} 行，应要求停下。",
                    "{1} of the {2} rows of \"{0}\" are posted; it was asked to stop.",
                    "原样重办即从停下处继续，不会重复入账。",
                    "Repeat it as it was: it goes on where it stopped, and posts nothing twice."};
    }
    return {};
}

namespace {

constexpr CommandKind result_kind{"bank.result", {"登记回盘", "post a bank result"}, {Role::liaison}};

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

// A file matched to its batch, as both stood after one command.
struct Matched {
    BatchBook book;
    std::vector<MatchedRow> rows;  // They point into the book.
};

Result<Matched, Refusal> match(soci::session& sql, const crypto::Sealer& sealer, const ResultCall& call) {
    auto batch = batches::find_batch(sql, call.county, call.batch);
    if (!batch) return pass_on(batch);
    if (batch->state != batches::BatchState::sent && batch->state != batches::BatchState::closed)
        return refuse(ResultRefusal::batch_not_sent, call.batch, batches::name(batch->state).zh,
                      batches::name(batch->state).en);
    auto layout = layout_for(sql, call, *batch);
    if (!layout) return pass_on(layout);
    apply_mapped_words(sql, call.county, batch->bank_account, layout->answers);

    Matched matched{{sql, sealer, call.county, *batch, *layout}, {}};
    auto rows = call.lines != nullptr ? match_lines(matched.book, *call.lines)
                                      : read_rows(matched.book, *layout, call.bytes, call.file_name);
    if (!rows) return pass_on(rows);
    const bool any_ours =
        std::any_of(rows->begin(), rows->end(), [](const auto& row) { return row.booked != nullptr; });
    if (!any_ours) return refuse(ResultRefusal::file_of_another_batch, call.batch, call.file_name, rows->size());
    matched.rows = *std::move(rows);
    return matched;
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

constexpr const char* chunk_field = "chunk";  // In the answers of chunks alone.

bool is_of_chunk(const Answer& answer) {
    const auto& fields = answer.fields();
    return std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field.first == chunk_field; });
}

// The answer of the whole file: counts and sums of all chunks, the rest as it stands after the last.
Answer whole(const std::vector<Answer>& chunks) {
    constexpr std::array<std::string_view, 12> added_up{"rows",       "paid",    "paid_fen",     "failed",
                                                        "failed_fen", "pending", "unknown",      "repeated_rows",
                                                        "exceptions", "items",   "late_returns", "other_payments"};
    constexpr std::string_view balance = "balance_";  // Told by each of the accounts it touched: the last one knows.
    std::map<std::string, Answer::Value> balances;
    for (const Answer& chunk : chunks)
        for (const auto& [name, value] : chunk.fields())
            if (name.starts_with(balance)) balances.insert_or_assign(name, value);

    Answer answer;
    const auto put = [&answer](const std::string& name, const Answer::Value& value) {
        std::visit([&](const auto& v) { answer.set(name, v); }, value);
    };
    for (const auto& [name, value] : chunks.back().fields()) {
        if (name == chunk_field || name.starts_with(balance)) continue;
        if (std::find(added_up.begin(), added_up.end(), name) == added_up.end()) {
            put(name, value);
            continue;
        }
        std::int64_t sum = 0;
        for (const Answer& chunk : chunks) sum += chunk.number(name);
        answer.set(name, sum);
    }
    for (const auto& [name, value] : balances) put(name, value);
    return answer;
}

// The posting of one file, in one command or, where it has too many rows, in one command a chunk. Each chunk stands
// for itself: the books hold after it, and what is missing is posted by asking again.
class FilePosting {
public:
    FilePosting(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, const ResultCall& call)
        : desk_{desk}, sealer_{sealer}, actor_{actor}, call_{call}, digest_{crypto::sha256(call.bytes)} {}

    Result<Answer, Refusal> run() {
        auto begun = stored();
        if (!begun) return pass_on(begun);
        if (!*begun || !(*begun)->is_being_posted()) {
            auto answer = carry_out(call_.key, request_of(call_, digest_), [&](CommandContext& context) {
                const auto earlier = find_bank_file(context.sql(), call_.county, call_.batch, digest_);
                return earlier ? note_repetition(context, call_, digest_, *earlier) : first(context);
            });
            if (!answer || !is_of_chunk(*answer)) return answer;
            if (begun = stored(); !begun) return pass_on(begun);
        }
        MINGZHANG_CHECK(begun->has_value());
        return rest(**begun);
    }

private:
    Result<std::optional<BankFile>, Refusal> stored() {
        std::optional<BankFile> file;
        auto read = reading(desk_.store(), [&]() -> Result<void, Refusal> {
            file = find_bank_file(desk_.store().sql(), call_.county, call_.batch, digest_);
            if (file) chunks_ = read_chunks(desk_.store().sql(), call_.county, file->number);
            return {};
        });
        if (!read) return pass_on(read);
        return file;
    }

    // What a command leaves behind, the matched file holds; as soon as one of somebody else's may have come between, it
    // is matched anew. While a command is open it counts for nothing: the command may be undone and tried again.
    Result<Answer, Refusal> carry_out(const std::string& key, const std::string& request, const CommandWork& work) {
        std::int64_t number = 0;
        auto answer =
            desk_.carry_out(actor_, result_kind, {call_.county, {}, key, request}, [&](CommandContext& context) {
                number = context.id().number;
                if (std::exchange(matched_after_, 0) + 1 != number) matched_.reset();
                return work(context);
            });
        if (answer) matched_after_ = number;
        return answer;
    }

    Result<Answer, Refusal> first(CommandContext& context) {
        auto matched = match(context.sql(), sealer_, call_);
        if (!matched) return pass_on(matched);
        matched_.emplace(*std::move(matched));
        const std::size_t rows = matched_->rows.size();
        const BankFile file = add_bank_file(context, call_.batch, digest_, call_.file_name, rows);
        static_cast<void>(registry::archive(context, sealer_, call_.bytes));
        context.add_fact("result-file", digest_);
        if (rows <= call_.rows_a_command) return post(context, file, 0, rows);
        return post_chunk(context, file, {0, static_cast<std::int64_t>(call_.rows_a_command)});
    }

    Result<Answer, Refusal> rest(const BankFile& file) {
        std::vector<Answer> answers;
        std::int64_t posted = 0;
        for (const FileChunk& chunk : chunks_) {
            answers.push_back(Answer::from_json(chunk.answer));
            posted += chunk.rows;
        }
        // As many rows as the first: who asks again may have been told another number.
        const std::int64_t rows_a_chunk = chunks_.front().rows;
        while (posted < file.rows) {
            if (call_.work != nullptr) {
                call_.work->progress.at({"正在入账", "posting"}, static_cast<std::uint64_t>(posted),
                                        static_cast<std::uint64_t>(file.rows));
                if (call_.work->stop.stop_requested())
                    return refuse(ResultRefusal::stopped, call_.file_name, posted, file.rows);
            }
            const FileChunk chunk{posted / rows_a_chunk, std::min(rows_a_chunk, file.rows - posted)};
            auto answer = next_chunk(file, chunk);
            if (!answer) return answer;
            answers.push_back(*std::move(answer));
            posted += chunk.rows;
        }
        return whole(answers);
    }

    Result<Answer, Refusal> next_chunk(const BankFile& file, const FileChunk& chunk) {
        const std::string key = fmt::format("bank.result/{}/{}/{}", call_.batch, digest_.hex(), chunk.number);
        const std::string request = Canonical{"bank.result.chunk/1"}
                                        .add("batch", call_.batch)
                                        .add("digest", digest_.hex())
                                        .add("chunk", chunk.number)
                                        .bytes();
        return carry_out(key, request, [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (!matched_) {
                auto matched = match(context.sql(), sealer_, call_);
                if (!matched) return pass_on(matched);
                matched_.emplace(*std::move(matched));
            }
            const auto rows = static_cast<std::int64_t>(matched_->rows.size());
            if (rows != file.rows)
                return refuse(ResultRefusal::read_differently, call_.file_name, chunk.number * chunks_.front().rows,
                              rows, file.rows);
            context.add_fact("result-file", digest_);
            return post_chunk(context, file, chunk);
        });
    }

    Result<Answer, Refusal> post_chunk(CommandContext& context, const BankFile& file, const FileChunk& chunk) {
        const std::int64_t rows_a_chunk = chunks_.empty() ? chunk.rows : chunks_.front().rows;
        const auto begin = static_cast<std::size_t>(chunk.number * rows_a_chunk);
        auto answer = post(context, file, begin, begin + static_cast<std::size_t>(chunk.rows));
        if (!answer) return answer;
        add_chunk(context, file.number, chunk);
        return answer->set(chunk_field, chunk.number);
    }

    Result<Answer, Refusal> post(CommandContext& context, const BankFile& file, std::size_t begin, std::size_t end) {
        auto counts =
            ResultPosting{context, matched_->book, file.number, call_.file_name}.run(matched_->rows, begin, end);
        if (!counts) return pass_on(counts);
        BankFile posted = file;
        posted.rows = static_cast<std::int64_t>(end - begin);
        return answer_of(posted, /*repeated=*/false, /*item=*/0, *counts);
    }

    Desk& desk_;
    const crypto::Sealer& sealer_;
    const Actor& actor_;
    const ResultCall& call_;
    crypto::Digest digest_;
    std::vector<FileChunk> chunks_;  // Posted before.
    std::optional<Matched> matched_;
    std::int64_t matched_after_ = 0;  // The command; zero: none.
};

}  // namespace

Result<Answer, Refusal> post_result_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                         const ResultCall& call) {
    return FilePosting{desk, sealer, actor, call}.run();
}

}  // namespace mingzhang::reconciliation
