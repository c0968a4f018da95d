// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/checkpoint_book.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "ledger/consistency.hpp"
#include "ledger/log.hpp"
#include "ledger/verify_checkpoints.hpp"

namespace mingzhang::ledger {

RefusalWords words(SigningKeyRefusal reason) {
    switch (reason) {
        case SigningKeyRefusal::none_yet:
            return {"checkpoint/no_signing_key", "还没有检查点签名密钥。", "There is no key to sign checkpoints with.",
                    "请管理员先运行 mingzhang checkpoint make-key。",
                    "Have the administrator run mingzhang checkpoint make-key first."};
    }
    return {};
}

RefusalWords words(CheckpointRefusal reason) {
    switch (reason) {
        case CheckpointRefusal::log_is_empty:
            return {"checkpoint/log_is_empty", "日志还是空的，没有可签的内容。",
                    "The log is empty: there is nothing to sign.", "办理业务后再做检查点。",
                    "Make a checkpoint when something was done."};
        case CheckpointRefusal::unknown_checkpoint:
            return {"checkpoint/unknown", "没有第 {0} 号检查点。", "There is no checkpoint {0}.",
                    "请用 mingzhang checkpoint list 查看。", "See mingzhang checkpoint list."};
    }
    return {};
}

namespace {

constexpr CommandKind make_key_kind{
    "checkpoint.make_key", {"制作检查点签名密钥", "make a key for checkpoints"}, {Role::administrator}};
constexpr CommandKind create_kind{
    "checkpoint.create", {"制作检查点", "make a checkpoint"}, {Role::auditor, Role::administrator}};
constexpr County office{0};  // Keys are the office's, not a county's.

std::string seal_context(std::int64_t number) {
    return "signing_key/" + std::to_string(number);
}

Result<crypto::SigningKey, Refusal> open_key(const crypto::Sealer& sealer, const StoredSigningKey& stored) {
    const std::string context = seal_context(stored.number);
    const auto pem = sealer.open(stored.sealed, context);
    if (!pem) return refuse(pem.error(), context);
    auto key = crypto::SigningKey::from_pem(*pem);
    if (!key) return refuse(key.error(), context);
    return std::move(*key);
}

constexpr std::string_view checkpoint_columns = "SELECT number, size, signing_key, note, command FROM checkpoint ";

struct CheckpointRow {
    StoredCheckpoint stored;
    std::int64_t size = 0;

    void bind(soci::statement& query) {
        query.exchange(soci::into(stored.number));
        query.exchange(soci::into(size));
        query.exchange(soci::into(stored.key));
        query.exchange(soci::into(stored.note));
        query.exchange(soci::into(stored.command));
    }
};

void read(soci::statement& query, const std::string& condition,
          const std::function<void(const StoredCheckpoint&)>& each) {
    CheckpointRow row;
    row.bind(query);
    query.alloc();
    query.prepare(std::string{checkpoint_columns} + condition);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        row.stored.size = static_cast<std::uint64_t>(row.size);
        each(row.stored);
    }
}

void insert(CommandContext& context, const StoredCheckpoint& checkpoint) {
    const std::int64_t county = context.county().number;
    const auto size = static_cast<std::int64_t>(checkpoint.size);
    context.sql() << "INSERT INTO checkpoint (county, number, size, signing_key, note, command) "
                     "VALUES (:county, :number, :size, :key, :note, :command)",
        soci::use(county), soci::use(checkpoint.number), soci::use(size), soci::use(checkpoint.key),
        soci::use(checkpoint.note), soci::use(checkpoint.command);
    context.add_fact(checkpoint_fact, crypto::sha256(checkpoint.note));
}

}  // namespace

Result<Answer, Refusal> make_signing_key(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                         crypto::SignatureKind kind, const std::string& key) {
    const std::string request = Canonical{"checkpoint.make_key/1"}.add("algorithm", code(kind)).bytes();
    return desk.carry_out(
        actor, make_key_kind, {office, {}, key, request}, [&](CommandContext& context) -> Result<Answer, Refusal> {
            const auto signing_key = crypto::SigningKey::generate(kind, context.random());
            const std::int64_t number = context.take_number("signing_key"), command = context.id().number;
            const int kind_number = static_cast<int>(kind);
            const std::string pem = signing_key.public_key().to_pem();
            const std::string sealed = sealer.seal(signing_key.to_pem(), seal_context(number));
            context.sql() << "INSERT INTO signing_key (county, number, kind, public_key, sealed, command) "
                             "VALUES (:county, :number, :kind, :public_key, :sealed, :command)",
                soci::use(office.number), soci::use(number), soci::use(kind_number), soci::use(pem), soci::use(sealed),
                soci::use(command);
            context.add_fact(signing_key_fact, crypto::sha256(pem));
            return Answer{}
                .set("signing_key", number)
                .set("algorithm", std::string{code(kind)})
                .set("fingerprint", signing_key.public_key().fingerprint());
        });
}

