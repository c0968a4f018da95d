// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/pack_books.hpp"

#include <functional>
#include <optional>

#include "base/values/check.hpp"

namespace mingzhang::forecast {

namespace {

using policy::Pack;
using policy::PackBook;

// The key a pack is imported under.
bool is_same(const Pack& a, const Pack& b) {
    return a.id == b.id && a.effective_from == b.effective_from;
}

// Two such packs cannot rule together.
bool takes_place_of(const Pack& a, const Pack& b) {
    return is_same(a, b) || (a.division == b.division && a.effective_from == b.effective_from);
}

bool is_narrower(const Pack& a, const Pack& b) {
    return a.division != b.division && b.division.covers(a.division);
}

PackBook book_of(const PackBook& book, const Pack& pack, const std::function<bool(const Pack&)>& stays) {
    PackBook made;
    const auto add = [&made](const Pack& one) {
        const bool added = made.add(one).has_value();
        MINGZHANG_CHECK(added);
    };
    for (const Pack* known : book.all())
        if (!takes_place_of(*known, pack) && stays(*known)) add(*known);
    add(pack);
    return made;
}

// The book in which the pack rules its place in the month, against what came after it there and against the other.
PackBook book_ruled_by(const PackBook& book, const Pack& pack, const Pack& other, Month month) {
    return book_of(book, pack, [&](const Pack& known) {
        const bool came_after = known.division == pack.division && known.effective_from > pack.effective_from &&
                                known.effective_from <= month;
        return !came_after && !(is_same(known, other) && is_narrower(other, pack));
    });
}

}  // namespace

RefusalWords words(FindPackRefusal) {
    return {"policy/unknown_pack", "没有找到政策包“{0}”：既不是可以读的文件，也不是已导入的编号。",
            "There is no pack \"{0}\": neither a file that can be read nor the id of one imported.",
            "请给出 TOML 文件，或已导入的编号，可带生效月，如 chongqing@2022-09。已导入的：{1}",
            "Name a TOML file, or an id that was imported, with its first month if need be: chongqing@2022-09. "
            "Imported: {1}"};
}

RefusalWords words(TwoPacksRefusal reason) {
    switch (reason) {
        case TwoPacksRefusal::places_apart:
            return {"policy.compare/places_apart", "政策包“{0}”（区划 {1}）与“{2}”（区划 {3}）没有共同适用的地方。",
                    "The packs \"{0}\" (division {1}) and \"{2}\" (division {3}) rule no place in common.",
                    "请比较同一区划的，或一个包含另一个的两份政策包。",
                    "Compare packs of one division, or of which one lies within the other."};
        case TwoPacksRefusal::not_in_force_yet:
            return {"policy.compare/not_in_force_yet", "{1} 时政策包“{0}”还没有生效。",
                    "The pack \"{0}\" is not in force yet in {1}.", "请给出 {2} 或以后的月份。",
                    "Give {2} or a later month."};
    }
    return {};
}

Result<Pack, Refusal> find_pack(const PackBook& book, std::string_view named) {
    const std::size_t at = named.rfind('@');
    const auto month = at == std::string_view::npos ? std::nullopt : parse_month(named.substr(at + 1));
    const std::string_view id = month ? named.substr(0, at) : named;
    const Pack* found = nullptr;
    std::string known;
    for (const Pack* pack : book.all()) {
        known += (known.empty() ? "" : ", ") + pack->id + "@" + to_string(pack->effective_from);
        if (pack->id != id || (month && pack->effective_from != *month)) continue;
        if (found == nullptr || pack->effective_from > found->effective_from) found = pack;
    }
    if (found == nullptr) return refuse(FindPackRefusal::unknown_pack, named, known.empty() ? "—" : known);
    return *found;
}

PackBook book_with(const PackBook& book, const Pack& pack) {
    return book_of(book, pack, [](const Pack&) { return true; });
}

Result<TwoBooks, Refusal> two_books(const PackBook& book, const Pack& before, const Pack& now, Month month) {
    if (!before.division.overlaps(now.division))
        return refuse(TwoPacksRefusal::places_apart, before.id, before.division.text(), now.id, now.division.text());
    for (const Pack* pack : {&before, &now})
        if (pack->effective_from > month)
            return refuse(TwoPacksRefusal::not_in_force_yet, pack->id, to_string(month),
                          to_string(pack->effective_from));
    return TwoBooks{book_ruled_by(book, before, now, month),
                    book_ruled_by(book_with(book, before), now, before, month)};
}

}  // namespace mingzhang::forecast
