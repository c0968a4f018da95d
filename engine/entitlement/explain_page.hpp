// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "engine/entitlement/explain_words.hpp"

namespace mingzhang::entitlement {

// A page of explanation, written line by line.
class Page {
public:
    explicit Page(Language language) : words_{language} {}

    template <class... Arguments>
    void line(std::string_view zh, std::string_view en, const Arguments&... arguments) {
        std::string text = words_.say(zh, en, arguments...);
        while (!text.empty() && text.back() == ' ') text.pop_back();
        text_.append(indent_, ' ').append(text).push_back('\n');
    }
    void in() { indent_ += 2; }
    void out() { indent_ -= 2; }
    [[nodiscard]] const Words& words() const { return words_; }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    Words words_;
    std::string text_;
    std::size_t indent_ = 0;
};

}  // namespace mingzhang::entitlement
