// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <limits>

#include "base/commands/command.hpp"

namespace mingzhang::ledger {

// A moment of a county's ledger: after its command of this number and before the next. Everything read as of a moment
// stays what it was, whatever is posted later.
struct Moment {
    std::int64_t command = std::numeric_limits<std::int64_t>::max();  // Now.

    [[nodiscard]] bool is_now() const noexcept { return command == Moment{}.command; }
};

// After the last command given at or before the instant.
[[nodiscard]] Moment moment_at(soci::session& sql, County county, Instant instant);

}  // namespace mingzhang::ledger
