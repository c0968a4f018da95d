// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/one_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text/utf8.hpp"
#include "base/values/check.hpp"
#include "engine/entitlement/explain_page.hpp"

namespace mingzhang::entitlement {

namespace {

// Lists are tried whole, and then ever shorter from here on.
constexpr std::size_t rows_of_a_cut_list_max = 12;

constexpr std::u32string_view never_first = U"，。；：！？、）》〉”’％%,.;:!?)";
constexpr std::u32string_view never_last = U"（《〈“‘(";

bool is_one_of(std::u32string_view marks, char32_t c) {
    return marks.find(c) != std::u32string_view::npos;
}

bool is_chinese(char32_t c) {
    return c >= 0x2E80;
}

// Whether a line may end between the two characters.
bool may_break(char32_t before, char32_t after) {
    if (is_one_of(never_first, after) || is_one_of(never_last, before)) return false;
    return before == U' ' || is_chinese(before) || is_chinese(after);
}

// How many bytes of `text` stand on the next line, which takes `columns`. Without a place to break it breaks anywhere.
std::size_t bytes_of_line(std::string_view text, std::size_t columns) {
    std::size_t width = 0, best = 0, end = 0;
    char32_t before = 0;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t at = text.size() - rest.size();
        std::string_view following = rest;
        const char32_t c = take_code_point(following);
        if (at > 0 && may_break(before, c)) best = at;
        width += display_width(rest.substr(0, rest.size() - following.size()));
        if (width > columns && c != U' ') return best > 0 ? best : std::max(end, rest.size() - following.size());
        rest = following;
        end = text.size() - rest.size();
        before = c;
    }
    return text.size();
}

std::string_view without_blanks_behind(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

void append_wrapped(std::string& page, std::string_view line, std::size_t columns) {
    line = without_blanks_behind(line);
    std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(indent);
    for (bool first = true; first || !line.empty(); first = false) {
        const std::size_t bytes = bytes_of_line(line, columns - indent);
        page.append(line.empty() ? 0 : indent, ' ')
            .append(without_blanks_behind(line.substr(0, bytes)))
            .push_back('\n');
        line.remove_prefix(bytes);
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (first) indent += 2;
    }
}

std::size_t lines_of(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string_view first_lines(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < count; ++i) end = text.find('\n', end) + 1;
    return text.substr(0, end);
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t columns) {
    std::string page;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        append_wrapped(page, text.substr(0, end), columns);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return page;
}

std::string one_page(const PageParts& parts, Language language) {
    const std::string head = wrapped(parts.head, page_columns_max), foot = wrapped(parts.foot, page_columns_max);
    MINGZHANG_CHECK(lines_of(head) + lines_of(foot) + 2 <= page_lines_max);
    const std::size_t room = page_lines_max - lines_of(head) - lines_of(foot);
    std::string body = wrapped(parts.body(every_row), page_columns_max);
    for (std::size_t rows_max = rows_of_a_cut_list_max; rows_max > 0 && lines_of(body) > room; --rows_max)
        body = wrapped(parts.body(rows_max), page_columns_max);
    if (lines_of(body) <= room) return head + body + foot;
    const std::size_t left_out = lines_of(body) - (room - 1);
    body = first_lines(body, room - 1);
    body += language == Language::zh ? fmt::format("（另有 {} 行，可向经办窗口查阅全文）\n", left_out)
                                     : fmt::format("({} more lines; ask the office for the whole)\n", left_out);
    return head + body + foot;
}

}  // namespace mingzhang::entitlement
