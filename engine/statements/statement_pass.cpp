// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/statement_pass.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/values/check.hpp"
#include "engine/statements/entry_rows.hpp"
#include "engine/statements/take_statement.hpp"

namespace mingzhang::statements {

namespace {

std::string masked(std::string_view account) {
    constexpr std::size_t shown = 4;
    return "****" + std::string{account.substr(account.size() - std::min(shown, account.size()))};
}

// The first and last day of a statement: of its entries, or of its balances when nothing moved.
void note_day(KeptStatement& s, const std::optional<Date>& day) {
    if (!day) return;
    if (!s.first_on || *day < *s.first_on) s.first_on = day;
    if (!s.last_on || *day > *s.last_on) s.last_on = day;
}

// The days to look for known entries in; a bank that tells no day is looked for among those.
std::int64_t first_day(const std::vector<KeptStatement>& heads) {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    for (const KeptStatement& s : heads) first = std::min(first, to_number(s.first_on));
    return first;
}

std::int64_t last_day(const std::vector<KeptStatement>& heads) {
    std::int64_t last = 0;
    for (const KeptStatement& s : heads) last = std::max(last, to_number(s.last_on));
    return last;
}

class HeadCheck {
public:
    HeadCheck(const AccountNumber& ours) : ours_{ours} {}

    void begin() { heads_.push_back({}); }

    void take(const Entry& entry) {
        KeptStatement& s = heads_.back();
        ++s.entries;
        note_day(s, entry.booked_on);
        if (entry.whole.amount > amount_limit || entry.whole.amount < Money::fen(-amount_limit.fen()))
            note(refusal(StatementRefusal::amount_too_large, heads_.size(), entry.number));
    }

    void end(const bank::Statement& statement) {
        KeptStatement& s = heads_.back();
        s.place = static_cast<std::int64_t>(heads_.size());
        s.bank_id = statement.id.empty() ? statement.number : statement.id;
        const auto told = AccountNumber::parse(statement.account);
        const bool is_ours = statement.account.empty() || (told && *told == ours_);
        if (!is_ours)
            note(refusal(StatementRefusal::other_account, s.place, masked(statement.account), ours_.masked()));
        if (statement.currency != "CNY") note(refusal(StatementRefusal::other_currency, s.place, statement.currency));
        if (statement.proven != true) {
            note(refusal(StatementRefusal::not_proven, s.place));
            return;
        }
        s.opening = Money::fen(statement.opening->amount.units);
        s.closing = Money::fen(statement.closing->amount.units);
        if (s.entries == 0) note_day(s, statement.opening->date);
        note_day(s, statement.closing->date);
    }

    [[nodiscard]] Result<std::vector<KeptStatement>, Refusal> judged(const std::string& file_name) && {
        if (refused_) return tl::unexpected{*std::move(refused_)};
        if (heads_.empty()) return refuse(StatementRefusal::no_statement, file_name);
        return std::move(heads_);
    }

private:
    void note(Refusal refusal) {
        if (!refused_) refused_ = std::move(refusal);
    }

