// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/statement_fault.hpp"
#include "base/text/encoding.hpp"

namespace mingzhang::bank::mt940 {

// In which characters a file is written. SWIFT knows only plain ASCII; banks write their languages all the same. What
// is called latin1 has the signs of Windows-1252 where ISO-8859-1 has control characters, as everywhere today. cp850 is
// what programs of the eighties wrote, some of which still run.
enum class CharacterSet : std::uint8_t { utf8, gb18030, latin1, cp850 };
[[nodiscard]] std::optional<CharacterSet> parse_character_set(std::string_view name) noexcept;  // "gb18030"

// Reads the stream through and goes back to its beginning. What is UTF-8 throughout is UTF-8. What
// can be GB18030 throughout and looks Chinese is GB18030: Chinese characters stand side by side or alone among blanks,
// and at least four in five runs of bytes beyond ASCII must say so. What cannot be GB18030 and looks otherwise is
// latin1 or cp850. All else is refused until somebody names the set: an umlaut before a letter could be a rare Chinese
// character, and Chinese with a byte that does not fit is damaged.
[[nodiscard]] Result<CharacterSet, StatementFault> detect_character_set(std::istream& bytes);

// The bytes of one character set, piece by piece, as UTF-8.
class ToUtf8 {
public:
    explicit ToUtf8(CharacterSet characters);
    [[nodiscard]] Result<void, WrongByte> feed(std::string_view piece, std::string& utf8);
    [[nodiscard]] Result<void, WrongByte> finish();

private:
    CharacterSet characters_;
    std::optional<Decoder> decoder_;
};

// Bytes for one piece of reading, in `buffer`; and back to the beginning.
[[nodiscard]] std::string_view read_piece(std::istream& bytes, std::string& buffer);
void rewind(std::istream& bytes);

}  // namespace mingzhang::bank::mt940
