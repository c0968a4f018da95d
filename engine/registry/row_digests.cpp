// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/row_digests.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <array>
#include <map>
#include <utility>

#include "base/store/dialect.hpp"

namespace mingzhang::registry {

namespace {

constexpr std::string_view fact = "registry.rows";

// A list and its columns, joined to one text by the database in this order, version 1 of the digest.
struct List {
    std::string_view table;
    std::string_view columns;
};

constexpr std::array lists{
    List{"division", "code, name, level, parent_code"},
    List{
        "household_version",
        "household_no, from_month, program, division, applicant, approved_on, ended_on, end_reason, grace_from, cover, "
        "bank_code, account, account_name"},
    List{"member_version",
         "household_no, person, from_month, name, relation, covered, joined_on, left_on, categories, self_care"},
    List{"income", "household_no, person, kind, from_month, annual_amount, to_month"},
    List{"death", "person, source, died_on, reported_on"},
    List{"death_settlement", "person, died_on, proposed_by, confirmed_by"},
    List{"past_payment", "household_no, program, month, paid_on, amount, division"},
    List{"pack", "id, effective_from, division, title, digest, toml"},
    List{"import_retraction", "of_import, row_key, reason"},
    List{"roster_question",
         "item, household_no, kind, bank_code, account, account_name, old_bank_code, old_account, old_account_name"},
    List{"roster_answer", "item, verdict, reason"},
};

using Key = std::pair<std::int64_t, std::int64_t>;  // County and import.

std::string joined(std::string_view columns) {
    std::string sql{columns};
    constexpr std::string_view between = " || '\x1f' || ";
    for (std::size_t at = sql.find(", "); at != std::string::npos; at = sql.find(", ", at + between.size()))
        sql.replace(at, 2, between);
    return sql;
}

// The digests of every import, or of one: rows of each list in the order of their text, list by list.
std::map<Key, crypto::Digest> digests(soci::session& sql, const std::string& condition) {
    std::map<Key, crypto::Sha256> hashers;
    for (const List& list : lists) {
        Key key;
        std::string row;
        soci::statement query =
            (sql.prepare << fmt::format("{}SELECT county, import, {} AS content FROM {} {} ORDER BY "
                                        "county, import, content",
                                        store::long_read, store::bytewise(sql, joined(list.columns)), list.table,
                                        condition),
             soci::into(key.first), soci::into(key.second), soci::into(row));
        query.execute();
        while (query.fetch()) hashers[key].update(list.table).update("\n").update(row).update("\n");
    }
    std::map<Key, crypto::Digest> all;
    for (auto& [key, hasher] : hashers) all[key] = hasher.finish();
    return all;
}

const crypto::Digest no_rows{};  // An import that said nothing new.

}  // namespace

void record_rows(CommandContext& context, std::int64_t import) {
    const std::int64_t county = context.county().number;
    const auto found = digests(context.sql(), fmt::format("WHERE county = {} AND import = {}", county, import));
    const auto at = found.find({county, import});
    context.add_fact(std::string{fact}, at == found.end() ? no_rows : at->second);
}

store::PassReport check_recorded_rows(store::Store& store) {
    store::PassReport report;
    auto found = digests(store.sql(), "");
    Key key;
    std::string recorded;
    const std::string name{fact};
    soci::statement query =
        (store.sql().prepare << "SELECT i.county, i.import, coalesce((SELECT f.digest FROM log_fact f WHERE "
                                "f.county = i.county AND f.command = i.command AND f.name = :name), '') "
                                "FROM registry_import i ORDER BY i.county, i.import",
         soci::use(name), soci::into(key.first), soci::into(key.second), soci::into(recorded));
    query.execute();
    while (query.fetch()) {
        ++report.records;
        const auto at = found.find(key);
        const crypto::Digest digest = at == found.end() ? no_rows : at->second;
        if (at != found.end()) found.erase(at);
        if (digest.hex() != recorded)
            report.name_broken(
                fmt::format("{} 县第 {} 次导入：名册内容与导入时的记录不符", key.first, key.second),
                fmt::format("county {}, import {}: its rows are not those imported", key.first, key.second));
    }
    for (const auto& [of, digest] : found)
        report.name_broken(fmt::format("{} 县有不属于任何导入的名册内容（第 {} 次）", of.first, of.second),
                           fmt::format("county {}: rows of an import that never was ({})", of.first, of.second));
    return report;
}

}  // namespace mingzhang::registry
