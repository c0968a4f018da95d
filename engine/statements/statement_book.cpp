// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/statement_book.hpp"

#include <soci/soci.h>

#include <array>
#include <string_view>

#include "base/store/bulk_insert.hpp"

namespace mingzhang::statements {

RefusalWords words(StatementBookRefusal reason) {
    switch (reason) {
        case StatementBookRefusal::unknown_statement:
            return {"bank.statement/unknown", "没有第 {0} 号对账单。", "There is no statement {0}.",
                    "mingzhang bank statements 列出全部。", "mingzhang bank statements lists all."};
        case StatementBookRefusal::cannot_be_opened:
            return {"bank.statement/cannot_be_opened", "第 {0} 号对账单第 {1} 笔的对方资料打不开：{2}",
                    "The other party of statement {0}, entry {1}, cannot be opened: {3}", "请核对密钥文件。",
                    "Check the key file."};
    }
    return {};
}

Text name(Continuity continuity) {
    switch (continuity) {
        case Continuity::first:
            return {"首份", "first"};
        case Continuity::goes_on:
            return {"衔接", "goes on"};
        case Continuity::gap:
            return {"不衔接", "gap"};
        case Continuity::nothing_new:
            return {"均已收", "nothing new"};
    }
    return {};
}

namespace {

constexpr std::string_view sealed_context = "statement_row";

// What is sealed of a payment, parted by a character no bank writes.
constexpr char part_mark = '\x1F';

std::string joined(const EntryPart& part) {
    std::string all;
    for (const std::string* text : {&part.name, &part.account, &part.text, &part.end_to_end_id}) {
        if (text != &part.name) all += part_mark;
        for (const char c : *text) all += c == part_mark ? ' ' : c;
    }
    return all;
}

std::array<std::string, 4> parted(std::string_view all) {
    std::array<std::string, 4> parts;
    for (std::string& part : parts) {
        const std::size_t end = all.find(part_mark);
        part = all.substr(0, end);
        all.remove_prefix(end == std::string_view::npos ? all.size() : end + 1);
    }
    return parts;
}

}  // namespace

void read_statements(soci::session& sql, County county, const std::function<void(const KeptStatement&)>& each) {
    KeptStatement s;
    std::int64_t first_on = 0, last_on = 0, opening = 0, closing = 0, credits = 0, debits = 0, at = 0;
    int continuity = 0;
    soci::statement query =
        (sql.prepare << "SELECT number, bank_account, digest, place, file_name, bank_id, first_on, last_on, opening, "
                        "closing, entries, known, matched, batch_debits, open_credits, open_credit_sum, open_debits, "
                        "open_debit_sum, continuity, previous, actor, at, command FROM statement WHERE county = "
                        ":county ORDER BY number",
         soci::use(county.number), soci::into(s.number), soci::into(s.bank_account), soci::into(s.digest),
         soci::into(s.place), soci::into(s.file_name), soci::into(s.bank_id), soci::into(first_on), soci::into(last_on),
         soci::into(opening), soci::into(closing), soci::into(s.entries), soci::into(s.known), soci::into(s.matched),
         soci::into(s.batch_debits), soci::into(s.open_credits), soci::into(credits), soci::into(s.open_debits),
         soci::into(debits), soci::into(continuity), soci::into(s.previous), soci::into(s.by), soci::into(at),
         soci::into(s.command));
    query.execute();
    while (query.fetch()) {
        s.first_on = date_from_number(first_on);
        s.last_on = date_from_number(last_on);
        s.opening = Money::fen(opening);
        s.closing = Money::fen(closing);
        s.open_credit_sum = Money::fen(credits);
        s.open_debit_sum = Money::fen(debits);
        s.continuity = static_cast<Continuity>(continuity);
        s.at = Instant{std::chrono::seconds{at}};
        each(s);
    }
}

Result<KeptStatement, Refusal> find_statement(soci::session& sql, County county, std::int64_t number) {
    std::optional<KeptStatement> found;
    read_statements(sql, county, [&](const KeptStatement& s) {
        if (s.number == number) found = s;
    });
    if (!found) return refuse(StatementBookRefusal::unknown_statement, number);
    return *std::move(found);
}

std::optional<KeptStatement> statement_before(const std::vector<KeptStatement>& of_account,
                                              std::optional<Date> last_on) {
    std::optional<KeptStatement> before;
    for (const KeptStatement& s : of_account) {
        const bool is_later = last_on && s.last_on && *s.last_on > *last_on;
        if (is_later || (before && before->last_on > s.last_on)) continue;
        before = s;
    }
    return before;
}

Result<void, Refusal> read_rows(soci::session& sql, const crypto::Sealer& sealer, County county, std::int64_t statement,
                                const std::function<void(const KeptRow&)>& each) {
    KeptRow row;
    std::int64_t booked_on = 0, valued_on = 0, amount = 0, balance = 0;
    int status = 0, has_balance = 0, reversal = 0, matched = 0;
    std::string sealed;
    soci::statement query =
        (sql.prepare << "SELECT entry, part, status, booked_on, valued_on, amount, has_balance, balance, reversal, "
                        "reference, matched, batch, instruction, known_in, sealed FROM statement_row WHERE county = "
                        ":county AND statement = :statement ORDER BY entry, part",
         soci::use(county.number), soci::use(statement), soci::into(row.entry), soci::into(row.part),
         soci::into(status), soci::into(booked_on), soci::into(valued_on), soci::into(amount), soci::into(has_balance),
         soci::into(balance), soci::into(reversal), soci::into(row.reference), soci::into(matched),
         soci::into(row.batch), soci::into(row.instruction), soci::into(row.known_in), soci::into(sealed));
    query.execute();
    while (query.fetch()) {
        row.status = static_cast<bank::EntryStatus>(status);
        row.booked_on = date_from_number(booked_on);
        row.valued_on = date_from_number(valued_on);
        row.amount = Money::fen(amount);
        row.balance = has_balance != 0 ? std::optional{Money::fen(balance)} : std::nullopt;
        row.reversal = reversal != 0;
        row.match = static_cast<Match>(matched);
        const auto opened = sealer.open(sealed, sealed_context);
        if (!opened) {
            const Refusal why = refusal(opened.error(), sealed_context);
            return refuse(StatementBookRefusal::cannot_be_opened, statement, row.entry, why.what().zh, why.what().en);
        }
        auto parts = parted(*opened);
        row.name = std::move(parts[0]);
        row.account = std::move(parts[1]);
        row.text = std::move(parts[2]);
        row.end_to_end_id = std::move(parts[3]);
        each(row);
    }
    return {};
}

struct RowWriter::State {
    State(CommandContext& context, const crypto::Sealer& row_sealer)
        : county{context.county().number},
          sealer{row_sealer},
          rows{context.tx(),
               "statement_row",
               {"county", "statement", "entry", "part", "status", "booked_on", "valued_on", "amount", "has_balance",
                "balance", "reversal", "reference", "matched", "batch", "instruction", "fingerprint", "occurrence",
                "known_in", "sealed"}} {}

