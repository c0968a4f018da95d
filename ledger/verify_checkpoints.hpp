// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "base/store/part.hpp"

namespace mingzhang::ledger {

// `checkpoint.signatures`: every stored checkpoint is signed with the key stored for it, says what its row says, and is
// the one the log remembers, as are the keys; none is missing. `checkpoint.prefix`: each is the beginning of the log as
// it stands. Neither needs the office's secret keys; a key replaced together with all else is found only by who holds
// the public key outside.
[[nodiscard]] std::vector<store::VerifyPass> checkpoint_passes();

}  // namespace mingzhang::ledger
