// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/values/clock.hpp"

namespace mingzhang::bank::iso20022 {

// A moment as messages have it (ISODateTime), with China's offset: "2022-08-06T09:02:03+08:00".
[[nodiscard]] std::string message_time(Instant at);

// Reads any xs:dateTime; parts of a second are left aside, and without an offset it is China's. None when it is none.
[[nodiscard]] std::optional<Instant> parse_message_time(std::string_view text) noexcept;

}  // namespace mingzhang::bank::iso20022
