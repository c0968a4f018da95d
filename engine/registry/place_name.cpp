// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/place_name.hpp"

#include <soci/soci.h>

#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

std::string place_name(store::Store& store, const DivisionScope& place) {
    std::string code = place.text(), name;
    code.resize(12, '0');
    const auto county = place.county();
    const std::int64_t county_number = county ? county->number : 0;
    store.sql() << "SELECT t.name FROM division t WHERE t.county = :county AND t.code = :code"
                << not_taken_back(ImportKind::divisions, "t", known_now({county_number}))
                << " ORDER BY t.import DESC LIMIT 1",
        soci::use(county_number), soci::use(code), soci::into(name);
    return name.empty() ? place.text() : name;
}

}  // namespace mingzhang::registry
