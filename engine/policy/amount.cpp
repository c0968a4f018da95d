// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/amount.hpp"

namespace mingzhang::policy {

std::optional<Wide> hundredfold(const Value& value, Program program, Money standard) noexcept {
    if (const auto* percent = std::get_if<Percent>(&value)) return Wide{standard.fen()} * percent->value;
    const auto amount = std::get<Amount>(value).in(program);
    return amount ? std::optional{Wide{amount->fen()} * 100} : std::nullopt;
}

std::optional<Money> value_of(const Value& value, Program program, Money standard, Rounding rounding) noexcept {
    if (const auto* amount = std::get_if<Amount>(&value)) return amount->in(program);
    return round(Wide{standard.fen()} * std::get<Percent>(value).value, 100, rounding);
}

}  // namespace mingzhang::policy
