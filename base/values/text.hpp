// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>

namespace mingzhang {

enum class Language : std::uint8_t { zh, en };

// A sentence for people, in both languages of the office.
struct Text {
    std::string zh;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const noexcept { return language == Language::zh ? zh : en; }
    friend bool operator==(const Text&, const Text&) = default;
};

// One of a closed set of values, such as a state: the code that programs read, and the word that people read.
struct Word {
    std::string code;
    Text text;

    friend bool operator==(const Word&, const Word&) = default;
};

}  // namespace mingzhang
