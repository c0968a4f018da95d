// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/roster/retracted_rows.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>
#include <set>

#include "engine/registry/household_rows.hpp"
#include "engine/registry/taken_back.hpp"
#include "engine/roster/retract.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::roster {

namespace {

using registry::ImportKind;
using registry::known_now;

constexpr std::string_view import_columns =
    "SELECT i.import, i.kind, i.file_name, i.digest, coalesce(x.import, 0) FROM registry_import i LEFT JOIN "
    "import_retraction x ON x.county = i.county AND x.of_import = i.import AND x.row_key = '' WHERE i.county = "
    ":county AND ";

// "FROM member_version t WHERE …": the rows meant that still count. The key is bound as :key, when there is one.
std::string from_rows(County county, const Rows& rows) {
    const registry::ListTable in = registry::table_of(rows.list);
    return fmt::format(" FROM {} t WHERE t.county = {} AND t.import = {}{}{}", in.table, county.number, rows.import,
                       rows.key.empty() ? "" : " AND " + registry::joined_columns(in.key, "t") + " = :key",
                       registry::not_taken_back(rows.list, "t", known_now(county)));
}

// One text a row: `column` of the rows meant.
std::vector<std::string> texts(CommandContext& context, const Rows& rows, std::string_view column) {
    std::vector<std::string> list;
    std::string text;
    soci::statement query{context.sql()};
    query.exchange(soci::into(text));
    if (!rows.key.empty()) query.exchange(soci::use(rows.key, "key"));
    query.alloc();
    query.prepare(fmt::format("SELECT DISTINCT {}{} ORDER BY 1", column, from_rows(context.county(), rows)));
    query.define_and_bind();
    query.execute();
    while (query.fetch()) list.push_back(text);
    return list;
}

// A division that only these rows know, and where a household lives.
Result<void, Refusal> check_divisions(CommandContext& context, const Rows& rows) {
    const std::int64_t county = context.county().number;
    for (const std::string& code : texts(context, rows, "t.code")) {
        std::int64_t others = 0;
        context.sql() << "SELECT count(*) FROM division t WHERE t.county = :county AND t.code = :code AND t.import <> "
                      << rows.import << registry::not_taken_back(rows.list, "t", known_now(context.county())),
            soci::use(county), soci::use(code), soci::into(others);
        if (others > 0) continue;
        std::string household;
        context.sql() << "SELECT coalesce(min(t.household_no), '') FROM household_version t WHERE t.county = :county "
                         "AND t.division = :code"
                      << registry::not_taken_back(ImportKind::households, "t", known_now(context.county())),
            soci::use(county), soci::use(code), soci::into(household);
        if (!household.empty()) return refuse(RetractRefusal::division_in_use, code, household);
    }
    return {};
}

struct PackRow {
    std::string id, division;
    std::int64_t effective_from = 0;
};

// Which import the pack of a run came with; zero when it knew none.
std::int64_t import_of_pack(CommandContext& context, const PackRow& pack, const runs::Run& run) {
    std::int64_t import = 0;
    const std::int64_t county = context.county().number;
    context.sql() << "SELECT coalesce(max(t.import), 0) FROM pack t WHERE t.county = :county AND t.id = :id AND "
                     "t.effective_from = :month AND t.import <= :import"
                  << registry::not_taken_back(ImportKind::pack, "t", {run.county, run.import}),
        soci::use(county), soci::use(pack.id), soci::use(pack.effective_from), soci::use(run.import),
        soci::into(import);
    return import;
}

// A pack that an approved run was calculated by stays: the run's lines stand on it by its digest.
Result<void, Refusal> check_pack(CommandContext& context, const Rows& rows) {
    PackRow pack;
    const std::int64_t county = context.county().number;
    context.sql() << "SELECT id, division, effective_from FROM pack WHERE county = :county AND import = :import",
        soci::use(county), soci::use(rows.import), soci::into(pack.id), soci::into(pack.division),
        soci::into(pack.effective_from);
    const auto place = DivisionScope::parse(pack.division);
    for (const runs::Run& run : runs::all_runs(context.sql(), context.county())) {
        if (!runs::is_accrued(run.state()) || run.is_opening() || run.month.index() < pack.effective_from) continue;
        if (place->overlaps(run.division) && import_of_pack(context, pack, run) == rows.import)
            return refuse(RetractRefusal::pack_in_use, pack.id, run.number);
    }
    return {};
}

struct Accrued {
    std::int64_t run = 0;
    std::int64_t month = 0;  // The earliest.
};

// The first month each household of the import was accrued something for.
std::map<std::string, Accrued> first_accrued(CommandContext& context, std::int64_t import) {
    std::map<std::string, Accrued> first;
    std::string no;
    Accrued row;
    const std::int64_t county = context.county().number;
    const std::string accrued_runs = runs::accrued_run_numbers(runs::all_runs(context.sql(), context.county()));
    soci::statement query =
        (context.sql().prepare << "SELECT t.household_no, min(t.month), min(t.run) FROM run_line t WHERE t.county = "
                                  ":county AND t.run IN ("
                               << accrued_runs
                               << ") AND t.household_no IN (SELECT v.household_no FROM household_version v WHERE "
                                  "v.county = :county AND v.import = :import) GROUP BY t.household_no",
         soci::use(county, "county"), soci::use(import, "import"), soci::into(no), soci::into(row.month),
         soci::into(row.run));
    query.execute();
    while (query.fetch()) first[no] = row;
    return first;
}

// The first month each household of the import has a row for, once the rows are gone; none where no row is left.
std::map<std::string, std::int64_t> first_left(CommandContext& context, const Rows& rows) {
    const std::vector<std::string> taken = texts(context, rows, "t.household_no || ' ' || t.from_month");
    const std::set<std::string> going{taken.begin(), taken.end()};
    const std::string of_import = fmt::format(
        " AND t.household_no IN (SELECT v.household_no FROM household_version v WHERE v.county = {} AND v.import = {})",
        context.county().number, rows.import);
    std::map<std::string, std::int64_t> first;
    registry::read_household_rows(
        context.sql(), known_now(context.county()), of_import,
        [&](const std::string& no, std::span<const registry::HouseholdRow> all) {
            for (const registry::HouseholdRow& row : all)
                if (row.import != rows.import || !going.contains(no + " " + std::to_string(row.from_month)))
                    first.try_emplace(no, row.from_month);  // They come by from_month.
        });
    return first;
}

// A month that was accrued is recomputed from the household's rows: without one in force then, what was paid would be
// looked back on by nobody.
Result<void, Refusal> check_households(CommandContext& context, const Rows& rows) {
    const auto left = first_left(context, rows);
    for (const auto& [no, accrued] : first_accrued(context, rows.import)) {
        const auto first = left.find(no);
        if (first == left.end() || first->second > accrued.month)
            return refuse(RetractRefusal::household_was_paid, no,
                          to_string(Month::from_index(static_cast<std::int32_t>(accrued.month))), accrued.run);
    }
    return {};
}

bool is_about_households(ImportKind list) {
    return list == ImportKind::households || list == ImportKind::members || list == ImportKind::incomes;
}

// A row makes stale what its household's places calculated; a whole import, all that it touched.
void touch(CommandContext& context, const Rows& rows, std::int64_t retraction) {
    const std::int64_t county = context.county().number;
    if (rows.key.empty() || !is_about_households(rows.list)) {
        context.sql() << "INSERT INTO import_touch (county, import, division) SELECT county, " << retraction
                      << ", division FROM import_touch WHERE county = :county AND import = :import "
                         "ON CONFLICT DO NOTHING",
            soci::use(county), soci::use(rows.import);
        return;
    }
    for (const std::string& no : texts(context, rows, "t.household_no"))
        context.sql() << "INSERT INTO import_touch (county, import, division) SELECT DISTINCT county, " << retraction
                      << ", division FROM household_version WHERE county = :county AND household_no = :no "
                         "ON CONFLICT DO NOTHING",
            soci::use(county), soci::use(no);
}

std::vector<Imported> imports_where(soci::session& sql, County county, const std::string& column,
                                    const std::string& digest, std::int64_t number) {
    std::vector<Imported> list;
    Imported row;
    soci::statement query{sql};
    query.exchange(soci::into(row.number));
    query.exchange(soci::into(row.kind));
    query.exchange(soci::into(row.file));
    query.exchange(soci::into(row.digest));
    query.exchange(soci::into(row.retracted_by));
    query.exchange(soci::use(county.number, "county"));
    if (digest.empty())
        query.exchange(soci::use(number, "value"));
    else
        query.exchange(soci::use(digest, "value"));
    query.alloc();
    query.prepare(std::string{import_columns} + column + " = :value ORDER BY i.import");
    query.define_and_bind();
    query.execute();
    while (query.fetch()) list.push_back(row);
    return list;
}

}  // namespace

