// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/snapshot.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "base/store/store.hpp"
#include "base/values/check.hpp"
#include "engine/policy/parse_pack.hpp"
#include "engine/registry/deaths.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

// The rows of one table in key order, one ahead of what was taken, so that a household's rows can be told from the
// next.
class Stream {
public:
    virtual ~Stream() = default;
    // Puts every row of `household` into it. Of rows with the same key the last import stands.
    void take(Household& household) {
        while (!done_ && household_no_ == household.no.text()) {
            put(household);
            advance();
        }
    }
    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] const std::string& household_no() const { return household_no_; }
    void skip_before(const std::string& household_no) {
        while (!done_ && household_no_ < household_no) advance();
    }

protected:
    Stream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only)
        : sql_{sql}, statement_{sql}, at_{at}, only_{only ? only->text() : std::string{}} {}

    void begin(std::string_view columns, std::string_view from, std::string_view key, ImportKind list) {
        const std::string text = fmt::format(
            "{}SELECT t.household_no, {} FROM {} WHERE t.county = :county AND t.import <= :import{}{} "
            "ORDER BY t.household_no, {}, t.import",
            only_.empty() ? store::long_read : std::string_view{}, columns, from,
            only_.empty() ? "" : " AND t.household_no = :household", not_taken_back_if_any(sql_, list, "t", at_), key);
        statement_.exchange(soci::use(at_.county.number));
        statement_.exchange(soci::use(at_.import));
        if (!only_.empty()) statement_.exchange(soci::use(only_));
        statement_.alloc();
        statement_.prepare(text);
        statement_.define_and_bind();
        statement_.execute();
        advance();
    }
    template <class Value>
    void column(Value& value) {
        statement_.exchange(soci::into(value));
    }
    virtual void put(Household& household) = 0;

    std::string household_no_;

private:
    void advance() { done_ = !statement_.fetch(); }

    soci::session& sql_;
    soci::statement statement_;
    KnownAt at_;
    std::string only_;
    bool done_ = false;
};

class HouseholdStream final : public Stream {
public:
    HouseholdStream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only) : Stream{sql, at, only} {
        column(household_no_);
        column(from_month_);
        column(program_);
        column(division_);
        column(applicant_);
        column(approved_on_);
        column(ended_on_);
        column(end_reason_);
        column(grace_from_);
        column(cover_);
        column(bank_code_);
        column(account_);
        column(account_name_);
        begin(
            "t.from_month, t.program, t.division, t.applicant, t.approved_on, t.ended_on, t.end_reason, t.grace_from, "
            "t.cover, t.bank_code, t.account, t.account_name",
            "household_version t", "t.from_month", ImportKind::households);
    }

private:
    void put(Household& household) override {
        const auto division = DivisionCode::parse(division_);
        MINGZHANG_CHECK(division.has_value());
        HouseholdVersion version{month_from_number(from_month_),
                                 static_cast<Program>(program_),
                                 *division,
                                 applicant_ == 0 ? std::nullopt : std::optional{PersonId{applicant_}},
                                 *date_from_number(approved_on_),
                                 date_from_number(ended_on_),
                                 end_reason_,
                                 month_from_number(grace_from_),
                                 static_cast<Cover>(cover_),
                                 bank_code_,
                                 account_ == 0 ? std::nullopt : std::optional{AccountId{account_}},
                                 account_name_};
        auto& versions = household.versions;
        if (!versions.empty() && versions.back().from_month == version.from_month)
            versions.back() = std::move(version);
        else
            versions.push_back(std::move(version));
    }

    std::int64_t from_month_ = 0, applicant_ = 0, approved_on_ = 0, ended_on_ = 0, grace_from_ = 0, account_ = 0;
    int program_ = 0, cover_ = 0;
    std::string division_, end_reason_, bank_code_, account_name_;
};

