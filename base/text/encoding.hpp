// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/result.hpp"

namespace mingzhang {

// The character sets of this field's files. GB18030 contains GBK and GB2312: a file "in GBK" is read as GB18030.
enum class Encoding : std::uint8_t { utf8, gb18030 };

[[nodiscard]] std::string_view name(Encoding encoding) noexcept;  // "UTF-8", "GB18030"

// ASCII is the same bytes in every character set here.
[[nodiscard]] bool is_ascii(std::string_view bytes) noexcept;

// The first byte of a text that is not of its character set, counted from 0.
struct WrongByte {
    std::size_t offset = 0;
    friend bool operator==(const WrongByte&, const WrongByte&) = default;
};

// A character the wanted character set has no bytes for, and where it stands in the UTF-8 text.
struct MissingCharacter {
    char32_t code_point = 0;
    std::size_t offset = 0;
    friend bool operator==(const MissingCharacter&, const MissingCharacter&) = default;
};

// Both ways strict: every byte and every character is carried over or the whole text is refused. No '?' stands in for
// anything, since a name with a '?' is another name to the bank.
//
// A trap of GB18030: its editions of 2005 and 2022 name a few bytes differently. A6D9 is U+E78D (private use) in older
// programs and U+FE10 in glibc 2.36. Bytes read and written by this program stay the same bytes; but a name that came
// in as UTF-8 with U+E78D differs, in code points and in GB18030 bytes, from the same name read here from A6D9. Whoever
// compares names uses compared_name.hpp, never these texts.
[[nodiscard]] Result<std::string, WrongByte> to_utf8(std::string_view bytes, Encoding from);
[[nodiscard]] Result<void, WrongByte> to_utf8(std::string_view bytes, Encoding from, std::string& utf8);  // In place.
[[nodiscard]] Result<std::string, MissingCharacter> from_utf8(std::string_view utf8,
                                                              Encoding to);  // REQUIRES: valid UTF-8.

// The same for a text that arrives in pieces, cut anywhere.
class Decoder {
public:
    explicit Decoder(Encoding from);
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    // Appends to `utf8` what is complete; the bytes of a character cut in two wait for the next piece. Offsets count
    // from the first byte ever given. After an error the decoder is of no more use.
    [[nodiscard]] Result<void, WrongByte> feed(std::string_view piece, std::string& utf8);
    [[nodiscard]] Result<void, WrongByte> finish();  // Refuses a text that ends inside a character.

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang
