// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/import_pack.hpp"

#include <soci/soci.h>

#include "engine/policy/parse_pack.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

struct KnownPack {
    std::string digest;
    std::string division;
};

std::optional<KnownPack> known_pack(soci::session& sql, County county, const std::string& id, std::int64_t month) {
    KnownPack known;
    sql << "SELECT t.digest, t.division FROM pack t WHERE t.county = :county AND t.id = :id AND t.effective_from = "
           ":month"
        << not_taken_back(ImportKind::pack, "t", known_now(county)) << " ORDER BY t.import DESC LIMIT 1",
        soci::use(county.number), soci::use(id), soci::use(month), soci::into(known.digest), soci::into(known.division);
    if (!sql.got_data()) return std::nullopt;
    return known;
}

void touch(CommandContext& context, std::int64_t import, const std::string& division) {
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO import_touch (county, import, division) VALUES (:county, :import, :division) "
                     "ON CONFLICT DO NOTHING",
        soci::use(county), soci::use(import), soci::use(division);
}

}  // namespace

Result<bool, Refusal> load_pack(CommandContext& context, std::int64_t import, const std::string& toml,
                                const std::string& file_name) {
    auto pack = policy::parse_pack(toml, file_name);
    if (!pack) return pass_on(pack);
    const std::string digest = crypto::sha256(toml).hex();
    const std::int64_t month = pack->effective_from.index();
    const auto known = known_pack(context.sql(), context.county(), pack->id, month);
    if (known && known->digest == digest) return false;

    policy::PackBook book = pack_book(context.sql(), {context.county(), import});
    const policy::Pack checked = *pack;
    if (auto added = book.add(std::move(*pack)); !added) return pass_on(added);

    const std::int64_t county = context.county().number;
    const std::string division = checked.division.text();
    context.sql() << "INSERT INTO pack (county, id, effective_from, import, division, title, digest, toml) "
                     "VALUES (:county, :id, :month, :import, :division, :title, :digest, :toml)",
        soci::use(county), soci::use(checked.id), soci::use(month), soci::use(import), soci::use(division),
        soci::use(checked.title), soci::use(digest), soci::use(toml);
    touch(context, import, division);
    if (known) touch(context, import, known->division);
    return true;
}

}  // namespace mingzhang::registry
