// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/utc_text.hpp"

#include <ctime>

namespace mingzhang {

std::optional<Instant> parse_utc_text(const std::string& text) {
    std::tm time{};
    const char* const end = strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &time);
    if (end == nullptr || *end != '\0') return std::nullopt;
    const Instant at{std::chrono::seconds{timegm(&time)}};
    if (to_utc_text(at) != text) return std::nullopt;  // A day or an hour there is none of.
    return at;
}

}  // namespace mingzhang
