// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/check.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// One value of a closed set: its code for programs and files, and its words for people.
template <class Enum>
struct Term {
    Enum value;
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

// The terms of an enum, in one table per enum: `constexpr Vocabulary<Role, 6> roles{{{ {Role::officer, "officer", …}`.
template <class Enum, std::size_t size>
struct Vocabulary {
    std::array<Term<Enum>, size> terms;

    // A value outside the table is a bug.
    [[nodiscard]] constexpr const Term<Enum>& of(Enum value) const noexcept {
        const auto found = std::ranges::find(terms, value, &Term<Enum>::value);
        MINGZHANG_CHECK(found != terms.end());
        return *found;
    }
    [[nodiscard]] Text name(Enum value) const { return {std::string{of(value).zh}, std::string{of(value).en}}; }
    [[nodiscard]] Word word(Enum value) const { return {std::string{of(value).code}, name(value)}; }

    // Code or Chinese word, to the letter.
    [[nodiscard]] constexpr std::optional<Enum> parse(std::string_view text) const noexcept {
        for (const Term<Enum>& term : terms)
            if (text == term.code || text == term.zh) return term.value;
        return std::nullopt;
    }
};

}  // namespace mingzhang
