// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/pattern.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace mingzhang::bank::layouts {
namespace {

constexpr std::size_t date_digits = 8;     // 20220806
constexpr std::size_t number_digits = 18;  // More do not fit a number.

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

tl::unexpected<Text> refuse_pattern(std::string zh, std::string en) {
    return tl::unexpected<Text>{Text{std::move(zh), std::move(en)}};
}

// "batch:4" between its braces.
Result<std::pair<Field, std::size_t>, Text> parse_slot(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto field = parse_field(text.substr(0, colon));
    if (!field || place(*field) != FieldPlace::head || kind(*field) == FieldKind::amount) {
        return refuse_pattern(fmt::format("“{{{}}}”不是文件级字段", text),
                              fmt::format("\"{{{}}}\" is no field of the file as a whole", text));
    }
    std::size_t width = kind(*field) == FieldKind::date ? date_digits : 0;
    if (colon != std::string_view::npos) {
        const std::string_view digits = text.substr(colon + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), width);
        const bool read = error == std::errc{} && end == digits.data() + digits.size();
        if (!read || width == 0 || width > number_digits || kind(*field) == FieldKind::date) {
            return refuse_pattern(fmt::format("“{{{}}}”的宽度有误", text),
                                  fmt::format("the width in \"{{{}}}\" is wrong", text));
        }
    }
    return std::pair{*field, width};
}

}  // namespace

Result<Pattern, Text> Pattern::parse(std::string_view text) {
    Pattern pattern;
    std::string literal;
    const auto close_literal = [&] {
        if (!literal.empty()) pattern.pieces_.emplace_back(std::exchange(literal, {}));
    };
    while (!text.empty()) {
        if (text.starts_with("{{") || text.starts_with("}}")) {
            literal += text.front();
            text.remove_prefix(2);
        } else if (text.front() == '{') {
            const std::size_t end = text.find('}');
            if (end == std::string_view::npos) return refuse_pattern("花括号没有闭合", "a brace is not closed");
            const auto slot = parse_slot(text.substr(1, end - 1));
            if (!slot) return tl::unexpected<Text>{slot.error()};
            close_literal();
            pattern.pieces_.emplace_back(Slot{slot->first, slot->second});
            text.remove_prefix(end + 1);
        } else {
            literal += text.front();
            text.remove_prefix(1);
        }
    }
    close_literal();
    return pattern;
}

std::vector<Field> Pattern::fields() const {
    std::vector<Field> fields;
    for (const auto& piece : pieces_)
        if (const auto* slot = std::get_if<Slot>(&piece)) fields.push_back(slot->field);
    return fields;
}

std::string Pattern::literal_text() const {
    std::string text;
    for (const auto& piece : pieces_)
        if (const auto* literal = std::get_if<std::string>(&piece)) text += *literal;
    return text;
}

bool Pattern::begins_with(std::string_view text) const {
    const auto* literal = pieces_.empty() ? nullptr : std::get_if<std::string>(&pieces_.front());
    return literal != nullptr && literal->starts_with(text);
}

Result<std::string, Field> Pattern::fill(const Record& head) const {
    std::string text;
    for (const auto& piece : pieces_) {
        if (const auto* literal = std::get_if<std::string>(&piece)) {
            text += *literal;
            continue;
        }
        const Slot& slot = std::get<Slot>(piece);
        const FieldValue& value = head[slot.field];
        const bool textual = kind(slot.field) == FieldKind::text || kind(slot.field) == FieldKind::account;
        // A text is never padded: "007" and "7" are two merchants.
        const std::string filled = textual ? value.text : fmt::format("{:0{}}", value.number, slot.width);
        const bool fits = slot.width == 0 || filled.size() == slot.width;
        if (!value.present || !fits) return tl::unexpected<Field>{slot.field};
        text += filled;
    }
    return text;
}

std::optional<std::string_view> Pattern::take(std::string_view text, Record& head) const {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
        if (const auto* literal = std::get_if<std::string>(&pieces_[at])) {
            if (!text.starts_with(*literal)) return std::nullopt;
            text.remove_prefix(literal->size());
            continue;
        }
        const Slot& slot = std::get<Slot>(pieces_[at]);
        const std::size_t size = slot_size(at, text);
        if (size == 0 || size > text.size()) return std::nullopt;
        const std::string_view value = text.substr(0, size);
        text.remove_prefix(size);
        if (kind(slot.field) == FieldKind::text) {
            head.set(slot.field, std::string{value});
            continue;
        }
        if (!std::ranges::all_of(value, is_digit)) return std::nullopt;
        if (kind(slot.field) == FieldKind::account) {
            if (!AccountNumber::parse(value)) return std::nullopt;
            head.set(slot.field, std::string{value});
            continue;
        }
        std::int64_t number = 0;
        if (size > number_digits) return std::nullopt;
        std::from_chars(value.data(), value.data() + value.size(), number);
        if (kind(slot.field) == FieldKind::date && !is_day(number)) return std::nullopt;
        head.set(slot.field, number);
    }
    return text;
}

// How much of `text` the slot covers: its width, else digits, else all up to the next literal.
std::size_t Pattern::slot_size(std::size_t at, std::string_view text) const {
    const Slot& slot = std::get<Slot>(pieces_[at]);
    if (slot.width != 0) return slot.width;
    if (kind(slot.field) != FieldKind::text) {
        const auto end = std::ranges::find_if_not(text, is_digit);
        return static_cast<std::size_t>(end - text.begin());
    }
    if (at + 1 == pieces_.size()) return text.size();
    const auto* next = std::get_if<std::string>(&pieces_[at + 1]);
    const std::size_t end = next == nullptr ? std::string_view::npos : text.find(*next);
    return end == std::string_view::npos ? 0 : end;
}

}  // namespace mingzhang::bank::layouts
