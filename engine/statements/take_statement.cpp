// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/take_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "bank_adapters/layouts/column.hpp"
#include "base/commands/canonical.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/reconciliation/bank_file_book.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/reconciliation/reason_words.hpp"
#include "engine/registry/archive.hpp"
#include "engine/statements/statement_pass.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::statements {

RefusalWords words(StatementRefusal reason) {
    switch (reason) {
        case StatementRefusal::no_statement:
            return {"bank.statement/no_statement", "“{0}”里没有对账单。", "There is no statement in \"{0}\".",
                    "请核对文件。", "Check the file."};
        case StatementRefusal::other_account:
            return {"bank.statement/other_account", "第 {0} 份对账单的账号是 {1}，不是本账户 {2}。",
                    "Statement {0} is of the account {1}, not of ours, {2}.", "请核对文件和 --account。",
                    "Check the file and --account."};
        case StatementRefusal::other_currency:
            return {"bank.statement/other_currency", "第 {0} 份对账单的币种是“{1}”，不是人民币（CNY）。",
                    "Statement {0} is in \"{1}\", not in yuan (CNY).", "请核对文件。", "Check the file."};
        case StatementRefusal::amount_too_large:
            return {"bank.statement/amount_too_large", "第 {0} 份对账单第 {1} 笔的金额过大。",
                    "The amount of entry {1} of statement {0} is too large.", "请向银行核对文件。",
                    "Check the file with the bank."};
        case StatementRefusal::not_proven:
            return {"bank.statement/not_proven", "第 {0} 份对账单的期初余额加明细不等于期末余额，或缺少余额。",
                    "The entries of statement {0} do not lead from its opening to its closing balance, or a balance is "
                    "missing.",
                    "请向银行重新下载带期初、期末余额的对账单；只有明细的通知用 bank result。",
                    "Download a statement with both balances again; for advices without them use bank result."};
        case StatementRefusal::told_otherwise:
            return {
                "bank.statement/told_otherwise",
                "第 {0} 份对账单的 {1} 与第 {2} 号对账单是同一天，余额相符而明细不同：那份另有 {3} 笔，这份另有 {4} "
                "笔，分不清哪些已收，整份未收。",
                "Statement {0} tells {1} with the balances of statement {2} and other entries: {3} only there, {4} "
                "only here. Which of them are known cannot be told; nothing was taken.",
                "请从次日起另下载一份；或下载与那份同一格式、逐笔列出的；仍不同的，请银行说明。",
                "Download from the next day on, or in the form of that one with every payment listed; if they still "
                "differ, ask the bank."};
    }
    return {};
}

namespace {

constexpr CommandKind statement_kind{"bank.statement", {"收对账单", "take a bank statement"}, {Role::liaison}};

// What is known before anything is changed.
struct Prepared {
    std::optional<bank::layouts::Layout> layout;  // To read the file by.
    std::optional<bank::layouts::Layout> own;     // Of the account: what its bank's words mean.
    std::vector<KeptStatement> taken;             // As they will be kept, but for their numbers.
    std::map<std::int64_t, std::vector<bank::OutcomeLine>> outcomes;
    bool is_repeated = false;
};

// What the postings of all batches came to.
struct Posted {
    std::int64_t paid = 0, paid_fen = 0, failed = 0, failed_fen = 0, late_returns = 0, exceptions = 0, items = 0;

