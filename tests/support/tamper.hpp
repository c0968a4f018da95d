// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/store/store.hpp"

namespace mingzhang::test {

// Changes an append-only table as somebody would who owns the database and has an hour: takes the guards away, does it,
// and puts them back.
void behind_the_programs_back(store::Store& store, const std::string& table, const std::string& statement);

}  // namespace mingzhang::test
