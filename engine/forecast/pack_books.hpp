// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string_view>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "engine/policy/pack_book.hpp"

// Pack books as they would be: with a pack that was never imported, or with one pack in another's place.
namespace mingzhang::forecast {

// Why no pack was found by its name.
enum class FindPackRefusal : std::uint8_t { unknown_pack };
[[nodiscard]] RefusalWords words(FindPackRefusal reason);

// Of the packs imported the one with the id, the latest when several have it: "chongqing"; or exactly the one in force
// from a month: "chongqing@2022-09".
[[nodiscard]] Result<policy::Pack, Refusal> find_pack(const policy::PackBook& book, std::string_view named);

// The book with the pack beside the others, in place of one of the same id or place in force from the same month.
[[nodiscard]] policy::PackBook book_with(const policy::PackBook& book, const policy::Pack& pack);

// Why two packs cannot be set against each other in a month. Checked in this order.
enum class TwoPacksRefusal : std::uint8_t {
    places_apart,      // No place is ruled by both.
    not_in_force_yet,  // One of them is in force from a later month only.
};
[[nodiscard]] RefusalWords words(TwoPacksRefusal reason);

// The office's packs in two worlds that differ in one pack.
struct TwoBooks {
    policy::PackBook before;  // As if `before` ruled its place in the month,
    policy::PackBook now;     // and as if `now` did.
};

// What else rules stays: other places, narrower ones, and earlier months, which a grace looks back to. What would rule
// in the pack's stead goes: packs of its own place that came after it, and the other of the two where it is the
// narrower. So comparing a pack that was imported with its successor is comparing what was with what is.
[[nodiscard]] Result<TwoBooks, Refusal> two_books(const policy::PackBook& book, const policy::Pack& before,
                                                  const policy::Pack& now, Month month);

}  // namespace mingzhang::forecast