    void add(const Answer& answer) {
        paid += answer.number("paid");
        paid_fen += answer.number("paid_fen");
        failed += answer.number("failed");
        failed_fen += answer.number("failed_fen");
        late_returns += answer.number("late_returns");
        exceptions += answer.number("exceptions");
        items += answer.number("items");
    }
};

std::vector<KeptStatement> kept_of(soci::session& sql, const StatementCall& call) {
    std::vector<KeptStatement> kept;
    read_statements(sql, call.county, [&](const KeptStatement& s) {
        if (s.bank_account == call.bank_account) kept.push_back(s);
    });
    return kept;
}

Result<Prepared, Refusal> prepare(soci::session& sql, const crypto::Sealer& sealer, const StatementCall& call,
                                  const crypto::Digest& digest) {
    Prepared prepared;
    auto account = batches::open_bank_account(sql, sealer, call.county, call.bank_account);
    if (!account) return pass_on(account);
    auto of_account = batches::find_bank_account(sql, call.county, call.bank_account);
    if (!of_account) return pass_on(of_account);
    auto own = batches::layout_of(*of_account);
    if (!own) return pass_on(own);
    prepared.own = *std::move(own);
    reconciliation::apply_mapped_words(sql, call.county, call.bank_account, prepared.own->answers);
    prepared.layout = call.layout ? *call.layout : *prepared.own;
    const std::vector<KeptStatement> kept = kept_of(sql, call);
    prepared.is_repeated = std::ranges::any_of(kept, [&](const KeptStatement& s) { return s.digest == digest.hex(); });
    if (prepared.is_repeated) return prepared;

    const StatementSource source{call.format, *prepared.layout, call.bytes, call.file_name};
    auto heads = check_statements(source, *account, call.file_name);
    if (!heads) return pass_on(heads);
    OutcomesByBatch outcomes;
    StatementPass pass{sql, sealer, call.county, call.bank_account, *prepared.own, *heads, kept};
    auto taken = pass.run(source, [&](const StatementPass::Row& row) {
        // What is known may bear a serial that the form it was told in before did not.
        row.entry.each_payment([&](EntryPart& payment) {
            if (payment.match == Match::instruction && !(row.is_known() && pass.was_told(row.entry, payment)))
                outcomes.add(payment.batch, pass.matching().outcome(row.entry, payment));
        });
    });
    if (!taken) return pass_on(taken);
    prepared.taken = *std::move(taken);
    prepared.outcomes = std::move(outcomes).settled();
    return prepared;
}

// By the mechanism of result files, which makes each batch a command of its own; what was posted before from this very
// file, and cut short then, is not posted again.
Result<Posted, Refusal> post_outcomes(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                      const StatementCall& call, const crypto::Digest& digest,
                                      const Prepared& prepared) {
    Posted posted;
    for (const auto& settled : prepared.outcomes) {
        const std::int64_t batch = settled.first;
        bool is_posted = false;
        auto looked = reading(desk.store(), [&]() -> Result<void, Refusal> {
            const auto file = reconciliation::find_bank_file(desk.store().sql(), call.county, batch, digest);
            is_posted = file && !file->is_being_posted();
            return {};
        });
        if (!looked) return pass_on(looked);
        if (is_posted) continue;
        const std::string key = call.key.empty() ? std::string{} : fmt::format("{}/B{}", call.key, batch);
        auto answer = reconciliation::post_result_file(desk, sealer, actor,
                                                       {.county = call.county,
                                                        .batch = batch,
                                                        .file_name = call.file_name,
                                                        .bytes = call.bytes,
                                                        .key = key,
                                                        .lines = &settled.second});
        if (!answer) return pass_on(answer);
        posted.add(*answer);
    }
    return posted;
}

std::string subject_of(const KeptStatement& s) {
    return fmt::format("S{}", s.number);
}

// From when it is not known what happened.
worklist::NewItem gap_item(const KeptStatement& s, const KeptStatement& before) {
    const std::string since = before.last_on ? to_string(*before.last_on) : "?";
    const auto difference = subtract(s.opening, before.closing).value_or(Money{});
    return {worklist::Kind::statement_differs,
            {},
            difference < Money{} ? Money::fen(-difference.fen()) : difference,
            subject_of(s),
            {fmt::format("自 {} 起不衔接：第 {} 号对账单期末 {} 元，本份期初 {} 元；请补收中间的对账单", since,
                         before.number, to_yuan(before.closing), to_yuan(s.opening)),
             fmt::format("a gap since {}: statement {} closes with {} yuan, this one opens with {}; take what is "
                         "missing between them",
                         since, before.number, to_yuan(before.closing), to_yuan(s.opening))},
            Role::liaison};
}

worklist::NewItem open_item(const KeptStatement& s) {
    const Money all = add(s.open_credit_sum, s.open_debit_sum).value_or(s.open_debit_sum);
    return {
        worklist::Kind::statement_differs,
        {},
        all,
        subject_of(s),
        {fmt::format("未对上：收入 {} 笔 {} 元，支出 {} 笔 {} 元；mingzhang bank statement show {} 逐笔列出",
                     s.open_credits, to_yuan(s.open_credit_sum), s.open_debits, to_yuan(s.open_debit_sum), s.number),
         fmt::format("not matched: {} credits, {} yuan; {} debits, {} yuan; mingzhang bank statement show {} "
                     "lists them",
                     s.open_credits, to_yuan(s.open_credit_sum), s.open_debits, to_yuan(s.open_debit_sum), s.number)},
        Role::liaison};
}

Answer answer_of(const std::vector<KeptStatement>& taken, const Posted& posted, bool is_repeated,
                 std::int64_t own_items) {
    KeptStatement all;
    std::int64_t gaps = 0;
    for (const KeptStatement& s : taken) {
        all.entries += s.entries;
        all.known += s.known;
        all.matched += s.matched;
        all.batch_debits += s.batch_debits;
        all.open_credits += s.open_credits;
        all.open_credit_sum = add(all.open_credit_sum, s.open_credit_sum).value_or(all.open_credit_sum);
        all.open_debits += s.open_debits;
        all.open_debit_sum = add(all.open_debit_sum, s.open_debit_sum).value_or(all.open_debit_sum);
        if (s.continuity == Continuity::gap) ++gaps;
    }
    return Answer{}
        .set("statement", taken.empty() ? 0 : taken.front().number)
        .set("statements", static_cast<std::int64_t>(taken.size()))
        .set("repeated", is_repeated ? 1 : 0)
        .set("entries", all.entries)
        .set("known", all.known)
        .set("matched", all.matched)
        .set("batch_debits", all.batch_debits)
        .set("open_credits", all.open_credits)
        .set("open_credits_fen", all.open_credit_sum.fen())
        .set("open_debits", all.open_debits)
        .set("open_debits_fen", all.open_debit_sum.fen())
        .set("gaps", gaps)
        .set("paid", posted.paid)
        .set("paid_fen", posted.paid_fen)
        .set("failed", posted.failed)
        .set("failed_fen", posted.failed_fen)
        .set("late_returns", posted.late_returns)
        .set("exceptions", posted.exceptions)
        .set("items", posted.items + own_items);
}

// That the same file came again is for a person to know, once.
Result<Answer, Refusal> note_repetition(CommandContext& context, const StatementCall& call,
                                        const crypto::Digest& digest) {
    const std::string subject = fmt::format("S {}", digest.hex().substr(0, 12));
    bool is_noted = false;
    worklist::read_items(context.sql(), call.county, /*only_open=*/true, [&](const worklist::Item& open) {
        is_noted = is_noted || (open.what.kind == worklist::Kind::repeated_file && open.what.subject == subject);
    });
    if (is_noted) return answer_of({}, {}, /*is_repeated=*/true, /*own_items=*/0);
    static_cast<void>(worklist::open_item(
        context, {worklist::Kind::repeated_file,
                  {},
                  {},
                  subject,
                  {fmt::format("“{}”以前收过，没有再收", bank::layouts::masked(call.file_name)),
                   fmt::format("\"{}\" was taken before and not again", bank::layouts::masked(call.file_name))},
                  Role::liaison}));
    return answer_of({}, {}, /*is_repeated=*/true, /*own_items=*/1);
}

Result<Answer, Refusal> keep(CommandContext& context, const crypto::Sealer& sealer, const StatementCall& call,
                             const crypto::Digest& digest, const Prepared& prepared, const Posted& posted) {
    const std::vector<KeptStatement> kept = kept_of(context.sql(), call);
    if (std::ranges::any_of(kept, [&](const KeptStatement& s) { return s.digest == digest.hex(); }))
        return note_repetition(context, call, digest);
    const StatementSource source{call.format, *prepared.layout, call.bytes, call.file_name};
    StatementPass pass{context.sql(), sealer, call.county, call.bank_account, *prepared.own, heads_of(prepared.taken),
                       kept};
    const std::int64_t first = context.take_number("statement", static_cast<std::int64_t>(prepared.taken.size()));
    pass.number_from(first);
    RowWriter rows{context, sealer};
    auto taken = pass.run(source, [&](const StatementPass::Row& row) {
        rows.add(row.statement, row.entry, row.place.fingerprint, row.place.occurrence, row.place.known_in);
    });
    if (!taken) return pass_on(taken);

    std::vector<worklist::NewItem> items;
    std::vector<KeptStatement> chain = kept;
    for (KeptStatement& s : *taken) {
        s.digest = digest.hex();
        s.file_name = call.file_name;
        add_statement(context, s, source.form());
        const auto before = std::ranges::find(chain, s.previous, &KeptStatement::number);
        if (s.continuity == Continuity::gap && before != chain.end()) items.push_back(gap_item(s, *before));
        if (s.open_credits + s.open_debits > 0) items.push_back(open_item(s));
        chain.push_back(s);
    }
    if (!items.empty()) worklist::open_items(context, items);
    static_cast<void>(registry::archive(context, sealer, call.bytes));
    context.add_fact("statement-file", digest);
    return answer_of(*taken, posted, /*is_repeated=*/false, static_cast<std::int64_t>(items.size()));
}

std::string request_of(const StatementCall& call, const crypto::Digest& digest) {
    return Canonical{"bank.statement/1"}.add("bank_account", call.bank_account).add("digest", digest.hex()).bytes();
}

}  // namespace

Result<Answer, Refusal> take_statement(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                       const StatementCall& call) {
    if (auto may = check_rights(actor, statement_kind, call.county, {}); !may) return pass_on(may);
    const crypto::Digest digest = crypto::sha256(call.bytes);
    Prepared prepared;
    auto read = reading(desk.store(), [&]() -> Result<void, Refusal> {
        auto made = prepare(desk.store().sql(), sealer, call, digest);
        if (!made) return pass_on(made);
        prepared = *std::move(made);
        return {};
    });
    if (!read) return pass_on(read);
    // First what moves money, then what says that it was taken: given again, the file goes on where it was cut short.
    auto posted = post_outcomes(desk, sealer, actor, call, digest, prepared);
    if (!posted) return pass_on(posted);
    return desk.carry_out(actor, statement_kind, {call.county, {}, call.key, request_of(call, digest)},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              if (prepared.is_repeated) return note_repetition(context, call, digest);
                              return keep(context, sealer, call, digest, prepared, *posted);
                          });
}

}  // namespace mingzhang::statements
