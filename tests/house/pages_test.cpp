// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/house/tree.hpp"

using namespace house;

namespace {

constexpr std::size_t columns_max = 120;
constexpr std::size_t lines_max = 500;
constexpr std::string_view licence_line = "SPDX-License-Identifier: Apache-2.0";
constexpr std::string_view authors_line = "SPDX-FileCopyrightText: The Mingzhang authors";

// Characters, not bytes: the first byte of each is not a continuation byte of UTF-8.
std::size_t columns_of(std::string_view line) {
    return static_cast<std::size_t>(
        std::ranges::count_if(line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::string> untidy_pages(const File& file) {
    if (!is_code(file) && !is_script(file)) return {};
    std::vector<std::string> findings;
    const auto lines = lines_of(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string line = "line " + std::to_string(i + 1);
        if (columns_of(lines[i]) > columns_max) findings.push_back(line + " is wider than 120 columns");
        if (lines[i].ends_with(' ') || lines[i].ends_with('\r')) findings.push_back(line + " ends with white space");
        if (lines[i].find('\t') != std::string_view::npos) findings.push_back(line + " holds a tab");
    }
    if (lines.size() > lines_max) findings.push_back("is longer than 500 lines: it wants to be two");
    if (!file.text.empty() && !file.text.ends_with('\n')) findings.emplace_back("does not end with a line end");
    return findings;
}

std::vector<std::string> missing_licence(const File& file) {
    if (!is_code(file) && !is_script(file)) return {};
    const auto lines = lines_of(file.text);
    const auto stands_on_top = [&](std::string_view words) {
        return std::any_of(lines.begin(),
                           lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(lines.size(), 3)),
                           [&](std::string_view line) { return line.ends_with(words); });
    };
    std::vector<std::string> findings;
    if (!stands_on_top(licence_line)) findings.emplace_back("does not begin with its licence");
    if (is_code(file) && !stands_on_top(authors_line)) findings.emplace_back("does not begin with its authors");
    return findings;
}

std::vector<std::string> unguarded_headers(const File& file) {
    if (!file.path.ends_with(".hpp")) return {};
    const auto lines = lines_of(file.text);
    if (std::ranges::find(lines, std::string_view{"#pragma once"}) != lines.end()) return {};
    return {"has no #pragma once"};
}

// A test that is not built passes always. The programs that must not compile are found by themselves.
std::vector<std::string> unbuilt_sources(const File& file) {
    if (!file.path.ends_with(".cpp") || file.path.find("/must_not_compile/") != std::string::npos) return {};
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    for (const File& list : tree()) {
        if (!list.path.ends_with("CMakeLists.txt")) continue;
        const std::string folder = list.path.substr(0, list.path.size() - std::string_view{"CMakeLists.txt"}.size());
        if (!file.path.starts_with(folder)) continue;
        const std::string from_there = file.path.substr(folder.size());
        for (std::size_t at = list.text.find(from_there); at != std::string::npos;
             at = list.text.find(from_there, at + 1)) {
            const std::string_view text{list.text};
            const auto ends_name = [](char c) { return c == ' ' || c == '\n' || c == ')' || c == '('; };
            if (ends_name(text[at - 1]) && ends_name(text[at + from_there.size()])) return {};
        }
    }
    return {name + " is in no CMakeLists.txt"};
}

}  // namespace

TEST_CASE("Pages are narrow, short and clean") {
    CHECK(findings_in_tree(untidy_pages) == "");
}

TEST_CASE("Every source begins with its licence") {
    CHECK(findings_in_tree(missing_licence) == "");
}

TEST_CASE("Every header is read once") {
    CHECK(findings_in_tree(unguarded_headers) == "");
}

TEST_CASE("Every source is built") {
    CHECK(findings_in_tree(unbuilt_sources) == "");
}

TEST_CASE("An untidy page is found") {
    std::string wide_chinese;
    for (int i = 0; i < 120; ++i) wide_chinese += "账";
    CHECK(untidy_pages({"a.hpp", std::string(121, 'x') + "\n"}).size() == 1);
    CHECK(untidy_pages({"a.hpp", std::string(120, 'x') + "\n"}).empty());
    CHECK(untidy_pages({"a.hpp", wide_chinese + "\n"}).empty());
    CHECK(untidy_pages({"a.hpp", wide_chinese + "x\n"}).size() == 1);
    CHECK(untidy_pages({"a.cpp", "x \n"}).size() == 1);
    CHECK(untidy_pages({"a.cpp", "x\r\n"}).size() == 1);
    CHECK(untidy_pages({"dev", "\tx\n"}).size() == 1);
    CHECK(untidy_pages({"a.cpp", "x"}).size() == 1);
    std::string long_page;
    for (int i = 0; i < 501; ++i) long_page += "x\n";
    CHECK(untidy_pages({"a.cpp", long_page}).size() == 1);
    CHECK(untidy_pages({"a.cpp", long_page.substr(2)}).empty());
    CHECK(untidy_pages({"tests/data/a.csv", long_page}).empty());
}

TEST_CASE("A source without licence or authors is found") {
    CHECK(missing_licence({"a.hpp", "#pragma once\n"}).size() == 2);
    CHECK(missing_licence({"a.hpp", "// SPDX-License-Identifier: Apache-2.0\n"}).size() == 1);
    CHECK(missing_licence({"dev", "#!/usr/bin/env bash\n# SPDX-License-Identifier: Apache-2.0\n"}).empty());
    CHECK(missing_licence({"a.hpp", "\n\n\n// SPDX-License-Identifier: Apache-2.0\n"}).size() == 2);
    CHECK(missing_licence({"a.csv", "x\n"}).empty());
}

TEST_CASE("An unguarded header and an unbuilt source are found") {
    CHECK(unguarded_headers({"a.hpp", "#include <string>\n"}).size() == 1);
    CHECK(unguarded_headers({"a.hpp", "// x\n#pragma once\n"}).empty());
    CHECK(unbuilt_sources({"tests/house/forgotten_test.cpp", ""}).size() == 1);
    CHECK(unbuilt_sources({"tests/house/test.cpp", ""}).size() == 1);
    CHECK(unbuilt_sources({"tests/house/pages_test.cpp", ""}).empty());
}
