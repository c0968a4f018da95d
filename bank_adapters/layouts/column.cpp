// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text/encoding.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"

namespace mingzhang::bank::layouts {
namespace {

constexpr auto is_digit = [](char c) noexcept { return c >= '0' && c <= '9'; };

tl::unexpected<Text> refuse_value(std::string zh, std::string en) {
    return tl::unexpected<Text>{Text{std::move(zh), std::move(en)}};
}

void put_amount(const Column& column, Money amount, std::string& text) {
    if (column.unit == Unit::fen) {
        text = fmt::format_int{amount.fen()}.str();
        return;
    }
    text = to_yuan(amount);
    if (!column.leading_zero && text.starts_with("0.")) text.erase(0, 1);
}

std::string date_text(std::string format, std::int64_t date) {
    const auto put = [&format](std::string_view part, const std::string& digits) {
        const std::size_t at = format.find(part);
        if (at != std::string::npos) format.replace(at, part.size(), digits);
    };
    put("yyyy", fmt::format("{:04}", date / 10000));
    put("mm", fmt::format("{:02}", date / 100 % 100));
    put("dd", fmt::format("{:02}", date % 100));
    return format;
}

// What a column shows before it is encoded; numbers, amounts and dates are made in `room`.
std::string_view plain_text(const Column& column, const FieldValue& value, std::string& room) {
    if (column.field == Field::constant) return column.constant;
    if (!value.present) return {};
    switch (kind(column.field)) {
        case FieldKind::number:
            room = fmt::format_int{value.number}.str();
            return room;
        case FieldKind::amount:
            put_amount(column, Money::fen(value.number), room);
            return room;
        case FieldKind::date:
            room = date_text(column.date_format, value.number);
            return room;
        case FieldKind::text:
        case FieldKind::account:
        case FieldKind::id_number:
            break;
    }
    return value.text;
}

// Line breaks of every script, and characters no bank prints.
bool has_control_character(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte < 0x7f) continue;
        if (byte < 0x20 || byte == 0x7f) return true;
        const std::string_view rest = text.substr(at);
        if (byte == 0xC2 && rest.starts_with("\xC2\x85")) return true;
        if (byte == 0xE2 && (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9"))) return true;
    }
    return false;
}

// Each character of `set`, in UTF-8, is looked for as a whole.
std::string_view first_forbidden(std::string_view text, std::string_view set) noexcept {
    while (!set.empty()) {
        std::size_t size = 1;
        while (size < set.size() && (static_cast<unsigned char>(set[size]) & 0xC0U) == 0x80) ++size;
        if (text.find(set.substr(0, size)) != std::string_view::npos) return set.substr(0, size);
        set.remove_prefix(size);
    }
    return {};
}

// Zeros before a number change nothing; before a text they cannot be told from it.
bool keeps_padding(const Column& column) noexcept {
    const FieldKind k = kind(column.field);
    return column.pad == '0' && (k == FieldKind::number || k == FieldKind::amount);
}

// A value that begins or ends like its own padding would lose it when read back.
bool looks_padded(const Column& column, std::string_view text) noexcept {
    if (!column.pad || text.empty() || keeps_padding(column)) return false;
    return column.align == Align::left ? text.back() == *column.pad : text.front() == *column.pad;
}

std::string_view without_padding(const Column& column, std::string_view text) noexcept {
    if (!column.pad || keeps_padding(column)) return text;
    if (column.align == Align::left) return text.substr(0, text.find_last_not_of(*column.pad) + 1);
    return text.substr(std::min(text.find_first_not_of(*column.pad), text.size()));
}

Result<void, Text> read_number(std::string_view text, FieldValue& value) {
    constexpr std::size_t digits_max = 18;
    if (text.size() > digits_max || !std::ranges::all_of(text, is_digit))
        return refuse_value("不是整数", "not a whole number");
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    value.put(number);
    return {};
}

Result<void, Text> read_amount(const Column& column, std::string_view text, FieldValue& value) {
    if (column.unit == Unit::fen) {
        if (!read_number(text, value)) return refuse_value("不是以分为单位的金额", "not an amount in fen");
        if (value.number > amount_limit.fen()) return refuse_value("金额过大", "amount too large");
        return {};
    }
    const bool bare_point = !column.leading_zero && text.starts_with('.');
    const auto amount = bare_point ? parse_yuan("0" + std::string{text}) : parse_yuan(text);
    if (!amount) {
        switch (amount.error()) {
            case MoneyError::too_many_decimals:
                return refuse_value("金额多于两位小数", "more than two decimals");
            case MoneyError::out_of_range:
                return refuse_value("金额过大", "amount too large");
            case MoneyError::empty:
            case MoneyError::not_a_number:
                break;
        }
        return refuse_value("不是以元为单位的金额", "not an amount in yuan");
    }
    if (*amount < Money{}) return refuse_value("金额为负数", "the amount is negative");
    value.put(amount->fen());
    return {};
}

tl::unexpected<Text> not_a_date(const Column& column) {
    return refuse_value(fmt::format("不是格式为{}的日期", column.date_format),
                        fmt::format("not a date of the form {}", column.date_format));
}

Result<void, Text> read_date(const Column& column, std::string_view text, FieldValue& value) {
    const std::string& format = column.date_format;
    if (text.size() != format.size()) return not_a_date(column);
    std::int64_t year = 0;
    std::int64_t month = 0;
    std::int64_t day = 0;
    for (std::size_t at = 0; at < format.size(); ++at) {
        std::int64_t* part = format[at] == 'y'   ? &year
                             : format[at] == 'm' ? &month
                             : format[at] == 'd' ? &day
                                                 : nullptr;
        if (part == nullptr ? text[at] != format[at] : !is_digit(text[at])) return not_a_date(column);
        if (part != nullptr) *part = *part * 10 + (text[at] - '0');
    }
    const std::int64_t number = year * 10000 + month * 100 + day;
    if (!is_day(number)) return not_a_date(column);
    value.put(number);
    return {};
}

Result<void, Text> read_value(const Column& column, std::string_view text, FieldValue& value) {
    switch (kind(column.field)) {
        case FieldKind::number:
            return read_number(text, value);
        case FieldKind::amount:
            return read_amount(column, text, value);
        case FieldKind::date:
            return read_date(column, text, value);
        case FieldKind::account: {
            const auto account = AccountNumber::parse(text);
            if (!account) return refuse_value("不是账号", "not an account number");
            value.put(account->text());
            return {};
        }
        case FieldKind::id_number: {
            const auto id = IdNumber::parse(text);
            if (!id) return refuse_value("不是公民身份号码", "not an ID number");
            value.put(id->text());
            return {};
        }
        case FieldKind::text:
            break;
    }
    value.put(text);
    return {};
}

tl::unexpected<Text> too_long(std::size_t bytes, std::size_t bytes_max) {
    return refuse_value(fmt::format("长{}字节，超过{}字节", bytes, bytes_max),
                        fmt::format("{} bytes long, more than {}", bytes, bytes_max));
}

void put_padded(const Column& column, std::string_view bytes, std::string& row) {
    const std::size_t padding = column.width ? *column.width - bytes.size() : 0;
    const char pad = column.pad.value_or(' ');
    if (column.align == Align::right) row.append(padding, pad);
    row += bytes;
    if (column.align == Align::left) row.append(padding, pad);
}

// What stands before the value, in the file's encoding.
Result<std::string, Text> prefix_bytes(const Column& column, FileEncoding encoding, const Record& head) {
    const auto prefix = column.prefix.fill(head);
    if (!prefix) {
        return refuse_value(fmt::format("缺少文件级字段{}", name(prefix.error())),
                            fmt::format("the file's {} is missing", name(prefix.error())));
    }
    return encode(encoding, *prefix);
}

}  // namespace

Result<void, Text> write_column(const Column& column, FileEncoding encoding, const FieldValue& value,
                                const Record& head, std::string& row) {
    std::string room;
    const std::string_view text = plain_text(column, value, room);
    if (text.empty() && column.required) return refuse_value("不能为空", "must not be empty");
    if (has_control_character(text))
        return refuse_value("含换行或控制字符", "a line break or control character inside");
    if (const auto character = first_forbidden(text, column.forbidden); !character.empty()) {
        return refuse_value(fmt::format("含银行不接受的字符“{}”", character),
                            fmt::format("the bank does not accept the character \"{}\" here", character));
    }
    if (looks_padded(column, text)) {
        return refuse_value("以填充字符开头或结尾，读回时会丢失",
                            "begins or ends like its own padding and would be lost");
    }
    std::string encoded;
    if (!is_ascii(text)) {
        auto made = encode(encoding, text);
        if (!made) return tl::unexpected{std::move(made.error())};
        encoded = *std::move(made);
    }
    const std::string_view bytes = encoded.empty() ? text : std::string_view{encoded};
    if (column.max_bytes && bytes.size() > *column.max_bytes) return too_long(bytes.size(), *column.max_bytes);
    if (column.width && bytes.size() > *column.width) return too_long(bytes.size(), *column.width);
    const bool is_bare = text.empty() || (column.prefix.empty() && column.suffix.empty());  // No "元" behind nothing.
    if (is_bare) {
        put_padded(column, bytes, row);
        return {};
    }
    const auto before = prefix_bytes(column, encoding, head);
    if (!before) return tl::unexpected{before.error()};
    const auto after = encode(encoding, column.suffix);
    if (!after) return tl::unexpected{after.error()};
    row += *before;
    put_padded(column, bytes, row);
    row += *after;
    return {};
}

Result<void, Text> read_column(const Column& column, std::string_view text, Record& head, FieldValue& value) {
    value.clear();
    if (column.field == Field::ignored) return {};
    if (!text.empty()) {
        const auto rest = column.prefix.take(text, head);
        if (!rest) return refuse_value("开头不符合格式", "does not begin as the layout says");
        if (!rest->ends_with(column.suffix)) {
            return refuse_value(fmt::format("没有以“{}”结尾", column.suffix),
                                fmt::format("does not end with \"{}\"", column.suffix));
        }
        text = rest->substr(0, rest->size() - column.suffix.size());
    }
    text = without_padding(column, text);
    if (column.field == Field::constant) {
        if (text == column.constant) return {};
        return refuse_value(fmt::format("应为“{}”", column.constant), fmt::format("should be \"{}\"", column.constant));
    }
    if (text.empty()) {
        if (column.required) return refuse_value("不能为空", "must not be empty");
        return {};
    }
    if (has_control_character(text)) return refuse_value("含控制字符", "a control character inside");
    return read_value(column, text, value);
}

std::string masked(std::string_view text) {
    constexpr std::size_t run_max = 7;
    constexpr std::size_t shown = 4;
    std::string result;
    while (!text.empty()) {
        const auto end = std::ranges::find_if_not(text, is_digit);
        const auto run = static_cast<std::size_t>(end - text.begin());
        if (run > run_max) {
            result += "****";
            result += text.substr(run - shown, shown);
        } else {
            result += text.substr(0, run);
        }
        text.remove_prefix(run);
        if (text.empty()) break;
        result += text.front();
        text.remove_prefix(1);
    }
    return result;
}

}  // namespace mingzhang::bank::layouts