std::vector<std::string> split(const std::string& codes) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < codes.size();) {
        const std::size_t end = std::min(codes.find(';', at), codes.size());
        if (end > at) parts.push_back(codes.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

using Deaths = std::unordered_map<std::int64_t, PersonDeaths>;

void add_person(Household& household, std::int64_t id, std::int64_t birth_date, const std::string& last_four,
                const Deaths& deaths) {
    const PersonId person{id};
    const auto at = std::lower_bound(household.persons.begin(), household.persons.end(), person,
                                     [](const Person& p, PersonId wanted) { return p.id < wanted; });
    if (at != household.persons.end() && at->id == person) return;
    Person added{person, *date_from_number(birth_date), "**************" + last_four, {}, std::nullopt};
    if (const auto found = deaths.find(id); found != deaths.end()) {
        added.deaths = found->second.rows;
        added.settled_death = found->second.settled;
    }
    household.persons.insert(at, std::move(added));
}

class MemberStream final : public Stream {
public:
    MemberStream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, const Deaths& deaths)
        : Stream{sql, at, only}, deaths_{deaths} {
        column(household_no_);
        column(person_);
        column(from_month_);
        column(name_);
        column(relation_);
        column(covered_);
        column(joined_on_);
        column(left_on_);
        column(categories_);
        column(self_care_);
        column(birth_date_);
        column(last_four_);
        begin(
            "t.person, t.from_month, t.name, t.relation, t.covered, t.joined_on, t.left_on, t.categories, t.self_care, "
            "p.birth_date, p.last_four",
            "member_version t JOIN person p ON p.county = t.county AND p.id = t.person", "t.person, t.from_month",
            ImportKind::members);
    }

private:
    void put(Household& household) override {
        MemberVersion version{{person_},
                              month_from_number(from_month_),
                              name_,
                              relation_,
                              covered_ != 0,
                              date_from_number(joined_on_),
                              date_from_number(left_on_),
                              split(categories_),
                              self_care_ == 0 ? std::nullopt : std::optional{static_cast<SelfCare>(self_care_)}};
        auto& members = household.members;
        const bool replaces = !members.empty() && members.back().person == version.person &&
                              members.back().from_month == version.from_month;
        if (replaces)
            members.back() = std::move(version);
        else
            members.push_back(std::move(version));
        add_person(household, person_, birth_date_, last_four_, deaths_);
    }

    const Deaths& deaths_;
    std::int64_t person_ = 0, from_month_ = 0, joined_on_ = 0, left_on_ = 0, birth_date_ = 0;
    int covered_ = 0, self_care_ = 0;
    std::string name_, relation_, categories_, last_four_;
};

class IncomeStream final : public Stream {
public:
    IncomeStream(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only, const Deaths& deaths)
        : Stream{sql, at, only}, deaths_{deaths} {
        column(household_no_);
        column(person_);
        column(kind_);
        column(from_month_);
        column(annual_amount_);
        column(to_month_);
        column(birth_date_);
        column(last_four_);
        begin(
            "t.person, t.kind, t.from_month, t.annual_amount, t.to_month, coalesce(p.birth_date, 0), "
            "coalesce(p.last_four, '')",
            "income t LEFT JOIN person p ON p.county = t.county AND p.id = t.person", "t.person, t.kind, t.from_month",
            ImportKind::incomes);
    }

private:
    void put(Household& household) override {
        const auto person = person_ == 0 ? std::nullopt : std::optional{PersonId{person_}};
        IncomeRow row{person, kind_, Money::fen(annual_amount_),
                      Month::from_index(static_cast<std::int32_t>(from_month_)), month_from_number(to_month_)};
        auto& incomes = household.incomes;
        const bool replaces = !incomes.empty() && incomes.back().person == row.person &&
                              incomes.back().kind == row.kind && incomes.back().from_month == row.from_month;
        if (replaces)
            incomes.back() = std::move(row);
        else
            incomes.push_back(std::move(row));
        if (person) add_person(household, person_, birth_date_, last_four_, deaths_);
    }

    const Deaths& deaths_;
    std::int64_t person_ = 0, from_month_ = 0, annual_amount_ = 0, to_month_ = 0, birth_date_ = 0;
    std::string kind_, last_four_;
};

}  // namespace

struct SnapshotReader::Streams {
    Streams(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only)
        : deaths{read_deaths(sql, at)},
          households{sql, at, only},
          members{sql, at, only, deaths},
          incomes{sql, at, only, deaths} {}

    Deaths deaths;
    HouseholdStream households;
    MemberStream members;
    IncomeStream incomes;
    std::optional<Household> household;
};

SnapshotReader::SnapshotReader(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only)
    : streams_{std::make_unique<Streams>(sql, at, only)} {}

SnapshotReader::~SnapshotReader() = default;

const Household* SnapshotReader::next() {
    Streams& s = *streams_;
    if (s.households.done()) return nullptr;
    const auto no = HouseholdNo::parse(s.households.household_no());
    MINGZHANG_CHECK(no.has_value());
    if (!s.household) s.household.emplace(Household{*no, {}, {}, {}, {}});
    Household& household = *s.household;
    household.no = *no;
    household.versions.clear();
    household.members.clear();
    household.incomes.clear();
    household.persons.clear();
    s.households.take(household);
    s.members.skip_before(no->text());
    s.members.take(household);
    s.incomes.skip_before(no->text());
    s.incomes.take(household);
    return &household;
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
