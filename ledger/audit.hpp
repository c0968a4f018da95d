// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "base/store/part.hpp"
#include "ledger/balances.hpp"
#include "ledger/entry_roots.hpp"
#include "ledger/pending.hpp"
#include "ledger/read_transfers.hpp"

namespace mingzhang::ledger {

// One walk through the journal that feeds every pass which needs all of it: what an entry may be, what accounts held
// after each command, what payables and pending transfers still owe, what the log hashes. Holds balances, open items
// and one root a command; never the entries.
class JournalAudit {
public:
    // Reads everything inside the reader's own snapshot. Digests are made on a second thread meanwhile.
    void walk(soci::session& sql);

    [[nodiscard]] store::PassReport entries() const { return entries_; }
    [[nodiscard]] store::PassReport limits() const { return limits_; }
    [[nodiscard]] store::PassReport pendings() const { return pendings_; }
    [[nodiscard]] store::PassReport items() const;
    [[nodiscard]] store::PassReport balances(soci::session& sql) const;
    [[nodiscard]] store::PassReport budgets(soci::session& sql) const;
    [[nodiscard]] std::map<CommandId, EntryRoot> take_roots() { return std::move(roots_); }

private:
    struct CountyKey {
        std::int64_t county;
        BalanceKey key;
        friend bool operator==(const CountyKey&, const CountyKey&) = default;
    };
    struct ItemKey {
        std::int64_t county;
        std::int64_t run;
        std::int64_t line;
        friend auto operator<=>(const ItemKey&, const ItemKey&) = default;
    };
    struct Hash {
        std::size_t operator()(const CountyKey& k) const noexcept;
        std::size_t operator()(const ItemKey& k) const noexcept;
    };
    struct Kept {
        Totals totals;
        bool touched = false;  // By the command being read.
    };
    struct Pending {
        Transfer transfer;
        Money posted;
        std::optional<PendingEnd> end;
        CommandId ended_by = {};
    };
    struct Receipt {  // What a command added to funds received.
        CommandId command;
        BalanceKey key;
        std::int64_t fen;
    };

    void read_pendings(soci::session& sql);
    void take(const StoredTransfer& row);
    void take_pending(CommandId command, EntryRef entry);
    void take_end(CommandId command, std::int64_t ordinal, const PendingEnd& end);
    void until(CommandId command, std::int64_t ordinal);  // Pendings and ends that stand before that entry.
    void begin_command(CommandId command);
    void end_command();
    void expect_ordinal(CommandId command, std::int64_t ordinal);
    Kept& kept(std::int64_t county, Account account, const Dimensions& dimensions);
    void check_pendings();

    // What is not a transfer but an entry all the same, by where it stands.
    using Place = std::pair<CommandId, std::int64_t>;
    std::map<Place, EntryRef> pending_at_;
    std::map<Place, PendingEnd> end_at_;
    std::map<std::pair<std::int64_t, EntryRef>, Pending> pending_;

    CommandId command_{};
    std::int64_t expected_ordinal_ = 1;
    std::unordered_map<CountyKey, Kept, Hash> kept_;
    std::vector<std::pair<const CountyKey, Kept>*> touched_;
    std::unordered_map<ItemKey, std::int64_t, Hash> open_items_;
    std::uint64_t items_ = 0;
    std::vector<Receipt> receipts_;
    std::unique_ptr<EntryRoots> hashing_;
    std::map<CommandId, EntryRoot> roots_;
    store::PassReport entries_, limits_, pendings_;
};

}  // namespace mingzhang::ledger
