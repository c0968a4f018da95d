// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/one_page.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text/utf8.hpp"

namespace mingzhang::entitlement {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        REQUIRE(end != std::string::npos);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string without_blanks(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n'; }), text.end());
    return text;
}

std::string rows(std::size_t count) {
    std::string text;
    for (std::size_t i = 1; i <= count; ++i) text += "row " + std::to_string(i) + "\n";
    return text;
}

}  // namespace

TEST_CASE("a wide line is broken between words or Chinese characters, further in, and never before a closing mark") {
    struct Row {
        std::string text;
        std::string wrapped;
    };
    const auto row = GENERATE(values<Row>({
        {"", ""},
        {"short", "short\n"},
        {"a\n\nb\n", "a\n\nb\n"},
        {"exactly 10", "exactly 10\n"},
        {"one two three", "one two\n  three\n"},
        {"  in one two", "  in one\n    two\n"},
        {"    -", "    -\n"},
        {"一二三四五六七", "一二三四五\n  六七\n"},
        {"一二三四五，六七", "一二三四\n  五，六七\n"},
        {"一二三四（五六", "一二三四\n  （五六\n"},
        {"金额12345678", "金额\n  12345678\n"},
        {"endlessword", "endlesswor\n  d\n"},
        {"trailing    ", "trailing\n"},
    }));
    CAPTURE(row.text);
    CHECK(wrapped(row.text, 10) == row.wrapped);
}

TEST_CASE("nothing is lost by wrapping, and no line is wider than the page") {
    REQUIRE(rc::check("wrapped", [] {
        const auto piece = rc::gen::element<std::string>("保障", "，", "（", "）", "1,143.00", "yuan", " ", "  ", "\n",
                                                         "。", "a", "依据", "verylongwordwithoutanyend");
        std::string text;
        for (const std::string& one : *rc::gen::container<std::vector<std::string>>(piece)) text += one;
        const auto columns = *rc::gen::inRange<std::size_t>(12, 90);
        const std::string page = wrapped(text, columns);
        RC_ASSERT(without_blanks(page) == without_blanks(text));
        // An indent of the text is kept, and leaves room.
        RC_PRE(text.find("          ") == std::string::npos);
        for (const std::string& line : lines_of(page)) RC_ASSERT(display_width(line) <= columns);
    }));
}

TEST_CASE("a page has lists as long as fit, and says how much is left out when even the shortest do not") {
    const auto page = [](std::size_t other_lines, std::size_t list) {
        return one_page({"head\n",
                         [=](std::size_t rows_max) {
                             return rows(other_lines) + (rows_max >= list ? rows(list) : rows(rows_max) + "rest\n");
                         },
                         "foot\n"},
                        Language::en);
    };
    CHECK(lines_of(page(10, 48)).size() == 60);
    CHECK(page(10, 48).find("rest") == std::string::npos);
    // One more, and the list is cut to twelve rows.
    CHECK(lines_of(page(10, 49)).size() == 2 + 10 + 12 + 1);
    CHECK(lines_of(page(53, 49)).size() == 2 + 53 + 4 + 1);
    CHECK(lines_of(page(52, 49)).size() == 2 + 52 + 5 + 1);
    const std::string cut = page(80, 49);
    CHECK(lines_of(cut).size() == 60);
    CHECK(cut.starts_with("head\nrow 1\n"));
    // 82 lines of body, of which 57 stand here.
    CHECK(cut.ends_with("row 57\n(25 more lines; ask the office for the whole)\nfoot\n"));
}

}  // namespace mingzhang::entitlement
