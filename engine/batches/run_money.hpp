// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"

namespace mingzhang::batches {

// Where the money of a run stands with the banks, from batches and outcomes alone, never from the ledger: so that
// `verify` can hold the two against each other.
struct RunMoney {
    Money in_transit;
    Money paid;
    Money returned;
    friend bool operator==(const RunMoney&, const RunMoney&) = default;
};
[[nodiscard]] RunMoney run_money(soci::session& sql, County county, std::int64_t run);

}  // namespace mingzhang::batches
