// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/verify_log.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>

#include "base/commands/office.hpp"
#include "base/crypto/merkle.hpp"
#include "base/values/utc_text.hpp"
#include "ledger/log.hpp"

namespace mingzhang::ledger {

namespace {

void break_leaf(store::PassReport& report, std::int64_t county, std::int64_t command, std::string_view zh,
                std::string_view en) {
    report.name_broken(fmt::format("{} 县第 {} 号命令：{}", county, command, zh),
                       fmt::format("county {}, command {}: {}", county, command, en));
}

std::map<CommandId, Facts> facts_by_command(soci::session& sql) {
    std::map<CommandId, Facts> facts;
    CommandId id;
    std::string name, digest;
    soci::statement query = (sql.prepare << "SELECT county, command, name, digest FROM log_fact "
                                            "ORDER BY county, command, ordinal",
                             soci::into(id.county.number), soci::into(id.number), soci::into(name), soci::into(digest));
    query.execute();
    while (query.fetch()) facts[id].emplace_back(name, crypto::Digest::from_hex(digest).value_or(crypto::Digest{}));
    return facts;
}

// The command as the leaf holds it; texts stay in `row`.
struct StoredLeaf {
    CommandId id;
    std::int64_t index = -1;
    std::string name, key, actor, role, os_user, at, request, answer, entries_root, salt_secret, hash;
    std::int64_t entries = 0;
};

// Whether the leaf is that of the command: of this release's form, or of release 0.1.0.
bool is_leaf_of(const StoredLeaf& row, const Facts& facts, crypto::HashKind hash) {
    const CommandRecord record{row.id,
                               row.name,
                               row.key,
                               row.actor,
                               row.role,
                               row.os_user,
                               parse_utc_text(row.at).value_or(Instant{}),
                               crypto::Digest::from_hex(row.request).value_or(crypto::Digest{}),
                               crypto::sha256(row.answer)};
    const auto root = crypto::Digest::from_hex(row.entries_root);
    if (!root || to_utc_text(record.at) != row.at) return false;
    const Leaf leaf{row.id,      row.index, record.at,
                    row.entries, *root,     details_digest(row.salt_secret, record, facts, hash)};
    const auto hashes_to_it = [&](const std::string& bytes) {
        return crypto::leaf_hash(bytes, hash).hex() == row.hash;
    };
    return hashes_to_it(canonical(leaf)) ||
           hashes_to_it(canonical_first_version(record, row.index, row.entries, row.entries_root, facts));
}

}  // namespace

store::PassReport check_log(soci::session& sql, std::map<CommandId, EntryRoot> entries) {
    store::PassReport report;
    auto facts = facts_by_command(sql);
    const crypto::HashKind hash = log_hash(sql);
    StoredLeaf row;
    std::int64_t expected_index = 0;
    County county{-1};
    soci::statement query =
        (sql.prepare
             << "SELECT c.county, c.number, c.name, c.key, c.actor, c.role, c.os_user, c.at, c.request, c.answer, "
                "coalesce(l.leaf, -1), coalesce(l.entries, -1), coalesce(l.entries_root, ''), "
                "coalesce(l.salt_secret, ''), coalesce(l.hash, '') FROM command c LEFT JOIN log_leaf l ON l.county = "
                "c.county "
                "AND l.command = c.number ORDER BY c.county, c.number",
         soci::into(row.id.county.number), soci::into(row.id.number), soci::into(row.name), soci::into(row.key),
         soci::into(row.actor), soci::into(row.role), soci::into(row.os_user), soci::into(row.at),
         soci::into(row.request), soci::into(row.answer), soci::into(row.index), soci::into(row.entries),
         soci::into(row.entries_root), soci::into(row.salt_secret), soci::into(row.hash));
    query.execute();
    while (query.fetch()) {
        ++report.records;
        if (row.id.county != county) expected_index = 0;
        county = row.id.county;
        const auto fail = [&](std::string_view zh, std::string_view en) {
            break_leaf(report, row.id.county.number, row.id.number, zh, en);
        };
        if (row.index != expected_index++) fail("日志叶子缺失或次序不对", "its leaf is missing or out of order");
        const auto found = entries.find(row.id);
        const EntryRoot of_command =
            found == entries.end() ? EntryRoot{crypto::TreeHasher{hash}.root(), 0} : found->second;
        if (of_command.count != row.entries || of_command.root.hex() != row.entries_root)
            fail("分录与日志不符", "its entries are not those of the log");
        if (!is_leaf_of(row, facts[row.id], hash)) fail("命令内容与日志不符", "it is not the command of the log");
        entries.erase(row.id);
        facts.erase(row.id);
    }
    for (const auto& [id, left] : entries)
        break_leaf(report, id.county.number, id.number, "分录没有命令", "entries without a command");
    for (const auto& [id, left] : facts)
        break_leaf(report, id.county.number, id.number, "事实没有命令", "facts without a command");
    std::int64_t leaves = 0;
    sql << "SELECT count(*) FROM log_leaf l WHERE NOT EXISTS (SELECT 1 FROM command c WHERE c.county = l.county "
           "AND c.number = l.command)",
        soci::into(leaves);
    if (leaves > 0) break_leaf(report, 0, 0, "有叶子没有命令", "leaves without a command");
    return report;
}

store::PassReport check_seals(store::Store& store) {
    store::PassReport report;
    std::int64_t county = 0, month = 0, command = 0;
    std::string kept, hash;
    std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::string>> seals;
    soci::statement query = (store.sql().prepare << "SELECT county, month, command, log_root FROM period_event "
                                                    "WHERE kind = 1 ORDER BY county, command",
                             soci::into(county), soci::into(month), soci::into(command), soci::into(kept));
    query.execute();
    while (query.fetch()) seals.emplace_back(county, month, command, kept);
    for (const auto& [of_county, of_month, by_command, root] : seals) {
        ++report.records;
        crypto::TreeHasher tree{log_hash(store.sql())};
        soci::statement leaves = (store.sql().prepare << "SELECT hash FROM log_leaf WHERE county = :county "
                                                         "AND command < :command ORDER BY leaf",
                                  soci::use(of_county), soci::use(by_command), soci::into(hash));
        leaves.execute();
        while (leaves.fetch()) tree.append(crypto::Digest::from_hex(hash).value_or(crypto::Digest{}));
        if (tree.root().hex() != root)
            break_leaf(report, of_county, by_command,
                       "封存的 " + to_string(Month::from_index(static_cast<std::int32_t>(of_month))) + " 与日志不符",
                       "the seal of " + to_string(Month::from_index(static_cast<std::int32_t>(of_month))) +
                           " is not the log's");
    }
    return report;
}

}  // namespace mingzhang::ledger
