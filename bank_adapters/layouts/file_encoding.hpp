// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/result.hpp"
#include "base/values/text.hpp"

namespace mingzhang::bank::layouts {

// Banks say GB18030 and mean it, or say it and take only the two-byte characters of GBK.
enum class FileEncoding : std::uint8_t { gb18030, gbk, utf8 };

[[nodiscard]] std::string_view name(FileEncoding encoding) noexcept;  // "GB18030"

// The bytes of a UTF-8 text in a file, or the first character the encoding lacks, described for people. Nothing is
// replaced.
[[nodiscard]] Result<std::string, Text> encode(FileEncoding encoding, std::string_view text);

// The UTF-8 text of bytes read from a file; none when they are not of this encoding.
[[nodiscard]] std::optional<std::string> decode(FileEncoding encoding, std::string_view bytes);

// The same without a copy where the bytes are the text already, which ASCII always is: else it is made in `room`.
[[nodiscard]] std::optional<std::string_view> decode(FileEncoding encoding, std::string_view bytes, std::string& room);

}  // namespace mingzhang::bank::layouts
