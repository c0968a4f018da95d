// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/toml/toml_node.hpp"

#include <catch2/catch.hpp>

namespace mingzhang {

TEST_CASE("a text that is not TOML is refused and never ends the program") {
    for (const char* text : {"[[[a]]]", "a = [", "a = {b", "[a", "=", "a.b.c = ", "[[a]", "a = \"\\u00\"", "[]",
                             "a=1\na.b=2", "\xFF\xFE", "a = 1 b = 2"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_toml(text, TomlLines{}).has_value());
    }
}

TEST_CASE("every value carries its line") {
    const auto tree = parse_toml("id = \"x\"\n\n[part]\ncount = 3\nfits = true\nlist = [1, 2]\n", TomlLines{});
    REQUIRE(tree.has_value());
    const TomlNode* part = tree->find("part");
    REQUIRE(part != nullptr);
    CHECK(tree->find("id")->line == 1);
    CHECK(tree->find("id")->text == "x");
    CHECK(part->find("count")->line == 4);
    CHECK(part->find("count")->integer == 3);
    CHECK(part->find("fits")->boolean);
    CHECK(part->find("list")->items.size() == 2);
    CHECK(part->find("nothing") == nullptr);
}

}  // namespace mingzhang
