// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/make_receipt.hpp"

#include <soci/soci.h>

#include <map>

#include "base/commands/office.hpp"
#include "base/values/utc_text.hpp"
#include "ledger/checkpoint_book.hpp"
#include "ledger/entry_digest.hpp"
#include "ledger/log_proof.hpp"
#include "ledger/pending.hpp"

namespace mingzhang::ledger {

RefusalWords words(ReceiptRefusal reason) {
    switch (reason) {
        case ReceiptRefusal::not_paid:
            return {"receipt/not_paid", "第 {0} 次发放第 {1} 行没有到账，或者到账后又退回了。",
                    "Line {1} of run {0} was not paid, or the money came back.", "到账后才能出具回执。",
                    "A receipt is for a payment that stands."};
        case ReceiptRefusal::no_checkpoint:
            return {"receipt/no_checkpoint", "第 {0} 次发放第 {1} 行到账以后还没有做过检查点。",
                    "No checkpoint was made since line {1} of run {0} was paid.",
                    "请审计或管理员先运行 mingzhang checkpoint create。",
                    "Have the auditor or the administrator run mingzhang checkpoint create first."};
        case ReceiptRefusal::earlier_release:
            return {"receipt/earlier_release", "第 {0} 次发放第 {1} 行由 0.1.0 版登记到账，那时的日志不能出具回执。",
                    "Line {1} of run {0} was recorded by release 0.1.0, whose log has no receipts.",
                    "请用 mingzhang batch show 查看银行结果。", "See the bank's answer with mingzhang batch show."};
        case ReceiptRefusal::not_provable:
            return {"receipt/not_provable", "第 {0} 次发放第 {1} 行的记录与签过名的日志不符，不能出具回执。",
                    "What is stored of line {1} of run {0} is not what the signed log says; no receipt is issued.",
                    "请保留数据库原样，运行 mingzhang verify 查明原因。",
                    "Keep the database as it is and run mingzhang verify to find out why."};
    }
    return {};
}

namespace {

struct EntryId {
    CommandId command;
    std::int64_t ordinal = 0;
};

// The entry that says the payable was paid and was not taken back since.
std::optional<EntryId> standing_payment(soci::session& sql, County county, std::int64_t run, std::int64_t line) {
    EntryId found{{county, 0}, 0};
    const int paid = static_cast<int>(Event::paid);
    sql << "SELECT t.command, t.ordinal FROM transfer t WHERE t.county = :county AND t.run = :run AND t.line = :line "
           "AND t.event = :paid AND t.reverses_command = 0 AND NOT EXISTS (SELECT 1 FROM transfer r WHERE "
           "r.county = t.county AND r.run = t.run AND r.line = t.line AND r.reverses_command = t.command AND "
           "r.reverses_ordinal = t.ordinal) ORDER BY t.command DESC, t.ordinal DESC LIMIT 1",
        soci::use(county.number), soci::use(run), soci::use(line), soci::use(paid), soci::into(found.command.number),
        soci::into(found.ordinal);
    if (!sql.got_data()) return std::nullopt;
    return found;
}

crypto::Digest digest_of(const std::string& hex) {
    return crypto::Digest::from_hex(hex).value_or(crypto::Digest{});
}

struct StoredLeaf {
    Leaf leaf;
    std::string salt_secret;  // Goes no further than this file.
    bool first_version = false;
};

Facts read_facts(soci::session& sql, CommandId id) {
    Facts facts;
    std::string name, digest;
    soci::statement query = (sql.prepare << "SELECT name, digest FROM log_fact WHERE county = :county AND "
                                            "command = :command ORDER BY ordinal",
                             soci::use(id.county.number), soci::use(id.number), soci::into(name), soci::into(digest));
    query.execute();
    while (query.fetch()) facts.emplace_back(name, digest_of(digest));
    return facts;
}

StoredLeaf read_leaf(soci::session& sql, CommandId id, crypto::HashKind hash_kind) {
    StoredLeaf stored;
    Leaf& leaf = stored.leaf;
    leaf.command = id;
    std::string name, key, actor, role, os_user, at, request, answer, root, hash;
    sql << "SELECT l.leaf, l.entries, l.entries_root, l.salt_secret, l.hash, c.name, c.key, c.actor, c.role, "
           "c.os_user, "
           "c.at, c.request, c.answer FROM log_leaf l JOIN command c ON c.county = l.county AND c.number = l.command "
           "WHERE l.county = :county AND l.command = :command",
        soci::use(id.county.number), soci::use(id.number), soci::into(leaf.index), soci::into(leaf.entries),
        soci::into(root), soci::into(stored.salt_secret), soci::into(hash), soci::into(name), soci::into(key),
        soci::into(actor), soci::into(role), soci::into(os_user), soci::into(at), soci::into(request),
        soci::into(answer);
    leaf.at = parse_utc_text(at).value_or(Instant{});
    leaf.entries_root = digest_of(root);
    const CommandRecord record{
        id, name, key, actor, role, os_user, leaf.at, digest_of(request), crypto::sha256(answer)};
    const Facts facts = read_facts(sql, id);
    leaf.details = details_digest(stored.salt_secret, record, facts, hash_kind);
    const std::string first = canonical_first_version(record, leaf.index, leaf.entries, root, facts);
    stored.first_version = crypto::leaf_hash(first, hash_kind).hex() == hash;
    return stored;
}

// The digests of all entries of a command, in their order: transfers, pending ones and ends of pending ones.
std::vector<crypto::Digest> entry_digests(soci::session& sql, CommandId command, const std::string& secret,
                                          crypto::HashKind hash) {
    std::map<std::int64_t, crypto::Digest> by_ordinal;
    read_transfers_of(sql, command, [&](const StoredTransfer& row) {
        by_ordinal[row.ordinal] = entry_digest(secret, row.command, row.ordinal, row.transfer, hash);
    });
    read_pending(sql, [&](County county, const PendingTransfer& row) {
        if (county != command.county || row.entry.command != command.number) return;
        const std::int64_t ordinal = row.entry.ordinal;
        by_ordinal[ordinal] = entry_digest(secret, ordinal, canonical_pending(command, ordinal, row.transfer), hash);
    });
    read_pending_ends(sql, [&](CommandId by, std::int64_t ordinal, const PendingEnd& end) {
        if (by == command)
            by_ordinal[ordinal] = entry_digest(secret, ordinal, canonical_pending_end(command, ordinal, end), hash);
    });
    std::vector<crypto::Digest> digests;
    for (const auto& [ordinal, digest] : by_ordinal) digests.push_back(digest);
    return digests;
}

// Fills in the entry and the way from it to the root of its command's entries.
void prove_entry(soci::session& sql, const EntryId& id, const std::string& secret, crypto::HashKind hash,
                 Receipt& receipt) {
    const std::vector<crypto::Digest> digests = entry_digests(sql, id.command, secret, hash);
    read_transfers_of(sql, id.command, [&](const StoredTransfer& row) {
        if (row.ordinal == id.ordinal) receipt.entry = row;
    });
    receipt.salt = entry_salt(secret, id.ordinal, hash);
    const auto index = static_cast<std::uint64_t>(id.ordinal - 1);
    if (index < digests.size())
        receipt.entry_path = crypto::inclusion_proof(
            index, digests.size(), [&](std::uint64_t i) { return digests[i]; }, hash);
}

std::optional<crypto::PublicKey> public_key(soci::session& sql, std::int64_t number) {
    std::optional<crypto::PublicKey> found;
    read_signing_keys(sql, [&](const StoredSigningKey& row) {
        if (row.number != number) return;
        if (auto key = crypto::PublicKey::from_pem(row.public_pem)) found = std::move(*key);
    });
    return found;
}

}  // namespace

Result<Receipt, Refusal> make_receipt(soci::session& sql, County county, std::int64_t run, std::int64_t line) {
    const auto id = standing_payment(sql, county, run, line);
    if (!id) return refuse(ReceiptRefusal::not_paid, run, line);
    Receipt receipt;
    const crypto::HashKind hash = log_hash(sql);
    const StoredLeaf stored = read_leaf(sql, id->command, hash);
    const auto checkpoint = checkpoint_over(sql, county, stored.leaf.index);
    if (!checkpoint) return refuse(ReceiptRefusal::no_checkpoint, run, line);
    if (stored.first_version) return refuse(ReceiptRefusal::earlier_release, run, line);
    receipt.leaf = stored.leaf;
    prove_entry(sql, *id, stored.salt_secret, hash, receipt);
    receipt.leaf_path =
        log_inclusion(sql, county, static_cast<std::uint64_t>(receipt.leaf.index), checkpoint->size, hash);
    receipt.checkpoint = checkpoint->note;
    const auto key = public_key(sql, checkpoint->key);
    if (!key || !verify_receipt(to_json(receipt), *key, {})) return refuse(ReceiptRefusal::not_provable, run, line);
    return receipt;
}

}  // namespace mingzhang::ledger
