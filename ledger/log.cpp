// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/log.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "base/commands/office.hpp"
#include "base/crypto/merkle.hpp"
#include "ledger/entry_digest.hpp"

namespace mingzhang::ledger {

std::string canonical(const Leaf& leaf) {
    return Canonical{"leaf/2"}
        .add("county", leaf.command.county.number)
        .add("leaf", leaf.index)
        .add("command", leaf.command.number)
        .add("at", to_utc_text(leaf.at))
        .add("entries", leaf.entries)
        .add("entries_root", leaf.entries_root.hex())
        .add("details", leaf.details.hex())
        .bytes();
}

crypto::Digest details_digest(std::string_view salt_secret, const CommandRecord& r, const Facts& facts,
                              crypto::HashKind hash) {
    constexpr std::int64_t no_entry = 0;  // Entries are numbered from 1: this salt is of none of them.
    Canonical bytes{"details/1"};
    bytes.add("salt", entry_salt(salt_secret, no_entry, hash))
        .add("name", r.name)
        .add("key", r.key)
        .add("actor", r.actor)
        .add("role", r.role)
        .add("os_user", r.os_user)
        .add("request", r.request.hex())
        .add("answer", r.answer.hex());
    for (const auto& [name, digest] : facts) bytes.add("fact", name).add("digest", digest.hex());
    return crypto::hash(hash, bytes.bytes());
}

std::string canonical_first_version(const CommandRecord& r, std::int64_t index, std::int64_t entries,
                                    const std::string& entries_root, const Facts& facts) {
    Canonical bytes{"leaf/1"};
    bytes.add("county", r.id.county.number)
        .add("leaf", index)
        .add("command", r.id.number)
        .add("name", r.name)
        .add("key", r.key)
        .add("actor", r.actor)
        .add("role", r.role)
        .add("os_user", r.os_user)
        .add("at", to_utc_text(r.at))
        .add("request", r.request.hex())
        .add("answer", r.answer.hex())
        .add("entries", entries)
        .add("entries_root", entries_root);
    for (const auto& [name, digest] : facts) bytes.add("fact", name).add("digest", digest.hex());
    return bytes.bytes();
}

void Log::append(CommandContext& context, const CommandRecord& record) {
    soci::session& sql = context.sql();
    std::int64_t ordinal = 0;
    for (const auto& [name, digest] : context.facts()) {
        ++ordinal;
        const std::string hex = digest.hex();
        sql << "INSERT INTO log_fact (county, command, ordinal, name, digest) "
               "VALUES (:county, :command, :ordinal, :name, :digest)",
            soci::use(record.id.county.number), soci::use(record.id.number), soci::use(ordinal), soci::use(name),
            soci::use(hex);
    }
    const std::int64_t index = context.take_number("leaf") - 1;
    const crypto::TreeHasher tree = context.entries().value_or(crypto::TreeHasher{context.log_hash()});
    const crypto::Digest entries_root = tree.root();
    const auto entries = static_cast<std::int64_t>(tree.size());
    const std::string& secret = context.salt_secret();
    const Leaf leaf{record.id, index,        record.at,
                    entries,   entries_root, details_digest(secret, record, context.facts(), context.log_hash())};
    const std::string hash = crypto::leaf_hash(canonical(leaf), context.log_hash()).hex(), root = entries_root.hex();
    sql << "INSERT INTO log_leaf (county, leaf, command, entries, entries_root, salt_secret, hash) "
           "VALUES (:county, :leaf, :command, :entries, :root, :secret, :hash)",
        soci::use(record.id.county.number), soci::use(index), soci::use(record.id.number), soci::use(entries),
        soci::use(root), soci::use(secret), soci::use(hash);
}

std::map<CommandId, std::string> salt_secrets(soci::session& sql) {
    std::map<CommandId, std::string> secrets;
    CommandId id;
    std::string secret;
    soci::statement query = (sql.prepare << "SELECT county, command, salt_secret FROM log_leaf WHERE salt_secret <> ''",
                             soci::into(id.county.number), soci::into(id.number), soci::into(secret));
    query.execute();
    while (query.fetch()) secrets[id] = secret;
    return secrets;
}

LogHead log_head(soci::session& sql, County county) {
    crypto::TreeHasher tree{log_hash(sql)};
    std::string hash;
    soci::statement query = (sql.prepare << "SELECT hash FROM log_leaf WHERE county = :county ORDER BY leaf",
                             soci::use(county.number), soci::into(hash));
    query.execute();
    while (query.fetch()) {
        const auto digest = crypto::Digest::from_hex(hash);
        tree.append(digest.value_or(crypto::Digest{}));  // A damaged hash gives another root; verify names the leaf.
    }
    return {tree.size(), tree.root()};
}

}  // namespace mingzhang::ledger