void read_signing_keys(soci::session& sql, const std::function<void(const StoredSigningKey&)>& each) {
    StoredSigningKey key;
    int kind = 0;
    soci::statement query =
        (sql.prepare << "SELECT number, kind, public_key, sealed, command FROM signing_key ORDER BY number",
         soci::into(key.number), soci::into(kind), soci::into(key.public_pem), soci::into(key.sealed),
         soci::into(key.command));
    query.execute();
    while (query.fetch()) {
        key.kind = static_cast<crypto::SignatureKind>(kind);
        each(key);
    }
}

Result<StoredSigningKey, Refusal> latest_signing_key(soci::session& sql) {
    std::optional<StoredSigningKey> latest;
    read_signing_keys(sql, [&](const StoredSigningKey& key) { latest = key; });
    if (!latest) return refuse(SigningKeyRefusal::none_yet);
    return std::move(*latest);
}

Result<Answer, Refusal> create_checkpoint(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, County county,
                                          const std::string& key) {
    const std::string request = Canonical{"checkpoint.create/1"}.bytes();
    return desk.carry_out(
        actor, create_kind, {county, {}, key, request}, [&](CommandContext& context) -> Result<Answer, Refusal> {
            const LogHead head = log_head(context.sql(), county);
            if (head.size == 0) return refuse(CheckpointRefusal::log_is_empty);
            // What was signed once must stay the beginning: no log signs two stories (c2sp.org/tlog-checkpoint).
            const auto before = checkpoint_over(context.sql(), county, 0);
            const auto said = before ? read_unverified(before->note) : std::nullopt;
            if (said)
                if (auto holds = check_against_log(context.sql(), county, *said); !holds) return pass_on(holds);
            const auto stored = latest_signing_key(context.sql());
            if (!stored) return tl::unexpected{stored.error()};
            const auto signing_key = open_key(sealer, *stored);
            if (!signing_key) return tl::unexpected{signing_key.error()};
            const Checkpoint checkpoint{origin_of(county), head.size, head.root, context.log_hash(), context.now()};
            const std::int64_t number = context.take_number("checkpoint");
            insert(context, {number, head.size, stored->number, sign(checkpoint, *signing_key), context.id().number});
            return Answer{}
                .set("checkpoint", number)
                .set("size", static_cast<std::int64_t>(head.size))
                .set("root", head.root.hex())
                .set("at", to_utc_text(checkpoint.at));
        });
}

void read_checkpoints(soci::session& sql, County county, const std::function<void(const StoredCheckpoint&)>& each) {
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    read(query, "WHERE county = :county ORDER BY number", each);
}

Result<StoredCheckpoint, Refusal> find_checkpoint(soci::session& sql, County county, std::int64_t number) {
    std::optional<StoredCheckpoint> found;
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(number));
    read(query, "WHERE county = :county AND number = :number", [&](const StoredCheckpoint& row) { found = row; });
    if (!found) return refuse(CheckpointRefusal::unknown_checkpoint, number);
    return std::move(*found);
}

std::optional<StoredCheckpoint> checkpoint_over(soci::session& sql, County county, std::int64_t leaf) {
    std::optional<StoredCheckpoint> found;
    soci::statement query{sql};
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(leaf));
    read(query, "WHERE county = :county AND size > :leaf ORDER BY number DESC LIMIT 1",
         [&](const StoredCheckpoint& row) { found = row; });
    return found;
}

namespace {

store::PassReport check_signing_keys(store::Store& store, const crypto::Sealer& sealer) {
    store::PassReport report;
    read_signing_keys(store.sql(), [&](const StoredSigningKey& stored) {
        ++report.records;
        const auto name_broken = [&](const Text& why) {
            report.name_broken("第 " + std::to_string(stored.number) + " 把密钥：" + why.zh,
                               "key " + std::to_string(stored.number) + ": " + why.en);
        };
        const auto key = open_key(sealer, stored);
        if (!key)
            name_broken(key.error().what());
        else if (key->public_key().to_pem() != stored.public_pem)
            name_broken({"不是旁边公钥的那一把", "not the one of the public key beside it"});
    });
    return report;
}

}  // namespace

store::Part checkpoint_part() {
    return {"checkpoint",
            {{1,
              {"CREATE TABLE signing_key (county BIGINT NOT NULL, number BIGINT NOT NULL, kind SMALLINT NOT NULL, "
               "public_key TEXT NOT NULL, sealed TEXT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))",
               "CREATE TABLE checkpoint (county BIGINT NOT NULL, number BIGINT NOT NULL, size BIGINT NOT NULL, "
               "signing_key BIGINT NOT NULL, note TEXT NOT NULL, command BIGINT NOT NULL, "
               "PRIMARY KEY (county, number))"}}},
            {{"signing_key", "county, number", true}, {"checkpoint", "county, number", true}},
            checkpoint_passes(),
            {},
            {{"checkpoint.keys_open",
              {"检查点签名密钥都能解开，与公钥成对", "every signing key opens and belongs to its public key"},
              check_signing_keys}}};
}

}  // namespace mingzhang::ledger
