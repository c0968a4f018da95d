// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>

#include "base/store/part.hpp"
#include "ledger/entry_roots.hpp"

namespace mingzhang::ledger {

// Makes every leaf again from its command, the roots over the entries as the journal holds them, and facts, and
// compares hashes: a changed row of any of them, a missing leaf or one too many is named.
[[nodiscard]] store::PassReport check_log(soci::session& sql, std::map<CommandId, EntryRoot> entries);

// The root each closing kept is the root of the log as long as it then was.
[[nodiscard]] store::PassReport check_seals(store::Store& store);

}  // namespace mingzhang::ledger
