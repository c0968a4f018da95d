// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_lines.hpp"

#include <algorithm>
#include <istream>
#include <string>
#include <utility>

namespace mingzhang::bank::mt940 {

namespace {

constexpr std::string_view at_signs = "@@";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr auto is_control = [](char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7F'; };

}  // namespace

struct MtLines::State {
    std::istream& bytes;
    ToUtf8 to_utf8;
    std::string end = "\n";
    std::string buffer;
    std::string text;  // Decoded and not yet given out, from `begin` on.
    std::size_t begin = 0;
    std::size_t line = 0;
    bool begun = false;
    bool at_end = false;

    State(std::istream& given, CharacterSet characters) : bytes{given}, to_utf8{characters} {}

    tl::unexpected<StatementFault> fault(StatementFaultKind kind) const {
        return tl::unexpected{StatementFault{line + 1, "characters", kind}};
    }

    // More text, or the end.
    Result<void, StatementFault> fill() {
        text.erase(0, begin);
        begin = 0;
        const std::string_view piece = read_piece(bytes, buffer);
        at_end = piece.empty();
        const auto decoded = at_end ? to_utf8.finish() : to_utf8.feed(piece, text);
        if (!decoded) return fault(StatementFaultKind::wrong_characters);
        return {};
    }

    // Some banks write "@@" where lines end, and then everywhere: a field can only begin after it.
    Result<void, StatementFault> begin_file() {
        if (auto filled = fill(); !filled) return filled;
        if (text.starts_with(byte_order_mark)) begin = byte_order_mark.size();
        if (text.find("@@:20:") != std::string::npos || text.find("@@:25:") != std::string::npos)
            end = at_signs;
        else if (text.find('\n') == std::string::npos && text.find('\r') != std::string::npos)
            end = "\r";
        return {};
    }

    // A line that has a CR of its own before its end ends there, and what follows is the next.
    void cut_at_return(std::string_view& taken) {
        const auto is_line_end = [](char c) { return c == '\r' || c == '\n'; };
        while (!taken.empty() && is_line_end(taken.back())) taken.remove_suffix(1);
        while (!taken.empty() && is_line_end(taken.front())) taken.remove_prefix(1);
        const std::size_t found = taken.find('\r');
        if (found == std::string_view::npos) return;
        begin = static_cast<std::size_t>(taken.data() - text.data()) + found + 1;
        taken = taken.substr(0, found);
    }

    Result<std::optional<std::string_view>, StatementFault> take_line() {
        std::size_t found = text.find(end, begin);
        while (found == std::string::npos && !at_end) {
            if (text.size() - begin > line_max) return fault(StatementFaultKind::too_long);
            // An end may be cut in two by the pieces.
            std::size_t searched = text.size() - begin;
            searched -= std::min(searched, end.size() - 1);
            if (auto filled = fill(); !filled) return tl::unexpected{filled.error()};
            found = text.find(end, searched);
        }
        if (found == std::string::npos && begin == text.size()) return std::nullopt;
        ++line;
        std::string_view taken = std::string_view{text}.substr(begin, found - begin);
        begin = found == std::string::npos ? text.size() : found + end.size();
        cut_at_return(taken);
        while (!taken.empty() && is_control(taken.front())) taken.remove_prefix(1);
        if (taken.size() > line_max) return fault(StatementFaultKind::too_long);
        return taken;
    }
};

MtLines::MtLines(std::istream& bytes, CharacterSet characters) : state_{std::make_unique<State>(bytes, characters)} {}
MtLines::~MtLines() = default;
MtLines::MtLines(MtLines&&) noexcept = default;

Result<std::optional<std::string_view>, StatementFault> MtLines::next() {
    if (!std::exchange(state_->begun, true))
        if (auto begun = state_->begin_file(); !begun) return tl::unexpected{begun.error()};
    return state_->take_line();
}

std::size_t MtLines::line() const noexcept {
    return state_->line;
}

}  // namespace mingzhang::bank::mt940
