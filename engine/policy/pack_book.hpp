// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "engine/policy/pack.hpp"

namespace mingzhang::policy {

// Why a pack was not taken into the book.
enum class AddPackError : std::uint8_t { other_id_in_force };
[[nodiscard]] RefusalWords words(AddPackError reason) noexcept;

enum class Added : std::uint8_t { new_pack, replaced };

// The packs known at one import. Pointers it gives stay good while the pack stays in the book.
class PackBook {
public:
    // A pack of equal id and effective_from is replaced, wherever it ruled. Another id with equal division and
    // effective_from is refused, and the book stays as it was: two packs cannot rule the same place from the same
    // month.
    [[nodiscard]] Result<Added, Refusal> add(Pack pack);

    // Of the packs whose division begins the code and whose effective_from is not after `month`, the one with the
    // longest division, then the latest effective_from; null when there is none.
    [[nodiscard]] const Pack* in_force(const DivisionCode& division, Month month) const;

    [[nodiscard]] std::vector<const Pack*> all() const;  // By division, then effective_from.

private:
    std::map<std::string, std::map<Month, Pack>, std::less<>> by_division_;
    std::bitset<13> lengths_;  // Which lengths of division there are, so that a look-up tries no other.
};

}  // namespace mingzhang::policy
