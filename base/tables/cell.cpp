// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/cell.hpp"

#include <type_traits>

namespace mingzhang {

namespace {

std::string grouped(std::int64_t number) {
    std::string text = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = text.size(); at > sign + 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

}  // namespace

bool Cell::fits(CellKind kind) const noexcept {
    switch (kind) {
        case CellKind::text:
            return is_empty() || std::holds_alternative<std::string>(value_) || std::holds_alternative<Word>(value_);
        case CellKind::whole_number:
            return is_empty() || std::holds_alternative<std::int64_t>(value_);
        case CellKind::money:
            return is_empty() || std::holds_alternative<Money>(value_);
        case CellKind::date:
            return is_empty() || std::holds_alternative<Date>(value_);
        case CellKind::month:
            return is_empty() || std::holds_alternative<Month>(value_);
    }
    return false;
}

std::string to_file_text(const Cell& cell) {
    return std::visit(
        [](const auto& value) -> std::string {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>) return {};
            if constexpr (std::is_same_v<T, std::string>) return value;
            if constexpr (std::is_same_v<T, Word>) return value.code;
            if constexpr (std::is_same_v<T, std::int64_t>) return std::to_string(value);
            if constexpr (std::is_same_v<T, Money>) return to_yuan(value);
            if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Month>) return to_string(value);
        },
        cell.value());
}

std::string to_screen_text(const Cell& cell, Language language) {
    if (const auto* word = std::get_if<Word>(&cell.value())) return word->text.in(language);
    if (const auto* amount = std::get_if<Money>(&cell.value())) return to_yuan_grouped(*amount);
    if (const auto* number = std::get_if<std::int64_t>(&cell.value())) return grouped(*number);
    return to_file_text(cell);
}

Cell in_words(const Cell& cell, Language language) {
    const auto* word = std::get_if<Word>(&cell.value());
    return word ? Cell{word->text.in(language)} : cell;
}

}  // namespace mingzhang
