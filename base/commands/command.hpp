// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/commands/actor.hpp"
#include "base/commands/answer.hpp"
#include "base/crypto/digest.hpp"
#include "base/crypto/merkle.hpp"
#include "base/crypto/random.hpp"
#include "base/store/part.hpp"
#include "base/store/store.hpp"
#include "base/values/clock.hpp"
#include "base/values/progress.hpp"
#include "base/values/refusal.hpp"

// Every change of consequence is a command: one transaction that holds the data, the entries and one leaf of the log,
// remembered under a key so that asking again changes nothing. Role, scope, key and log stand here and nowhere else.
namespace mingzhang {

// A kind of command: its name in the log, what people call it, and who may give it.
struct CommandKind {
    struct Called {
        std::string_view zh;
        std::string_view en;
    };
    std::string_view name;  // "run.approve"
    Called called;          // 审批, approve a run
    std::initializer_list<Role> roles;
};

// One command as asked. County zero is the office itself: users, bank accounts of every county.
struct CommandCall {
    County county;
    DivisionScope place;  // What it touches, held against the actor's scope; empty: the whole county.
    std::string key;      // Idempotency key; empty: a new one is drawn, and the call cannot be repeated safely.
    std::string request;  // Canonical bytes of what is asked: the same key with another request is refused.
};

// The number of a command within its county: 1, 2, 3 …
struct CommandId {
    County county;
    std::int64_t number = 0;
    friend auto operator<=>(const CommandId&, const CommandId&) = default;
};

// What a command's work is given. Lives as long as the transaction.
class CommandContext {
public:
    CommandContext(store::Tx& tx, CommandId id, const Actor& actor, Instant now, crypto::RandomSource& random)
        : tx_{tx}, id_{id}, actor_{actor}, now_{now}, random_{random} {}

    [[nodiscard]] store::Tx& tx() noexcept { return tx_; }
    [[nodiscard]] soci::session& sql() noexcept { return tx_.sql(); }
    [[nodiscard]] CommandId id() const noexcept { return id_; }
    [[nodiscard]] County county() const noexcept { return id_.county; }
    [[nodiscard]] const Actor& actor() const noexcept { return actor_; }
    [[nodiscard]] Instant now() const noexcept { return now_; }
    [[nodiscard]] Date today() const { return office_date(now_); }
    [[nodiscard]] crypto::RandomSource& random() noexcept { return random_; }

    // Takes `count` numbers of a sequence of this county ("import", "run", "batch" …); gives the first.
    [[nodiscard]] std::int64_t take_number(std::string_view sequence, std::int64_t count = 1);

    // The tree over the salted digests of the entries this command posted, in their order: its root becomes part of the
    // leaf.
    void set_entries(crypto::TreeHasher entries) { entries_ = std::move(entries); }
    [[nodiscard]] const std::optional<crypto::TreeHasher>& entries() const noexcept { return entries_; }

    // Something every answer of such a command tells, whoever makes the answer: the ledger's balances after it.
    void tell(std::string name, std::int64_t value) { told_.emplace_back(std::move(name), value); }
    [[nodiscard]] const std::vector<std::pair<std::string, std::int64_t>>& told() const noexcept { return told_; }

    // The digest of something else this command wrote or read: an imported file, the lines of a run, a bank's file.
    void add_fact(std::string name, const crypto::Digest& digest) { facts_.emplace_back(std::move(name), digest); }
    [[nodiscard]] const std::vector<std::pair<std::string, crypto::Digest>>& facts() const noexcept { return facts_; }

    // What this office's log is hashed with; asked for once.
    [[nodiscard]] crypto::HashKind log_hash();

    // The secret from which the salts of this command's entries are derived; drawn at first use, stored with the leaf.
    [[nodiscard]] const std::string& salt_secret();
    [[nodiscard]] bool has_salt_secret() const noexcept { return !salt_secret_.empty(); }

private:
    store::Tx& tx_;
    CommandId id_;
    const Actor& actor_;
    Instant now_;
    crypto::RandomSource& random_;
    std::optional<crypto::TreeHasher> entries_;
    std::vector<std::pair<std::string, std::int64_t>> told_;
    std::vector<std::pair<std::string, crypto::Digest>> facts_;
    std::string salt_secret_;
    std::optional<crypto::HashKind> log_hash_;
};

// A command as the log keeps it.
struct CommandRecord {
    CommandId id;
    std::string_view name;
    std::string_view key;
    std::string_view actor;
    std::string_view role;
    std::string_view os_user;
    Instant at;
    crypto::Digest request;
    crypto::Digest answer;
};

// Appends the leaf of a command inside its transaction. The ledger's log is the one there is.
class LeafWriter {
public:
    virtual ~LeafWriter() = default;
    virtual void append(CommandContext& context, const CommandRecord& record) = 0;
};

// Why a command was not carried out, before its own reasons. Checked in this order.
enum class DeskRefusal : std::uint8_t {
    role_may_not,
    outside_scope,
    key_used_by_another_command,
    store_failed,
    outcome_unknown,  // The connection was lost and there is none to ask again; the key will tell.
};
[[nodiscard]] RefusalWords words(DeskRefusal reason);

// Whether the actor's role may give the command, and his scope holds what it touches. `carry_out` asks this first; ask
// it before work that begins outside a command, such as writing a file.
[[nodiscard]] Result<void, Refusal> check_rights(const Actor& actor, const CommandKind& kind, County county,
                                                 const DivisionScope& place);

// The work of a command. It may be called more than once, each time in a transaction of its own of which nothing is
// left of the one before: PostgreSQL may ask for that, or lose the connection. It changes nothing but what the context
// gives.
using CommandWork = std::function<Result<Answer, Refusal>(CommandContext&)>;

// A command with everything it needs, to be carried out when its turn comes.
struct Order {
    Actor actor;
    CommandKind kind;
    CommandCall call;
    CommandWork work;
};

// The one place where commands are carried out. All references must outlive it.
class Desk {
public:
    Desk(store::Store& store, const Clock& clock, crypto::RandomSource& random, LeafWriter& log)
        : store_{store}, clock_{clock}, random_{random}, log_{log} {}

    // Carries out `work` whole, or refuses and changes nothing. A key seen before answers as it did then.
    [[nodiscard]] Result<Answer, Refusal> carry_out(const Actor& actor, const CommandKind& kind,
                                                    const CommandCall& call, const CommandWork& work);

    // Carries out several as one transaction, so that they share one sync of the disk (group commit). Each is done or
    // refused as if it stood alone, and none is answered before all are on the disk.
    [[nodiscard]] std::vector<Result<Answer, Refusal>> carry_out_together(std::span<const Order> orders);

    [[nodiscard]] store::Store& store() noexcept { return store_; }
    [[nodiscard]] const Clock& clock() const noexcept { return clock_; }

private:
    struct Asked {
        std::string key;
        std::string name;
        crypto::Digest request;
    };
    struct Given {
        Answer answer;
        bool given_before;  // Then nothing was written that is to be kept.
    };
    Asked asked_of(const CommandKind& kind, const CommandCall& call);
    Result<Given, Refusal> inside(store::Tx& tx, const Actor& actor, const CommandCall& call, const Asked& asked,
                                  const CommandWork& work);

    store::Store& store_;
    const Clock& clock_;
    crypto::RandomSource& random_;
    LeafWriter& log_;
};

// Runs a reading and turns a failure of the store into a refusal.
[[nodiscard]] Result<void, Refusal> reading(store::Store& store, const std::function<Result<void, Refusal>()>& read);

[[nodiscard]] store::Part commands_part();

}  // namespace mingzhang
