// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"

// A household as the registry knew it at one import: every version of its rows, nothing worked out yet.
// Entitlement reads this and nothing else; `docs/glossary.md` has the Chinese of each word.
namespace mingzhang::registry {

// A person's row number within the county. ID numbers stand once, sealed, in the person table; all else carries this.
struct PersonId {
    std::int64_t number = 0;
    friend auto operator<=>(const PersonId&, const PersonId&) = default;
};

// A bank account's row number within the county; the account number itself stands once, sealed.
struct AccountId {
    std::int64_t number = 0;
    friend auto operator<=>(const AccountId&, const AccountId&) = default;
};

enum class Cover : std::uint8_t { household = 1, single = 2 };           // 按户, 单人
enum class SelfCare : std::uint8_t { full = 1, partial = 2, none = 3 };  // 全自理, 半护理, 全护理
enum class DeathSource : std::uint8_t { police = 1, funeral, health, pension, court, village, bank };

// The whole household row in force from `from_month` (absent: from the beginning) until the next version.
struct HouseholdVersion {
    std::optional<Month> from_month;
    Program program;
    DivisionCode division;
    std::optional<PersonId> applicant;
    Date approved_on;
    std::optional<Date> ended_on;
    std::string end_reason;
    std::optional<Month> grace_from;
    Cover cover = Cover::household;
    std::string bank_code;
    std::optional<AccountId> account;
    std::string account_name;
};

// The whole member row in force from `from_month` until the next version of the same person in this household.
struct MemberVersion {
    PersonId person;
    std::optional<Month> from_month;
    std::string name;
    std::string relation;
    bool covered = false;
    std::optional<Date> joined_on;
    std::optional<Date> left_on;
    std::vector<std::string> categories;
    std::optional<SelfCare> self_care;
};

struct IncomeRow {
    std::optional<PersonId> person;  // Absent: the household's own.
    std::string kind;
    Money annual_amount;  // A deduction is negative.
    Month from_month;
    std::optional<Month> to_month;  // The last month; absent: open.
};

struct DeathRow {
    Date died_on;
    DeathSource source;
    std::optional<Date> reported_on;
};

struct Person {
    PersonId id;
    Date birth_date;        // From the ID number.
    std::string id_masked;  // For explanations.
    std::vector<DeathRow> deaths;
    // The date two officers settled, while it rules: until a death row of the person is added or changed.
    std::optional<Date> settled_death;
};

struct Household {
    HouseholdNo no;
    std::vector<HouseholdVersion> versions;  // By from_month, the earliest first.
    std::vector<MemberVersion> members;      // By person, then from_month.
    std::vector<IncomeRow> incomes;          // By person, kind, from_month.
    std::vector<Person> persons;             // By id; everyone named in members or incomes.
};

}  // namespace mingzhang::registry
