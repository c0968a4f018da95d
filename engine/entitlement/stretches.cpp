// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/stretches.hpp"

#include <algorithm>

#include "base/values/check.hpp"

namespace mingzhang::entitlement {

namespace {

// The months in which something may change, as bits.
class Changes {
public:
    Changes(Month first, int months) : first_{first}, months_{months} {}

    void in(Month month) {
        const int at = month - first_;
        if (at >= 0 && at < months_) bits_ |= 1U << static_cast<unsigned>(at);
    }
    void in(const std::optional<Month>& month) {
        if (month) in(*month);
    }
    // An event tells from its month or one of the two after, as settlement day and effective month want.
    void after(Date date) {
        const Month month = Month::of(date);
        for (int later = 0; later <= 2; ++later) in(month + later);
    }
    void after(const std::optional<Date>& date) {
        if (date) after(*date);
    }
    // From the month on for `more` months, every one of them.
    void through(Month month, int more) {
        const int begin = std::max(month - first_, 0), end = std::min(month - first_ + more, months_ - 1);
        for (int at = begin; at <= end; ++at) bits_ |= 1U << static_cast<unsigned>(at);
    }
    [[nodiscard]] std::uint32_t bits() const { return bits_; }

private:
    Month first_;
    int months_;
    std::uint32_t bits_ = 1;
};

void watch(std::vector<std::int32_t>& ages, const std::vector<policy::TopupItem>& items) {
    for (const policy::TopupItem& item : items) {
        if (item.age_min) ages.push_back(*item.age_min);
        if (item.age_max) ages.push_back(*item.age_max + 1);
    }
}

}  // namespace

Stretches::Stretches(const policy::PackBook& packs, Month first, int months) : first_{first}, months_{months} {
    MINGZHANG_CHECK(months > 0 && months <= months_max);
    Changes changes{first_, months_};
    for (const policy::Pack* pack : packs.all()) {
        changes.in(pack->effective_from);
        watch(ages_, pack->topup.categories);
        watch(ages_, pack->topup.stack);
        grace_steps_ = std::max(grace_steps_, static_cast<int>(pack->dibao.grace.size()));
    }
    by_packs_ = changes.bits();
    std::sort(ages_.begin(), ages_.end());
    ages_.erase(std::unique(ages_.begin(), ages_.end()), ages_.end());
}

std::uint32_t Stretches::of(const registry::Household& household) const {
    Changes changes{first_, months_};
    for (const registry::HouseholdVersion& version : household.versions) {
        changes.in(version.from_month);
        changes.after(version.approved_on);
        changes.after(version.ended_on);
        if (version.grace_from) changes.through(*version.grace_from, grace_steps_);
    }
    for (const registry::MemberVersion& version : household.members) {
        changes.in(version.from_month);
        changes.after(version.joined_on);
        changes.after(version.left_on);
    }
    for (const registry::IncomeRow& row : household.incomes) {
        changes.in(row.from_month);
        if (row.to_month) changes.in(*row.to_month + 1);
    }
    for (const registry::Person& person : household.persons) {
        const Month born = Month::of(person.birth_date);
        for (const std::int32_t age : ages_) changes.through(born + 12 * age, 1);
        for (const registry::DeathRow& death : person.deaths) changes.after(death.died_on);
        changes.after(person.settled_death);
    }
    return by_packs_ | changes.bits();
}

}  // namespace mingzhang::entitlement