    std::int64_t county;
    const crypto::Sealer& sealer;
    store::BulkInsert rows;
};

RowWriter::RowWriter(CommandContext& context, const crypto::Sealer& sealer)
    : state_{std::make_unique<State>(context, sealer)} {}
RowWriter::~RowWriter() = default;

void RowWriter::add(std::int64_t statement, const Entry& entry, const std::string& fingerprint, std::int64_t occurrence,
                    std::int64_t known_in) {
    std::int64_t number = 0;
    const auto put = [&](const EntryPart& part) {
        const bool is_whole = number == 0;
        const auto balance = is_whole ? entry.balance : std::nullopt;
        state_->rows.row(state_->county, statement, entry.number, number, static_cast<int>(entry.status),
                         to_number(entry.booked_on), to_number(entry.valued_on), part.amount.fen(),
                         balance.has_value() ? 1 : 0, balance.value_or(Money{}).fen(), entry.reversal ? 1 : 0,
                         part.reference, static_cast<int>(part.match), part.batch, part.instruction, fingerprint,
                         occurrence, known_in, state_->sealer.seal(joined(part), sealed_context));
        ++number;
    };
    put(entry.whole);
    for (const EntryPart& part : entry.parts) put(part);
}

void add_statement(CommandContext& context, const KeptStatement& s, const std::string& form) {
    store::BulkInsert{
        context.tx(), "statement", {"county",       "number",          "bank_account", "digest",         "place",
                                    "file_name",    "bank_id",         "first_on",     "last_on",        "opening",
                                    "closing",      "entries",         "known",        "matched",        "batch_debits",
                                    "open_credits", "open_credit_sum", "open_debits",  "open_debit_sum", "continuity",
                                    "previous",     "actor",           "at",           "command"}}
        .row(context.county().number, s.number, s.bank_account, s.digest, s.place, s.file_name, s.bank_id,
             to_number(s.first_on), to_number(s.last_on), s.opening.fen(), s.closing.fen(), s.entries, s.known,
             s.matched, s.batch_debits, s.open_credits, s.open_credit_sum.fen(), s.open_debits, s.open_debit_sum.fen(),
             static_cast<int>(s.continuity), s.previous, context.actor().name, context.now().time_since_epoch().count(),
             context.id().number);
    store::BulkInsert{context.tx(), "statement_form", {"county", "statement", "form"}}.row(context.county().number,
                                                                                           s.number, form);
}

}  // namespace mingzhang::statements
