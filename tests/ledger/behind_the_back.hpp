// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <soci/soci.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/office.hpp"

namespace mingzhang::test {

// Takes the guards away, as somebody with the file and an hour would, and puts them back after.
inline void behind_the_programs_back(Office& office, const std::string& table, const std::string& statement) {
    std::vector<std::pair<std::string, std::string>> guards;
    std::string name, text;
    {
        soci::statement query =
            (office.sql().prepare << "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND "
                                     "tbl_name = :table",
             soci::use(table), soci::into(name), soci::into(text));
        query.execute();
        while (query.fetch()) guards.emplace_back(name, text);
    }
    for (const auto& guard : guards) office.sql() << "DROP TRIGGER " << guard.first;
    office.sql() << statement;
    for (const auto& guard : guards) office.sql() << guard.second;
}

}  // namespace mingzhang::test
