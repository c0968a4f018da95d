// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/values/month.hpp"

namespace mingzhang::policy {

// What happens on a day and tells from a month.
enum class Event : std::uint8_t { approved = 1, joined, left, ended, died, birthday };

inline constexpr std::array all_events{Event::approved, Event::joined, Event::left,
                                       Event::ended,    Event::died,   Event::birthday};

enum class Effect : std::uint8_t { same_month = 0, next_month = 1 };

// From which month on an event tells (生效月) [domain §2.8]. The national rule is the month after, for all of them: the
// month of joining is not paid, the months of leaving and of death are.
struct MonthRules {
    std::array<Effect, all_events.size()> effects = all_next;
    // The settlement day (结算日): what the office decides on a later day counts as decided in the month after.
    // Deaths and birthdays are no decisions.
    std::optional<std::int32_t> cut_day;

    [[nodiscard]] Effect effect(Event event) const noexcept { return effects[static_cast<std::size_t>(event) - 1]; }
    // The first month in which the event tells.
    [[nodiscard]] Month tells_from(Event event, Date date) const noexcept;
    friend bool operator==(const MonthRules&, const MonthRules&) = default;

    static constexpr std::array<Effect, all_events.size()> all_next{Effect::next_month, Effect::next_month,
                                                                    Effect::next_month, Effect::next_month,
                                                                    Effect::next_month, Effect::next_month};
};

}  // namespace mingzhang::policy
