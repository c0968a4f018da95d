// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string_view>

#include "base/text/encoding.hpp"
#include "base/values/result.hpp"

namespace mingzhang {

// What the bytes of an import are. Excel in China saves CSV as GBK and says so nowhere.
struct DetectedEncoding {
    Encoding encoding = Encoding::utf8;
    std::size_t mark_bytes = 0;  // The byte order mark to be skipped: 3 or 0.
    friend bool operator==(const DetectedEncoding&, const DetectedEncoding&) = default;
};

// A byte order mark means UTF-8; else what is valid UTF-8 throughout is UTF-8; else what is valid GB18030 throughout is
// GB18030; else refused, with the wrong byte of the one that got further. Never a guess by frequency. Where a bank's
// layout names its character set, that rules and nothing is detected.
[[nodiscard]] Result<DetectedEncoding, WrongByte> detect_encoding(std::string_view bytes);

// The same for a stream that can be rewound: reads it through in pieces and goes back to the beginning.
[[nodiscard]] Result<DetectedEncoding, WrongByte> detect_encoding(std::istream& bytes);

// Whether the stream begins with the byte order mark of UTF-8 (EF BB BF); goes back to the beginning.
[[nodiscard]] bool begins_with_utf8_mark(std::istream& bytes);

}  // namespace mingzhang
