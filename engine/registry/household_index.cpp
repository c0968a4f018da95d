// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/household_index.hpp"

#include <soci/soci.h>

#include "base/values/program.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

HouseholdIndex::HouseholdIndex(CommandContext& context) {
    std::string no, division;
    std::int64_t from = 0;
    int program = 0;
    const std::int64_t county = context.county().number;
    const std::string counting =
        not_taken_back_if_any(context.sql(), ImportKind::households, "t", known_now(context.county()));
    soci::statement query =
        (context.sql().prepare << "SELECT t.household_no, t.from_month, t.program, t.division FROM household_version t "
                                  "WHERE t.county = :county"
                               << counting << " ORDER BY t.import",
         soci::use(county), soci::into(no), soci::into(from), soci::into(program), soci::into(division));
    query.execute();
    while (query.fetch()) households_[no][from] = {program, division};
}

const HouseholdIndex::Version& HouseholdIndex::in_force(const Versions& versions, std::int64_t month) {
    auto version = versions.upper_bound(month);
    if (version != versions.begin()) --version;
    return version->second;
}

bool HouseholdIndex::is_tekun(const std::string& household_no, const std::optional<Month>& from) const {
    const auto found = households_.find(household_no);
    if (found == households_.end()) return false;
    const std::int64_t month = from ? from->index() : found->second.begin()->first;
    return mingzhang::is_tekun(static_cast<Program>(in_force(found->second, month).program));
}

const std::string& HouseholdIndex::division_in(const std::string& household_no, Month month) const {
    return in_force(households_.at(household_no), month.index()).division;
}

}  // namespace mingzhang::registry
