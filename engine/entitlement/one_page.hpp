// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/values/text.hpp"

// Texts for one sheet of paper.
namespace mingzhang::entitlement {

// What an A4 sheet takes in a type of fixed width; a Chinese character is two columns wide.
inline constexpr std::size_t page_lines_max = 60;
inline constexpr std::size_t page_columns_max = 80;

// The text with lines wider than `columns` broken: between words, or between Chinese characters, never before a closing
// mark. What is broken off stands two columns further in than its line. Every line ends in a newline.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t columns);

// The parts of a page, in order. `body` is given how many rows of each list there is room for.
struct PageParts {
    std::string head;
    std::function<std::string(std::size_t rows_max)> body;
    std::string foot;
};

// The page, with lists as long as fit; what is too long even with the shortest lists ends with the number of lines left
// out. Head and foot are always whole; REQUIRES: they leave room.
[[nodiscard]] std::string one_page(const PageParts& parts, Language language);

}  // namespace mingzhang::entitlement
