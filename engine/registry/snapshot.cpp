// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/snapshot.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "base/store/scan.hpp"
#include "base/values/check.hpp"
#include "engine/policy/parse_pack.hpp"
#include "engine/registry/birth_dates.hpp"
#include "engine/registry/deaths.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

// The rows of one table in key order, one ahead of what was taken, so that a household's rows can be told from the
// next.
class Stream {
public:
    virtual ~Stream() = default;
    // Puts every row of `household` into it. Of rows with the same key the last import stands. The last import of any
    // of them.
    std::int64_t take(Household& household) {
        std::int64_t last = 0;
        while (!done_ && household_no() == household.no.text()) {
            last = std::max(last, number(1));
            put(household);
            advance();
        }
        return last;
    }
    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] std::string_view household_no() const { return rows_.text(0); }
    void skip_before(std::string_view no) {
        while (!done_ && household_no() < no) advance();
    }

protected:
    Stream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, std::string_view columns,
           std::string_view from, std::string_view key, ImportKind list)
        : rows_{sql,
                fmt::format(
                    "SELECT t.household_no, t.import, {} FROM {} WHERE t.county = {} AND t.import <= {}{}{} ORDER BY "
                    "t.household_no, {}, t.import",
                    columns, from, at.county.number, at.import, only ? " AND t.household_no = $1" : "",
                    not_taken_back_if_any(sql, list, "t", at), key),
                only ? std::vector{only->text()} : std::vector<std::string>{}} {
        advance();
    }
    virtual void put(Household& household) = 0;

    [[nodiscard]] std::int64_t number(int column) const { return rows_.number(column); }
    [[nodiscard]] std::string text(int column) const { return std::string{rows_.text(column)}; }
    [[nodiscard]] std::optional<Month> month(int column) const { return month_from_number(number(column)); }
    [[nodiscard]] std::optional<Date> date(int column) const { return date_from_number(number(column)); }

    store::Scan rows_;

private:
    void advance() { done_ = !rows_.next(); }

    bool done_ = false;
};

template <class Row>
void put_or_replace(std::vector<Row>& rows, Row row, bool replaces) {
    if (replaces)
        rows.back() = std::move(row);
    else
        rows.push_back(std::move(row));
}

class HouseholdStream final : public Stream {
public:
    HouseholdStream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, Depth depth)
        : Stream{sql,
                 at,
                 only,
                 fmt::format("t.from_month, t.program, t.division, t.applicant, t.approved_on, t.ended_on, {}, "
                             "t.grace_from, t.cover, t.bank_code, t.account, t.account_name",
                             depth == Depth::whole ? "t.end_reason" : "''"),
                 "household_version t",
                 "t.from_month",
                 ImportKind::households} {}

private:
    void put(Household& household) override {
        const auto division = DivisionCode::parse(rows_.text(4));
        MINGZHANG_CHECK(division.has_value());
        const std::int64_t applicant = number(5), account = number(12);
        HouseholdVersion version{month(2),
                                 static_cast<Program>(number(3)),
                                 *division,
                                 applicant == 0 ? std::nullopt : std::optional{PersonId{applicant}},
                                 *date(6),
                                 date(7),
                                 text(8),
                                 month(9),
                                 static_cast<Cover>(number(10)),
                                 text(11),
                                 account == 0 ? std::nullopt : std::optional{AccountId{account}},
                                 text(13)};
        auto& versions = household.versions;
        const bool replaces = !versions.empty() && versions.back().from_month == version.from_month;
        put_or_replace(versions, std::move(version), replaces);
    }
};

