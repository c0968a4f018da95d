// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::ledger {

// Makes every leaf again from its command, entries and facts, and compares hashes: a changed row of any of them, a
// missing leaf or one too many is named.
[[nodiscard]] store::PassReport check_log(store::Store& store);

// The root each closing kept is the root of the log as long as it then was.
[[nodiscard]] store::PassReport check_seals(store::Store& store);

}  // namespace mingzhang::ledger