    const AccountNumber& ours_;
    std::vector<KeptStatement> heads_;
    std::optional<Refusal> refused_;
};

}  // namespace

Result<std::vector<KeptStatement>, Refusal> check_statements(const StatementSource& source, const AccountNumber& ours,
                                                             const std::string& file_name) {
    HeadCheck check{ours};
    EntryRows rows{[&] { check.begin(); }, [&](const Entry& entry) { check.take(entry); },
                   [&](const bank::Statement& statement) { check.end(statement); }};
    if (auto read = source.read(rows); !read) return pass_on(read);
    return std::move(check).judged(file_name);
}

std::vector<KeptStatement> heads_of(std::vector<KeptStatement> taken) {
    std::vector<KeptStatement> heads;
    for (const KeptStatement& s : taken) {
        KeptStatement head;
        head.place = s.place;
        head.bank_id = s.bank_id;
        head.first_on = s.first_on;
        head.last_on = s.last_on;
        head.opening = s.opening;
        head.closing = s.closing;
        head.entries = s.entries;
        heads.push_back(std::move(head));
    }
    return heads;
}

StatementPass::StatementPass(soci::session& sql, const crypto::Sealer& sealer, County county, std::int64_t bank_account,
                             const bank::layouts::Layout& layout, std::vector<KeptStatement> heads,
                             std::vector<KeptStatement> kept)
    : sealer_{sealer},
      bank_account_{bank_account},
      matching_{sql, county, bank_account, layout},
      statements_{std::move(heads)},
      chain_{std::move(kept)},
      known_{sql, county, bank_account, first_day(statements_), last_day(statements_)} {
    for (const KeptStatement& s : chain_) first_number_ = std::max(first_number_, s.number + 1);
}

Result<std::vector<KeptStatement>, Refusal> StatementPass::run(const StatementSource& source,
                                                               const std::function<void(const Row&)>& visit) {
    if (auto traced = trace(source); !traced) return pass_on(traced);
    form_ = source.form();
    at_ = 0;
    EntryRows rows{[&] { begin_statement(); }, [&](Entry& entry) { take(entry, visit); },
                   [&](const bank::Statement&) { end_statement(); }};
    if (auto read = source.read(rows); !read) return pass_on(read);
    MINGZHANG_CHECK(at_ == statements_.size());  // Checked a moment ago.
    if (const auto& day = known_.told_otherwise())
        return refuse(StatementRefusal::told_otherwise, at_otherwise_, to_string(*date_from_number(day->day)),
                      day->statement, day->before, day->now);
    return statements_;
}

// What a day tells is held against what was told of it before as a whole, so every entry is looked at once before.
Result<void, Refusal> StatementPass::trace(const StatementSource& source) {
    traces_.clear();
    Money balance;
    EntryRows rows{[&] {
                       MINGZHANG_CHECK(traces_.size() < statements_.size());
                       balance = statements_[traces_.size()].opening;
                       traces_.emplace_back();
                   },
                   [&](Entry& entry) {
                       matching_.match(entry);
                       if (entry.status == bank::EntryStatus::booked) balance = sum(balance, entry.whole.amount);
                       traces_.back().push_back(trace_of(sealer_, entry, balance));
                   },
                   [](const bank::Statement&) {}};
    return source.read(rows);
}

void StatementPass::begin_statement() {
    MINGZHANG_CHECK(at_ < statements_.size());
    KeptStatement& s = statements_[at_++];
    s.number = first_number_ + static_cast<std::int64_t>(at_) - 1;
    s.bank_account = bank_account_;
    before_ = statement_before(chain_, s.last_on);
    s.previous = before_ ? before_->number : 0;
    balance_ = s.opening;
    told_before_ = Money{};
    balance_of_known_.reset();
    // One day in which as much came as went may be the same day told again: then its entries must say that they are
    // new.
    const bool opens_there = before_ && s.opening == before_->closing && s.opening != s.closing && s.first_on &&
                             before_->last_on && *s.first_on >= *before_->last_on;
    const bool was_sound = !known_.told_otherwise();
    places_ = known_.places(s.number, form_, opens_there, s.opening, std::exchange(traces_[at_ - 1], {}));
    if (was_sound && known_.told_otherwise()) at_otherwise_ = at_;
}

void StatementPass::take(Entry& entry, const std::function<void(const Row&)>& visit) {
    KeptStatement& s = statements_[at_ - 1];
    const KnownRows::Place& place = places_.at(static_cast<std::size_t>(entry.number) - 1);
    matching_.match(entry);
    const bool is_booked = entry.status == bank::EntryStatus::booked;
    if (is_booked) balance_ = sum(balance_, entry.whole.amount);
    if (place.known_in != 0) {
        ++s.known;
        if (is_booked) told_before_ = add(told_before_, entry.whole.amount).value_or(told_before_);
        if (is_booked) balance_of_known_ = balance_;
    } else if (is_booked) {
        if (entry.whole.match == Match::batch)
            ++s.batch_debits;
        else
            entry.each_payment([&](EntryPart& payment) { count(payment); });
    }
    visit({s.number, entry, place});
    entry.each_payment([&](EntryPart& payment) {
        if (payment.match == Match::instruction) known_.add_serial(entry, payment);
    });
}

void StatementPass::count(EntryPart& payment) {
    KeptStatement& s = statements_[at_ - 1];
    if (payment.match == Match::instruction) {
        ++s.matched;
    } else if (payment.match == Match::batch) {
        ++s.batch_debits;
    } else if (payment.amount < Money{}) {
        ++s.open_debits;
        s.open_debit_sum = subtract(s.open_debit_sum, payment.amount).value_or(s.open_debit_sum);
    } else {
        ++s.open_credits;
        s.open_credit_sum = add(s.open_credit_sum, payment.amount).value_or(s.open_credit_sum);
    }
}

// It goes on from the one before when that one's closing balance is reached by the entries it tells over again; or by
// all up to the last of them, where it tells something between them that was missing.
void StatementPass::end_statement() {
    KeptStatement& s = statements_[at_ - 1];
    const bool is_reached = before_ && (add(s.opening, told_before_) == std::optional{before_->closing} ||
                                        balance_of_known_ == std::optional{before_->closing});
    s.continuity = s.entries > 0 && s.known == s.entries ? Continuity::nothing_new
                   : !before_                            ? Continuity::first
                   : is_reached                          ? Continuity::goes_on
                                                         : Continuity::gap;
    chain_.push_back(s);
}

}  // namespace mingzhang::statements