std::vector<std::string> split(std::string_view codes) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < codes.size();) {
        const std::size_t end = std::min(codes.find(';', at), codes.size());
        if (end > at) parts.emplace_back(codes.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

using Deaths = std::unordered_map<std::int64_t, PersonDeaths>;

// What is known of the people named in a household's rows.
class People {
public:
    People(soci::session& sql, KnownAt at, Depth depth)
        : deaths_{read_deaths(sql, at)}, birth_dates_{sql, at.county}, whole_{depth == Depth::whole} {}

    // What a stream reads of a person beside its rows, and from where: only what is asked for person by person below.
    [[nodiscard]] std::string columns() const {
        return whole_ ? "coalesce(p.birth_date, 0), coalesce(p.last_four, '')" : "0, ''";
    }
    [[nodiscard]] std::string beside(std::string_view table) const {
        return fmt::format("{} t{}", table,
                           whole_ ? " LEFT JOIN person p ON p.county = t.county AND p.id = t.person" : "");
    }

    // `birth_date` and `last_four` are the places of `columns` in the row.
    void add(Household& household, PersonId person, const store::Scan& row, int birth_date, int last_four) {
        const auto at = std::lower_bound(household.persons.begin(), household.persons.end(), person,
                                         [](const Person& p, PersonId wanted) { return p.id < wanted; });
        if (at != household.persons.end() && at->id == person) return;
        Person added{
            person, whole_ ? *date_from_number(row.number(birth_date)) : birth_dates_.of(person.number), {}, {}, {}};
        if (whole_) added.id_masked.append(14, '*').append(row.text(last_four));
        if (const auto found = deaths_.find(person.number); found != deaths_.end()) {
            last_change_ = std::max(last_change_, found->second.last_change);
            added.deaths = found->second.rows;
            added.settled_death = found->second.settled;
        }
        household.persons.insert(at, std::move(added));
    }

    [[nodiscard]] bool whole() const { return whole_; }

    // Of the deaths of everyone added since.
    [[nodiscard]] std::int64_t take_last_change() { return std::exchange(last_change_, 0); }

private:
    Deaths deaths_;
    BirthDates birth_dates_;
    bool whole_;
    std::int64_t last_change_ = 0;
};

class MemberStream final : public Stream {
public:
    MemberStream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, Depth depth, People& people)
        : Stream{sql,
                 at,
                 only,
                 fmt::format("t.person, t.from_month, {}, t.covered, t.joined_on, t.left_on, t.categories, "
                             "t.self_care, {}",
                             depth == Depth::whole ? "t.name, t.relation" : "'', ''", people.columns()),
                 people.beside("member_version"),
                 "t.person, t.from_month",
                 ImportKind::members},
          people_{people} {}

private:
    void put(Household& household) override {
        const std::int64_t person = number(2), self_care = number(10);
        MemberVersion version{{person},
                              month(3),
                              people_.whole() ? text(4) : std::string{},
                              people_.whole() ? text(5) : std::string{},
                              number(6) != 0,
                              date(7),
                              date(8),
                              split(rows_.text(9)),
                              self_care == 0 ? std::nullopt : std::optional{static_cast<SelfCare>(self_care)}};
        auto& members = household.members;
        const bool replaces = !members.empty() && members.back().person == version.person &&
                              members.back().from_month == version.from_month;
        put_or_replace(members, std::move(version), replaces);
        people_.add(household, {person}, rows_, 11, 12);
    }

    People& people_;
};

class IncomeStream final : public Stream {
public:
    IncomeStream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, People& people)
        : Stream{sql,
                 at,
                 only,
                 "t.person, t.kind, t.from_month, t.annual_amount, t.to_month, " + people.columns(),
                 people.beside("income"),
                 "t.person, t.kind, t.from_month",
                 ImportKind::incomes},
          people_{people} {}

private:
    void put(Household& household) override {
        const std::int64_t number_of_person = number(2);
        const auto person = number_of_person == 0 ? std::nullopt : std::optional{PersonId{number_of_person}};
        IncomeRow row{person, text(3), Money::fen(number(5)), Month::from_index(static_cast<std::int32_t>(number(4))),
                      month(6)};
        auto& incomes = household.incomes;
        const bool replaces = !incomes.empty() && incomes.back().person == row.person &&
                              incomes.back().kind == row.kind && incomes.back().from_month == row.from_month;
        put_or_replace(incomes, std::move(row), replaces);
        if (person) people_.add(household, *person, rows_, 7, 8);
    }

    People& people_;
};

}  // namespace

struct SnapshotReader::Streams {
    Streams(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, Depth depth)
        : people{sql, at, depth},
          households{sql, at, only, depth},
          members{sql, at, only, depth, people},
          incomes{sql, at, only, people} {}

    People people;
    HouseholdStream households;
    MemberStream members;
    IncomeStream incomes;
    std::int64_t last_change = 0;
};

SnapshotReader::SnapshotReader(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, Depth depth)
    : streams_{std::make_unique<Streams>(sql, at, only, depth)} {}

SnapshotReader::~SnapshotReader() = default;

bool SnapshotReader::next(Household& household) {
    Streams& s = *streams_;
    if (s.households.done()) return false;
    const auto no = HouseholdNo::parse(s.households.household_no());
    MINGZHANG_CHECK(no.has_value());
    household.no = *no;
    household.versions.clear();
    household.members.clear();
    household.incomes.clear();
    household.persons.clear();
    s.members.skip_before(no->text());
    s.incomes.skip_before(no->text());
    const std::int64_t rows =
        std::max({s.households.take(household), s.members.take(household), s.incomes.take(household)});
    s.last_change = std::max(rows, s.people.take_last_change());
    return true;
}

std::int64_t SnapshotReader::last_change() const {
    return streams_->last_change;
}

const Household* SnapshotReader::next() {
    if (!household_) household_.emplace(Household{*HouseholdNo::parse("-"), {}, {}, {}, {}});
    return next(*household_) ? &*household_ : nullptr;
}

std::int64_t last_import(soci::session& sql, County county) {
    std::int64_t last = 0;
    sql << "SELECT coalesce(max(import), 0) FROM registry_import WHERE county = :county", soci::use(county.number),
        soci::into(last);
    return last;
}

policy::PackBook pack_book(soci::session& sql, KnownAt at) {
    policy::PackBook book;
    std::string toml, id;
    std::int64_t effective_from = 0;
    soci::statement query =
        (sql.prepare << "SELECT t.id, t.effective_from, t.toml FROM pack t WHERE t.county = "
                        ":county AND t.import <= :import"
                     << not_taken_back(ImportKind::pack, "t", at) << " ORDER BY t.id, t.effective_from, t.import",
         soci::use(at.county.number), soci::use(at.import), soci::into(id), soci::into(effective_from),
         soci::into(toml));
    query.execute();
    while (query.fetch()) {
        auto pack = policy::parse_pack(toml, id);
        MINGZHANG_CHECK(pack.has_value());  // It was checked when it was imported.
        const bool added = book.add(std::move(*pack)).has_value();
        MINGZHANG_CHECK(added);
    }
    return book;
}

bool touched_since(soci::session& sql, KnownAt at, const DivisionScope& scope) {
    int found = 0;
    const std::string prefix = scope.text();
    sql << "SELECT count(*) FROM import_touch WHERE county = :county AND import > :import AND "
           "(substr(division, 1, length(:prefix)) = :prefix OR substr(:prefix, 1, length(division)) = division)",
        soci::use(at.county.number, "county"), soci::use(at.import, "import"), soci::use(prefix, "prefix"),
        soci::into(found);
    return found > 0;
}

}  // namespace mingzhang::registry
