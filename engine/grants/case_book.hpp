// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"

// What the files of this folder share about cases of temporary assistance.
namespace mingzhang::grants {

struct TemporaryDecision {
    bool granted = false;
    Month month{1900, 1};
    Money amount;
    Money paid_first;  // The whole, but of an emergency.
    std::optional<Date> papers_due;
    std::string decided_by;
    std::int64_t item = 0;  // On the worklist, until the papers are complete.
};

struct CaseRow {
    std::int64_t number = 0;
    std::string household;
    DivisionScope division;
    std::string cause;
    std::int32_t people = 0;
    std::int32_t months = 0;
    bool emergency = false;
    std::string opened_by;
    std::optional<TemporaryDecision> decision;
    bool papers_complete = false;
    Money accrued;  // By runs that are approved, released or closed.
};
[[nodiscard]] std::vector<CaseRow> read_cases(soci::session& sql, County county);  // By number.
[[nodiscard]] std::optional<CaseRow> find_case(soci::session& sql, County county, std::int64_t number);

// What may be paid of a case now, less what runs accrued of it: the whole, or of an emergency the first payment until
// its papers are complete.
[[nodiscard]] Money payable_now(const CaseRow& of);

}  // namespace mingzhang::grants