std::optional<Imported> find_import(soci::session& sql, County county, std::int64_t number) {
    const auto found = imports_where(sql, county, "i.import", {}, number);
    return found.empty() ? std::nullopt : std::optional{found.front()};
}

std::vector<Imported> imports_with(soci::session& sql, County county, const std::string& digest) {
    return imports_where(sql, county, "i.digest", digest, 0);
}

std::optional<ImportKind> list_of(const std::string& kind) {
    if (kind == "household-ended") return ImportKind::households;
    return registry::parse_import_kind(kind);
}

std::int64_t counting(CommandContext& context, const Rows& rows) {
    std::int64_t count = 0;
    soci::statement query{context.sql()};
    query.exchange(soci::into(count));
    if (!rows.key.empty()) query.exchange(soci::use(rows.key, "key"));
    query.alloc();
    query.prepare("SELECT count(*)" + from_rows(context.county(), rows));
    query.define_and_bind();
    query.execute(true);
    return count;
}

Result<void, Refusal> check_free(CommandContext& context, const Rows& rows) {
    switch (rows.list) {
        case ImportKind::divisions:
            return check_divisions(context, rows);
        case ImportKind::pack:
            return check_pack(context, rows);
        case ImportKind::households:
            return check_households(context, rows);
        default:
            return {};
    }
}

void take_back(CommandContext& context, const Rows& rows, std::int64_t retraction, const std::string& reason) {
    touch(context, rows, retraction);
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO import_retraction (county, of_import, row_key, import, reason) VALUES (:county, "
                     ":of_import, :key, :import, :reason)",
        soci::use(county), soci::use(rows.import), soci::use(rows.key), soci::use(retraction), soci::use(reason);
}

}  // namespace mingzhang::roster
