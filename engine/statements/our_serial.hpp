// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mingzhang::statements {

// A serial of ours, "B12-000345".
struct OurSerial {
    std::int64_t batch = 0;
    std::int64_t instruction = 0;
    friend bool operator==(const OurSerial&, const OurSerial&) = default;
};

// The only serial in a text. None where there are two different ones: nobody can say which is meant.
[[nodiscard]] std::optional<OurSerial> serial_in(std::string_view text);

// Whether the text names the batch: "B12" standing by itself, or its file without the ending.
[[nodiscard]] bool names_batch(std::string_view text, std::int64_t batch, std::string_view file_name);

}  // namespace mingzhang::statements
