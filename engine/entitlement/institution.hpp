// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "engine/entitlement/assessment.hpp"

// The month of an institution (供养服务机构): its account is paid for whole months in advance, and the month is settled
// by the days its people were there (人日结算). What is left goes back.
namespace mingzhang::entitlement {

// Items of self-care a person fails, of six: none is wholly able, one to three partly, four or more not [R-TK Art. 22].
[[nodiscard]] registry::SelfCare self_care_by(std::int32_t failed_items) noexcept;

// One supported person in the institution. Both days are spent there.
struct Stay {
    registry::PersonId person;
    Money monthly;  // Standard and care.
    std::optional<Date> from;
    std::optional<Date> to;
};

// The stays of a tekun household's counted members who live in an institution: from the day they joined to the day they
// left or died, as far as the rows know.
[[nodiscard]] std::vector<Stay> stays_of(const Assessment& assessment);

// What members who live in an institution are owed is taken out, where the pack prepays it: a run pays the rest.
void leave_to_prepayment(Assessment& assessment);

struct SettledStay {
    registry::PersonId person;
    std::int32_t days = 0;
    Money prepaid;
    Money settled;
};

struct InstitutionMonth {
    policy::Settlement settle = policy::Settlement::months;
    std::int32_t days_in_month = 0;
    std::vector<SettledStay> stays;  // As given, those with no day left out.
    std::int64_t head_days = 0;
    Money prepaid;
    Money settled;
    Money surplus;  // Prepaid less settled; never below zero.
};

[[nodiscard]] InstitutionMonth settle_institution(const policy::InstitutionRules& rules, Month month,
                                                  std::span<const Stay> stays);

}  // namespace mingzhang::entitlement
