// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::mt940 {

// In which characters a file is written. SWIFT knows only plain ASCII; banks write their languages all the same.
enum class CharacterSet : std::uint8_t { utf8, gb18030, latin1 };
[[nodiscard]] std::optional<CharacterSet> parse_character_set(std::string_view name) noexcept;  // "gb18030"

// Reads the stream through and goes back to its beginning. What is UTF-8 throughout is UTF-8. Else GB18030 where two of
// its Chinese characters stand side by side, and ISO-8859-1 where GB18030 has no reading. An umlaut before a letter is
// a character in both ("Ü" and "B", or one Chinese character): such a file is refused rather than guessed at.
[[nodiscard]] Result<CharacterSet, StatementFault> detect_character_set(std::istream& bytes);

// The lines of a file as UTF-8, without their ends: CR LF, LF, or "@@" where a file has that in place of line ends.
class MtLines {
public:
    static constexpr std::size_t line_max = 65'536;

    MtLines(std::istream& bytes, CharacterSet characters);  // `bytes` must outlive it, and can be rewound.
    ~MtLines();
    MtLines(MtLines&&) noexcept;

    // The next line, or none after the last. It stands in the reader's own room until the next is asked for.
    [[nodiscard]] Result<std::optional<std::string_view>, StatementFault> next();
    [[nodiscard]] std::size_t line() const noexcept;  // Of the line given last, from 1.

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::bank::mt940
