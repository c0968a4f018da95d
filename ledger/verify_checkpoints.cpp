// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/verify_checkpoints.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>
#include <set>
#include <utility>

#include "base/commands/office.hpp"
#include "base/crypto/merkle.hpp"
#include "ledger/checkpoint_book.hpp"

namespace mingzhang::ledger {

namespace {

using store::PassReport;

using Remembered = std::set<std::tuple<std::int64_t, std::int64_t, std::string>>;  // County, command, digest.

Remembered facts(soci::session& sql, const char* fact) {
    const std::string name{fact};
    Remembered found;
    std::int64_t county = 0, command = 0;
    std::string digest;
    soci::statement query = (sql.prepare << "SELECT county, command, digest FROM log_fact WHERE name = :name",
                             soci::use(name), soci::into(county), soci::into(command), soci::into(digest));
    query.execute();
    while (query.fetch()) found.emplace(county, command, digest);
    return found;
}

void break_checkpoint(PassReport& report, County county, std::int64_t number, std::string_view zh,
                      std::string_view en) {
    report.name_broken(fmt::format("{} 县第 {} 号检查点：{}", county.number, number, zh),
                       fmt::format("county {}, checkpoint {}: {}", county.number, number, en));
}

using PublicKeys = std::map<std::int64_t, crypto::PublicKey>;

PublicKeys check_keys(soci::session& sql, PassReport& report) {
    PublicKeys keys;
    Remembered remembered = facts(sql, signing_key_fact);
    read_signing_keys(sql, [&](const StoredSigningKey& row) {
        ++report.records;
        const auto key = crypto::PublicKey::from_pem(row.public_pem);
        const bool known = remembered.erase({0, row.command, crypto::sha256(row.public_pem).hex()}) == 1;
        if (!key || key->kind() != row.kind || !known)
            report.name_broken(fmt::format("第 {} 号签名密钥与日志不符", row.number),
                               fmt::format("signing key {} is not the log's", row.number));
        if (key) keys.emplace(row.number, *key);
    });
    if (!remembered.empty()) report.name_broken("日志里的签名密钥不在了", "a signing key the log remembers is gone");
    return keys;
}

std::vector<County> counties(soci::session& sql) {
    std::vector<County> list;
    std::int64_t county = 0;
    soci::statement query =
        (sql.prepare << "SELECT DISTINCT county FROM checkpoint ORDER BY county", soci::into(county));
    query.execute();
    while (query.fetch()) list.push_back({county});
    return list;
}

PassReport check_signatures(store::Store& store) {
    PassReport report;
    soci::session& sql = store.sql();
    const PublicKeys keys = check_keys(sql, report);
    Remembered remembered = facts(sql, checkpoint_fact);
    for (const County county : counties(sql))
        read_checkpoints(sql, county, [&](const StoredCheckpoint& row) {
            ++report.records;
            const auto fail = [&](std::string_view zh, std::string_view en) {
                break_checkpoint(report, county, row.number, zh, en);
            };
            if (remembered.erase({county.number, row.command, crypto::sha256(row.note).hex()}) != 1)
                fail("不是日志记下的那一份", "it is not the one the log remembers");
            const auto key = keys.find(row.key);
            if (key == keys.end()) return fail("签名密钥不在了", "the key that signed it is gone");
            const auto opened = open_checkpoint(row.note, key->second);
            if (!opened) return fail("签名不符", "its signature does not hold");
            if (opened->size != row.size || opened->origin != origin_of(county))
                fail("内容与登记不符", "it does not say what its row says");
        });
    for (const auto& [county, command, digest] : remembered)
        report.name_broken(fmt::format("{} 县第 {} 号命令做的检查点不在了", county, command),
                           fmt::format("county {}: the checkpoint made by command {} is gone", county, command));
    return report;
}

PassReport check_prefixes(store::Store& store) {
    PassReport report;
    soci::session& sql = store.sql();
    const crypto::HashKind hash = log_hash(sql);
    for (const County county : counties(sql)) {
        // By size, so that one walk over the log serves all of them.
        std::multimap<std::uint64_t, std::pair<std::int64_t, std::optional<Checkpoint>>> by_size;
        read_checkpoints(sql, county, [&](const StoredCheckpoint& row) {
            by_size.emplace(row.size, std::pair{row.number, read_unverified(row.note)});
        });
        report.records += by_size.size();
        auto next = by_size.begin();
        crypto::TreeHasher tree{hash};
        const auto compare = [&] {
            for (; next != by_size.end() && next->first == tree.size(); ++next) {
                const auto& [number, checkpoint] = next->second;
                if (!checkpoint || checkpoint->hash != hash || checkpoint->root != tree.root())
                    break_checkpoint(report, county, number, "不是现有日志的开头",
                                     "it is not the beginning of the log");
            }
        };
        std::string leaf;
        soci::statement query = (sql.prepare << "SELECT hash FROM log_leaf WHERE county = :county ORDER BY leaf",
                                 soci::use(county.number), soci::into(leaf));
        query.execute();
        compare();
        while (query.fetch()) {
            tree.append(crypto::Digest::from_hex(leaf).value_or(crypto::Digest{}));
            compare();
        }
        for (; next != by_size.end(); ++next)
            break_checkpoint(report, county, next->second.first, "现有日志比它短", "the log is shorter than it was");
    }
    return report;
}

}  // namespace

std::vector<store::VerifyPass> checkpoint_passes() {
    return {
        {"checkpoint.signatures",
         {"检查点的签名，和日志记下的一致", "checkpoints are signed and are those of the log"},
         check_signatures},
        {"checkpoint.prefix",
         {"每个检查点都是现有日志的开头", "every checkpoint is the beginning of the log"},
         check_prefixes},
    };
}

}  // namespace mingzhang::ledger
