// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/audit.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <limits>

#include "base/commands/office.hpp"
#include "ledger/log.hpp"

namespace mingzhang::ledger {

namespace {

using store::PassReport;

void break_entry(PassReport& report, CommandId command, std::int64_t ordinal, std::string_view zh,
                 std::string_view en) {
    report.name_broken(
        fmt::format("{} 县第 {} 号命令第 {} 笔：{}", command.county.number, command.number, ordinal, zh),
        fmt::format("county {}, command {}, entry {}: {}", command.county.number, command.number, ordinal, en));
}

std::size_t mixed(std::size_t seed, std::int64_t value) noexcept {
    return (seed ^ static_cast<std::size_t>(value)) * 0x9E3779B97F4A7C15ULL;
}

}  // namespace

std::size_t JournalAudit::Hash::operator()(const CountyKey& k) const noexcept {
    std::size_t h = mixed(static_cast<std::size_t>(k.county), static_cast<std::int64_t>(k.key.account));
    for (const std::int64_t part : {k.key.bank_account, std::int64_t{k.key.source}, std::int64_t{k.key.program},
                                    std::int64_t{k.key.budget_year}, k.key.division})
        h = mixed(h ^ (h >> 29), part);
    return h;
}

std::size_t JournalAudit::Hash::operator()(const ItemKey& k) const noexcept {
    const std::size_t h = mixed(mixed(mixed(0, k.county), k.run), k.line);
    return h ^ (h >> 29);
}

void JournalAudit::walk(soci::session& sql) {
    hashing_ = std::make_unique<EntryRoots>(log_hash(sql), salt_secrets(sql));
    read_pendings(sql);
    read_transfers(
        sql, [&](const StoredTransfer& row) { take(row); },
        [&](CommandId command, std::int64_t ordinal) {
            until(command, ordinal);
            expect_ordinal(command, ordinal);
            break_entry(entries_, command, ordinal, "科目或事项不存在", "no such account or event");
            hashing_->entries().add_unreadable(command);
        });
    until({County{std::numeric_limits<std::int64_t>::max()}, 0}, 0);
    end_command();
    check_pendings();
    roots_ = hashing_->finish();
}

void JournalAudit::read_pendings(soci::session& sql) {
    read_pending(sql, [&](County county, const PendingTransfer& row) {
        pending_at_[{{county, row.entry.command}, row.entry.ordinal}] = row.entry;
        pending_[{county.number, row.entry}].transfer = row.transfer;
    });
    read_pending_ends(sql, [&](CommandId command, std::int64_t ordinal, const PendingEnd& end) {
        end_at_[{command, ordinal}] = end;
    });
}

void JournalAudit::until(CommandId command, std::int64_t ordinal) {
    const Place place{command, ordinal};
    for (;;) {
        const bool pending = !pending_at_.empty() && pending_at_.begin()->first < place;
        const bool end = !end_at_.empty() && end_at_.begin()->first < place;
        if (!pending && !end) return;
        if (pending && (!end || pending_at_.begin()->first < end_at_.begin()->first)) {
            const auto next = pending_at_.extract(pending_at_.begin());
            take_pending(next.key().first, next.mapped());
        } else {
            const auto next = end_at_.extract(end_at_.begin());
            take_end(next.key().first, next.key().second, next.mapped());
        }
    }
}

void JournalAudit::begin_command(CommandId command) {
    if (command == command_) return;
    end_command();
    command_ = command;
    expected_ordinal_ = 1;
}

void JournalAudit::expect_ordinal(CommandId command, std::int64_t ordinal) {
    begin_command(command);
    ++entries_.records;
    if (ordinal != expected_ordinal_) break_entry(entries_, command, ordinal, "序号不连续", "ordinals have a gap");
    expected_ordinal_ = ordinal + 1;
}

JournalAudit::Kept& JournalAudit::kept(std::int64_t county, Account account, const Dimensions& dimensions) {
    const auto found = kept_.try_emplace(CountyKey{county, balance_key(account, dimensions)}).first;
    if (!found->second.touched) {
        found->second.touched = true;
        touched_.push_back(&*found);
    }
    return found->second;
}

// Limits hold after each command, not between its entries.
void JournalAudit::end_command() {
    for (auto* entry : touched_) {
        const Account account = entry->first.key.account;
        entry->second.touched = false;
        if (info(account).never_negative && available(account, entry->second.totals) < Money{})
            break_entry(limits_, command_, 0, fmt::format("科目 {} 透支", static_cast<int>(account)),
                        fmt::format("account {} turned over", static_cast<int>(account)));
    }
    touched_.clear();
}

void JournalAudit::take(const StoredTransfer& row) {
    const Transfer& t = row.transfer;
    until(row.command, row.ordinal);
    expect_ordinal(row.command, row.ordinal);
    ++limits_.records;
    hashing_->entries().add(row.command, row.ordinal, t);
    if (!t.amount.is_positive()) break_entry(entries_, row.command, row.ordinal, "金额不为正", "amount not above zero");
    const bool reversal = t.reverses_command != 0;
    if (!(reversal ? moves(t.event, t.credit, t.debit) : moves(t.event, t.debit, t.credit)))
        break_entry(entries_, row.command, row.ordinal, "科目与事项不符", "accounts do not fit the event");

    const std::int64_t county = row.command.county.number;
    Totals& debit = kept(county, t.debit, t.dimensions).totals;
    debit.debits = sum(debit.debits, t.amount);
    Totals& credit = kept(county, t.credit, t.dimensions).totals;
    credit.credits = sum(credit.credits, t.amount);

    if (t.dimensions.run > 0 && t.dimensions.line > 0 &&
        (t.debit == Account::payable || t.credit == Account::payable)) {
        const ItemKey key{county, t.dimensions.run, t.dimensions.line};
        const auto [item, is_new] = open_items_.try_emplace(key, 0);
        item->second += t.credit == Account::payable ? t.amount.fen() : -t.amount.fen();
        if (item->second == 0) open_items_.erase(item);  // Settled: what is left is what is open.
        if (t.event == Event::due || t.event == Event::back_due || t.event == Event::one_off_due) ++items_;
    }
    if (t.debit == Account::appropriation || t.credit == Account::appropriation) {
        if (t.event == Event::funds_received)
            receipts_.push_back({row.command, balance_key(Account::appropriation, t.dimensions),
                                 t.credit == Account::appropriation ? t.amount.fen() : -t.amount.fen()});
    }
    if (t.pending.is_set()) {
        const auto pending = pending_.find({county, t.pending});
        const bool fits = pending != pending_.end() && pending->second.transfer.event == t.event &&
                          pending->second.transfer.debit == t.debit && pending->second.transfer.credit == t.credit;
        if (fits)
            pending->second.posted = sum(pending->second.posted, t.amount);
        else
            break_entry(pendings_, row.command, row.ordinal, "所入账的预占不存在或不符",
                        "the pending entry it posts is not there or differs");
    }
}

void JournalAudit::take_pending(CommandId command, EntryRef entry) {
    expect_ordinal(command, entry.ordinal);
    ++pendings_.records;
    const Transfer& t = pending_[{command.county.number, entry}].transfer;
    hashing_->entries().add_pending(command, entry.ordinal, t);
    if (!t.amount.is_positive() || !moves(t.event, t.debit, t.credit))
        break_entry(entries_, command, entry.ordinal, "科目与事项不符", "accounts do not fit the event");
    Totals& debit = kept(command.county.number, t.debit, t.dimensions).totals;
    debit.pending_debits = sum(debit.pending_debits, t.amount);
    Totals& credit = kept(command.county.number, t.credit, t.dimensions).totals;
    credit.pending_credits = sum(credit.pending_credits, t.amount);
}

void JournalAudit::take_end(CommandId command, std::int64_t ordinal, const PendingEnd& end) {
    expect_ordinal(command, ordinal);
    hashing_->entries().add_end(command, ordinal, end);
    const auto found = pending_.find({command.county.number, end.pending});
    if (found == pending_.end() || end.pending.command >= command.number) {
        break_entry(pendings_, command, ordinal, "所结束的预占不存在", "the pending entry it ends is not there");
        return;
    }
    found->second.end = end;
    found->second.ended_by = command;
    const Transfer& t = found->second.transfer;
    Totals& debit = kept(command.county.number, t.debit, t.dimensions).totals;
    debit.pending_debits = difference(debit.pending_debits, t.amount);
    Totals& credit = kept(command.county.number, t.credit, t.dimensions).totals;
    credit.pending_credits = difference(credit.pending_credits, t.amount);
}

void JournalAudit::check_pendings() {
    for (const auto& [key, pending] : pending_) {
        const CommandId command{County{key.first}, key.second.command};
        const Money said = pending.end ? pending.end->posted : Money{};
        if (pending.posted != said || pending.posted > pending.transfer.amount)
            break_entry(pendings_, command, key.second.ordinal, "预占的入账金额不符",
                        "what was posted of it is not what its end says");
    }
}

PassReport JournalAudit::items() const {
    PassReport report;
    report.records = items_;
    for (const auto& [key, open] : open_items_)
        if (open < 0) {
            const std::string over = to_yuan(Money::fen(-open));
            report.name_broken(
                fmt::format("{} 县第 {} 次发放第 {} 行多冲减了 {} 元", key.county, key.run, key.line, over),
                fmt::format("county {}, run {}, line {} was settled for {} yuan too much", key.county, key.run,
                            key.line, over));
        }
    return report;
}

PassReport JournalAudit::balances(soci::session& sql) const {
    PassReport report;
    const auto differs = [&](const CountyKey& k) {
        report.name_broken(
            fmt::format("{} 县科目 {}（项目 {}，区划 {}）的余额与分录合计不符", k.county,
                        static_cast<int>(k.key.account), k.key.program, k.key.division),
            fmt::format("county {}, account {} (program {}, division {}): the balance is not the sum of its entries",
                        k.county, static_cast<int>(k.key.account), k.key.program, k.key.division));
    };
    std::unordered_map<CountyKey, Totals, Hash> expected;
    for (const auto& [key, kept] : kept_) expected[key] = kept.totals;
    read_balances(sql, [&](County county, const BalanceKey& key, const Totals& totals) {
        ++report.records;
        const CountyKey of{county.number, key};
        const auto found = expected.find(of);
        if (found == expected.end() || found->second != totals) differs(of);
        if (found != expected.end()) expected.erase(found);
    });
    for (const auto& [key, totals] : expected) differs(key);
    return report;
}

// In the order of the commands: from the first line of a year on, what was received never exceeds what is granted.
PassReport JournalAudit::budgets(soci::session& sql) const {
    PassReport report;
    struct Step {
        CommandId command;
        BalanceKey key;
        std::int64_t granted = 0;
        std::int64_t received = 0;
        bool sets_line = false;
    };
    std::vector<Step> steps;
    for (const Receipt& receipt : receipts_) steps.push_back({receipt.command, receipt.key, 0, receipt.fen});
    Step change{{}, {Account::appropriation}, 0, 0, true};
    soci::statement query =
        (sql.prepare << "SELECT county, command, budget_year, program, source, amount FROM budget_change",
         soci::into(change.command.county.number), soci::into(change.command.number),
         soci::into(change.key.budget_year), soci::into(change.key.program), soci::into(change.key.source),
         soci::into(change.granted));
    query.execute();
    while (query.fetch()) steps.push_back(change);
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.command < b.command; });

    std::set<std::pair<std::int64_t, int>> years_with_lines;
    std::map<std::pair<std::int64_t, BalanceKey>, std::pair<std::int64_t, std::int64_t>> lines;  // Granted, received.
    for (Step& step : steps) {
        step.key.bank_account = 0;  // A line holds over all of the office's accounts.
        const std::int64_t county = step.command.county.number;
        auto& [granted, received] = lines[{county, step.key}];
        granted += step.granted;
        received += step.received;
        if (step.sets_line) years_with_lines.emplace(county, step.key.budget_year);
        if (step.sets_line) ++report.records;
        if (years_with_lines.contains({county, step.key.budget_year}) && received > granted)
            break_entry(report, step.command, 0, "到账超过指标", "more was received than the budget line grants");
    }
    return report;
}

}  // namespace mingzhang::ledger
