// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>

#include "base/values/clock.hpp"

namespace mingzhang {

// None unless the text is exactly what `to_utc_text` writes of some moment.
[[nodiscard]] std::optional<Instant> parse_utc_text(const std::string& text);

}  // namespace mingzhang
