// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/pack_book.hpp"

#include <utility>

namespace mingzhang::policy {

RefusalWords words(AddPackError) noexcept {
    return {"pack.add/other_id_in_force", "政策包“{0}”与已有的政策包“{1}”区划（{2}）和生效月（{3}）都相同",
            "pack \"{0}\" has the same division ({2}) and first month ({3}) as pack \"{1}\", which is already there",
            "要替换原政策包，请沿用它的编号 id；否则请改区划 division 或生效月 effective_from",
            "to replace that pack, give yours its id; otherwise change division or effective_from"};
}

Result<Added, Refusal> PackBook::add(Pack pack) {
    std::string division = pack.division.text();
    const auto ruling = by_division_.find(division);
    if (ruling != by_division_.end()) {
        const auto same_month = ruling->second.find(pack.effective_from);
        if (same_month != ruling->second.end() && same_month->second.id != pack.id)
            return refuse(AddPackError::other_id_in_force, pack.id, same_month->second.id, division,
                          to_string(pack.effective_from));
    }
    // The key is id and effective_from, so a pack read again with another division moves there.
    Added added = Added::new_pack;
    for (auto& [place, by_month] : by_division_) {
        const auto old = by_month.find(pack.effective_from);
        if (old == by_month.end() || old->second.id != pack.id) continue;
        by_month.erase(old);
        added = Added::replaced;
    }
    lengths_.set(division.size());
    const Month from = pack.effective_from;
    by_division_[std::move(division)].emplace(from, std::move(pack));
    return added;
}

const Pack* PackBook::in_force(const DivisionCode& division, Month month) const {
    const std::string_view code = division.text();
    for (std::size_t length = lengths_.size(); length-- > 0;) {
        if (!lengths_.test(length)) continue;
        const auto place = by_division_.find(code.substr(0, length));
        if (place == by_division_.end()) continue;
        const auto later = place->second.upper_bound(month);
        if (later != place->second.begin()) return &std::prev(later)->second;
    }
    return nullptr;
}

std::vector<const Pack*> PackBook::all() const {
    std::vector<const Pack*> packs;
    for (const auto& [place, by_month] : by_division_)
        for (const auto& [month, pack] : by_month) packs.push_back(&pack);
    return packs;
}

}  // namespace mingzhang::policy
