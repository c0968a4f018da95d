// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/place_name.hpp"

#include <soci/soci.h>

namespace mingzhang::registry {

std::string place_name(store::Store& store, const DivisionScope& place) {
    std::string code = place.text(), name;
    code.resize(12, '0');
    const auto county = place.county();
    const std::int64_t county_number = county ? county->number : 0;
    store.sql() << "SELECT name FROM division WHERE county = :county AND code = :code ORDER BY import DESC LIMIT 1",
        soci::use(county_number), soci::use(code), soci::into(name);
    return name.empty() ? place.text() : name;
}

}  // namespace mingzhang::registry
