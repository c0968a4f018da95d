// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <optional>

#include "tests/house/tree.hpp"

using namespace house;

namespace {

// The floors of the house, the lowest first. What lies on a floor may include what lies on the same floor or below:
// an include upwards is a defect. The longest name that begins a path says where a file lies. A new folder takes its
// place here first.
constexpr std::array<std::string_view, 34> floors{
    "base/values",
    "base/text",
    "base/toml",
    "base/tables",
    "base/crypto",
    "base/store",
    "base/commands",
    "base/calendar",
    "ledger",
    "bank_adapters",
    "bank_adapters/signing",
    "bank_adapters/transport",
    "bank_adapters/layouts",
    "engine/worklist",
    "engine/registry/household.hpp",  // What entitlement and policy speak of: values, no store.
    "engine/policy",
    "engine/registry",
    "engine/entitlement",
    "engine/benefits",
    "engine/runs",
    "engine/roster",
    "engine/batches",
    "engine/forecast",
    "engine/grants",
    "engine/custody",
    "engine/opening",
    "engine/reconciliation",
    "engine/statements",
    "engine/recalls",
    "engine/exchange",
    "engine/recovery",
    "engine/registers",
    "reports",
    "console",
};

bool lies_in(std::string_view path, std::string_view floor) {
    return path == floor || (path.starts_with(floor) && path.substr(floor.size()).starts_with("/"));
}

std::optional<std::size_t> floor_of(std::string_view path) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < floors.size(); ++i)
        if (lies_in(path, floors[i]) && (!best || floors[i].size() > floors[*best].size())) best = i;
    return best;
}

// What stands between the quotes of an #include "...", empty for any other line.
std::string_view included(std::string_view line) {
    constexpr std::string_view word = "#include \"";
    if (!line.starts_with(word)) return {};
    line.remove_prefix(word.size());
    return line.substr(0, line.find('"'));
}

std::vector<std::string> climbing_includes(const File& file) {
    if (!is_product(file)) return {};
    std::vector<std::string> findings;
    const auto own = floor_of(file.path);
    if (!own) return {"lies on no floor: give its folder a place in tests/house/layers_test.cpp"};
    for (const std::string_view line : lines_of(file.text)) {
        const std::string_view path = included(line);
        if (path.empty()) continue;
        const auto other = floor_of(path);
        if (!other)
            findings.push_back("includes " + std::string{path} + ", which lies on no floor of the house");
        else if (*other > *own)
            findings.push_back("includes " + std::string{path} + ", which lies above it");
    }
    return findings;
}

std::vector<std::string> dead_includes(const File& file) {
    if (!is_code(file)) return {};
    std::vector<std::string> findings;
    for (const std::string_view line : lines_of(file.text)) {
        const std::string_view path = included(line);
        if (!path.empty() && std::ranges::count(tree(), path, &File::path) == 0)
            findings.push_back("includes " + std::string{path} + ", which is not a path from the top of the tree");
    }
    return findings;
}

}  // namespace

TEST_CASE("No include climbs from floor to floor") {
    CHECK(findings_in_tree(climbing_includes) == "");
}

TEST_CASE("Includes are written from the top of the tree") {
    CHECK(findings_in_tree(dead_includes) == "");
}

TEST_CASE("A climbing include is found") {
    struct Row {
        const char* path;
        const char* includes;
        bool climbs;
    };
    const auto row = GENERATE(values<Row>({
        {"base/values/a.hpp", "base/text/b.hpp", true},
        {"base/text/a.hpp", "base/values/b.hpp", false},
        {"base/toml/a.cpp", "base/values/b.hpp", false},
        {"base/toml/a.cpp", "base/tables/b.hpp", true},
        {"base/store/a.cpp", "base/commands/b.hpp", true},
        {"base/crypto/a.cpp", "base/store/b.hpp", true},
        {"ledger/a.cpp", "bank_adapters/b.hpp", true},
        {"bank_adapters/a.cpp", "bank_adapters/layouts/b.hpp", true},
        {"bank_adapters/layouts/a.cpp", "bank_adapters/b.hpp", false},
        {"bank_adapters/layouts/a.cpp", "engine/runs/b.hpp", true},
        {"engine/entitlement/a.cpp", "engine/registry/household.hpp", false},
        {"engine/policy/a.cpp", "engine/registry/household.hpp", false},
        {"engine/policy/a.cpp", "engine/registry/import.hpp", true},
        {"engine/runs/a.cpp", "engine/batches/b.hpp", true},
        {"engine/reconciliation/a.cpp", "console/cli/b.hpp", true},
        {"console/cli/a.cpp", "console/b.hpp", false},
        {"console/cli/a.cpp", "ledger/b.hpp", false},
        {"ledger/a.cpp", "tests/base/b.hpp", true},
        {"ledger/a.cpp", "journal.hpp", true},
        {"somewhere/a.cpp", "base/values/b.hpp", true},
        {"tests/base/a.cpp", "console/b.hpp", false},
    }));
    CAPTURE(row.path, row.includes);
    const File file{row.path, "#pragma once\n#include \"" + std::string{row.includes} + "\"\n"};
    CHECK(climbing_includes(file).size() == (row.climbs ? 1 : 0));
}

TEST_CASE("An include that is not written from the top is found") {
    CHECK(dead_includes({"base/values/a.cpp", "#include \"money.hpp\"\n"}).size() == 1);
    CHECK(dead_includes({"base/values/a.cpp", "#include \"base/values/money.hpp\"\n#include <string>\n"}).empty());
}
