// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <vector>

#include "engine/entitlement/assessment.hpp"
#include "engine/entitlement/explain_page.hpp"

// What the lists of an explanation have in common.
namespace mingzhang::entitlement {

inline constexpr std::size_t name_columns = 14;
inline constexpr std::size_t kind_columns = 16;
inline constexpr std::size_t amount_columns = 14;

// The rows of a list that are asked for, to be written as far as there is room.
template <class Row, class Wanted>
std::vector<const Row*> those(const std::vector<Row>& rows, Wanted wanted) {
    std::vector<const Row*> found;
    for (const Row& row : rows)
        if (wanted(row)) found.push_back(&row);
    return found;
}
inline constexpr auto every = [](const auto&) { return true; };
inline constexpr auto counted = [](const MemberAssessment& member) { return member.standing == Standing::counted; };

template <class Row, class Amount>
Money sum_of(const std::vector<const Row*>& rows, Amount amount) {
    Money all;
    for (const Row* row : rows) all = sum(all, amount(*row));
    return all;
}

}  // namespace mingzhang::entitlement
