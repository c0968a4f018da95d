// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/entitlement/explain_words.hpp"

namespace mingzhang::entitlement {

// As many rows of a list as there are.
inline constexpr std::size_t every_row = static_cast<std::size_t>(-1);

// A page of explanation, written line by line.
class Page {
public:
    // Of each list at most `rows_max` rows; the rest of it is told in one line.
    explicit Page(Language language, std::size_t rows_max = every_row) : words_{language}, rows_max_{rows_max} {}

    template <class... Arguments>
    void line(std::string_view zh, std::string_view en, const Arguments&... arguments) {
        std::string text = words_.say(zh, en, arguments...);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        text_.append(indent_, ' ').append(text).push_back('\n');
    }
    // Writes each row; where there is no room for all, what is left over goes to `rest` together. A single row left
    // over takes no more room than the line about it, and is written.
    template <class Row, class Write, class Rest>
    void rows(const std::vector<Row>& all, Write write, Rest rest) {
        const bool fits = all.size() <= rows_max_ || all.size() - rows_max_ <= 1;
        const std::size_t written = fits ? all.size() : rows_max_;
        for (std::size_t i = 0; i < written; ++i) write(all[i]);
        if (!fits) rest(std::vector<Row>{all.begin() + static_cast<std::ptrdiff_t>(written), all.end()});
    }
    void in() { indent_ += 2; }
    void out() { indent_ -= 2; }
    [[nodiscard]] const Words& words() const { return words_; }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    Words words_;
    std::size_t rows_max_;
    std::string text_;
    std::size_t indent_ = 0;
};

}  // namespace mingzhang::entitlement
