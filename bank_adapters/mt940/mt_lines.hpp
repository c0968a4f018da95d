// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string_view>

#include "bank_adapters/mt940/mt_characters.hpp"

namespace mingzhang::bank::mt940 {

// The lines of a file as UTF-8, without their ends: CR LF, LF, CR, all of them in one file, or "@@" where a file has
// that in place of line ends. Control characters before a line are left out: a form feed between pages, and the byte 1
// that some Polish banks and SWIFT's own files put before a message.
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
