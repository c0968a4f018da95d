// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/month_rules.hpp"

namespace mingzhang::policy {

Month MonthRules::tells_from(Event event, Date date) const noexcept {
    const bool is_decision = event != Event::died && event != Event::birthday;
    const bool is_cut = is_decision && cut_day && static_cast<unsigned>(date.day()) > static_cast<unsigned>(*cut_day);
    return Month::of(date) + (is_cut ? 1 : 0) + static_cast<int>(effect(event));
}

}  // namespace mingzhang::policy
