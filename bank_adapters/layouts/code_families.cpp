// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/code_families.hpp"

#include <algorithm>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/load.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {

namespace {

constexpr std::string_view see_text = "see_text";

CodeFamily load_family(std::string name, TomlTable table) {
    CodeFamily family{std::move(name), {}, {}};
    if (auto title = table.table("title", Presence::required))
        family.title = {load_text(*title, "zh"), load_text(*title, "en")};
    for (const std::string& key : table.keys()) {
        if (key == "title") continue;
        const auto reason = parse_reason(key);
        MINGZHANG_CHECK(reason || key == see_text);
        for (const std::string& code : table.texts(key)) {
            const bool is_new = family.meanings.emplace(code, reason).second;
            MINGZHANG_CHECK(is_new);
        }
    }
    return family;
}

// The text is the program's own: a fault in it is a bug, and a test loads it.
std::vector<CodeFamily> load_families() {
    const auto document = parse_toml(code_families_toml(), TomlLines::of_keys);
    MINGZHANG_CHECK(document.has_value());
    TomlFaults faults{"codes.toml", layout_manner()};
    TomlTable table{*document, {}, faults};
    std::vector<CodeFamily> families;
    for (std::string& name : table.keys()) {
        auto family = table.table(name, Presence::required);
        families.push_back(load_family(std::move(name), *std::move(family)));
    }
    MINGZHANG_CHECK(faults.count() == 0);
    std::ranges::sort(families, {}, &CodeFamily::name);
    return families;
}

}  // namespace

const std::vector<CodeFamily>& code_families() {
    static const std::vector<CodeFamily> families = load_families();
    return families;
}

const CodeFamily* find_code_family(std::string_view name) {
    const auto& all = code_families();
    const auto found = std::ranges::find(all, name, &CodeFamily::name);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace mingzhang::bank::layouts
