// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "base/tables/table.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"

// The book of temporary assistance (临时救助): a case is opened for a household, decided by another person within the
// limits of the pack, and paid by the next temporary run. An emergency is paid first; its papers follow.
namespace mingzhang::grants {

// Why a case was not opened, decided or completed. What the pack says against it comes after these
// (entitlement::TemporaryError). Checked in this order.
enum class CaseRefusal : std::uint8_t {
    unknown_household,  // {0} household, {1} month: only who stands in the lists has an account that was checked.
    no_pack,            // {0} division, {1} month
    no_emergency_path,  // {0} pack
    unknown_case,
    decided_before,
    reason_needed,  // Of a refusal.
    same_person,
    beyond_town,  // {0} amount: the county decides it.
    not_granted,
    no_papers_due,
    document_missing,
};
[[nodiscard]] RefusalWords words(CaseRefusal reason);

struct OpenCaseCall {
    County county;
    HouseholdNo household;
    std::string cause;  // A cause the pack names.
    std::int32_t people = 1;
    std::int32_t months = 1;
    bool emergency = false;
    std::string note;
    std::string key;
};
// The answer: case, amount_fen, paid_first_fen: what would be granted today.
[[nodiscard]] Result<Answer, Refusal> open_case(Desk& desk, const Actor& actor, const OpenCaseCall& call);

struct DecideCaseCall {
    County county;
    std::int64_t number = 0;
    bool granted = true;
    std::string reason;
    std::string key;
};
// By another person than who opened it; the town decides small amounts, the county the rest. The year's limit and the
// last time for the same cause are those of the household's cases decided before. The answer: case, granted (1 or 0),
// amount_fen, paid_first_fen, and of an emergency papers_due (a date) where a year on the way is not known, that
// year as papers_due_year: of it only Saturdays and Sundays were left out.
[[nodiscard]] Result<Answer, Refusal> decide_case(Desk& desk, const Actor& actor, const DecideCaseCall& call);

struct PapersCall {
    County county;
    std::int64_t number = 0;
    std::string document;
    std::string key;
};
// The papers of an emergency are complete: the rest of it is paid by the next run. The answer: case, late (1 or 0).
[[nodiscard]] Result<Answer, Refusal> complete_papers(Desk& desk, const Actor& actor, const PapersCall& call);

// Case, household_no, cause, people, months, emergency, state, amount, paid, papers_due, opened_by, decided_by.
[[nodiscard]] Table cases_table(store::Store& store, County county, Date today);

}  // namespace mingzhang::grants
