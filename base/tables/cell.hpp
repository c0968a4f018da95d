// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// What a column holds. Any cell may be empty.
enum class CellKind : std::uint8_t { text, whole_number, money, date, month };

// One value of a table. Made from what it holds, so that a row is written `const std::array cells{Cell{no},
// Cell{amount}}`.
class Cell {
public:
    using Value = std::variant<std::monostate, std::string, std::int64_t, Money, Date, Month, Word>;

    Cell() = default;  // Empty.
    Cell(std::string text) : value_{std::move(text)} {}
    Cell(std::string_view text) : value_{std::string{text}} {}
    Cell(const char* text) : value_{std::string{text}} {}
    template <std::integral N>
    requires(!std::same_as<N, bool> && !std::same_as<N, char>) Cell(N number)
        : value_{static_cast<std::int64_t>(number)} {}
    Cell(Word word) : value_{std::move(word)} {}    // In a text column.
    Cell(Text text) : Cell{Word{text.en, text}} {}  // Programs read the English one.
    Cell(Money amount) : value_{amount} {}
    Cell(Date date) : value_{date} {}
    Cell(Month month) : value_{month} {}
    template <class T>
    Cell(const std::optional<T>& value) {
        if (value) value_ = Cell{*value}.value_;
    }
    Cell(bool) = delete;  // A table says yes or no in words.
    Cell(char) = delete;
    Cell(double) = delete;

    [[nodiscard]] bool is_empty() const noexcept { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] bool fits(CellKind kind) const noexcept;  // Empty fits every kind.
    [[nodiscard]] const Value& value() const noexcept { return value_; }

    friend bool operator==(const Cell&, const Cell&) = default;

private:
    Value value_;
};

// As files carry it: "1143.00", "2022-08-06", "2022-08", the code of a word; empty for empty.
[[nodiscard]] std::string to_file_text(const Cell& cell);

// As people read it: money and whole numbers "1,143.00", "1,143", words in their language; the rest as in files.
[[nodiscard]] std::string to_screen_text(const Cell& cell, Language language);

// A word in the language; every other cell as it is.
[[nodiscard]] Cell in_words(const Cell& cell, Language language);

}  // namespace mingzhang
