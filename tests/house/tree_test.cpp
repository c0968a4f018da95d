// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/house/tree.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace house;

TEST_CASE("The whole tree is read, without what is built") {
    const auto has = [](std::string_view path) { return std::ranges::count(tree(), path, &File::path) == 1; };
    CHECK(has("base/values/money.hpp"));
    CHECK(has("tests/house/tree_test.cpp"));
    CHECK(has("dev"));
    CHECK(has("CMakeLists.txt"));
    CHECK(std::ranges::none_of(tree(), [](const File& file) { return file.path.starts_with("build/"); }));
}

TEST_CASE("Comments and literals are blanked, and code and line numbers stay") {
    CHECK(without_comments_and_literals("int a; // double\nint b;") == "int a;          \nint b;");
    CHECK(without_comments_and_literals("a /* x\ny */ b") == "a     \n     b");
    CHECK(without_comments_and_literals("f(\"a\\\"b\", 'c')") == "f(      ,    )");
    CHECK(without_comments_and_literals("R\"(a\"b)\" c") == "R        c");
    CHECK(without_comments_and_literals("1'000 + x // y") == "1'000 + x     ");
}

TEST_CASE("A text is cut into its lines") {
    CHECK(lines_of("a\nb\n") == std::vector<std::string_view>{"a", "b"});
    CHECK(lines_of("a\n\nb") == std::vector<std::string_view>{"a", "", "b"});
}
