// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/values/text.hpp"
#include "engine/entitlement/benefits.hpp"
#include "engine/entitlement/institution.hpp"

// What is paid once, and an institution's month, explained as the monthly money is: the formula with its own numbers
// and the source of its rules. Lines end in a newline.
namespace mingzhang::entitlement {

[[nodiscard]] std::string explain(const PriceSubsidy& subsidy, Language language);
[[nodiscard]] std::string explain(const FuneralGrant& grant, Language language);
[[nodiscard]] std::string explain(const TemporaryGrant& grant, Language language);
[[nodiscard]] std::string explain(const InstitutionMonth& month, Language language);

}  // namespace mingzhang::entitlement
