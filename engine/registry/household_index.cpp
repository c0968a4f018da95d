// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/household_index.hpp"

#include <soci/soci.h>

#include <iterator>

#include "base/values/program.hpp"

namespace mingzhang::registry {

HouseholdIndex::HouseholdIndex(CommandContext& context) {
    std::string no;
    std::int64_t from = 0;
    int program = 0;
    const std::int64_t county = context.county().number;
    soci::statement query = (context.sql().prepare << "SELECT household_no, from_month, program FROM household_version "
                                                      "WHERE county = :county ORDER BY import",
                             soci::use(county), soci::into(no), soci::into(from), soci::into(program));
    query.execute();
    while (query.fetch()) households_[no][from] = program;
}

bool HouseholdIndex::is_tekun(const std::string& household_no, const std::optional<Month>& from) const {
    const auto found = households_.find(household_no);
    if (found == households_.end()) return false;
    const auto& versions = found->second;
    auto in_force = from ? versions.upper_bound(from->index()) : std::next(versions.begin());
    if (in_force != versions.begin()) --in_force;
    return mingzhang::is_tekun(static_cast<Program>(in_force->second));
}

}  // namespace mingzhang::registry
