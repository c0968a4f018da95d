// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/canonical.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/values/check.hpp"

namespace mingzhang {

namespace {

constexpr std::size_t usual_size = 512;
constexpr std::size_t digits_max = 20;  // Of any number, its sign included.

char* put(char* to, std::string_view text) {
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

}  // namespace

char* Canonical::room(std::size_t size) {
    if (bytes_.size() - used_ < size) bytes_.resize(std::max(usual_size, 2 * (used_ + size)));
    return bytes_.data() + used_;
}

// Both write into place: this is done twenty times an entry, and there are millions.
Canonical& Canonical::add(std::string_view name, std::string_view value) {
    char* const begin = room(name.size() + digits_max + value.size() + 3);
    char* to = put(begin, name);
    *to++ = ':';
    to = std::to_chars(to, to + digits_max, value.size()).ptr;
    *to++ = ':';
    to = put(to, value);
    *to++ = '\n';
    used_ += static_cast<std::size_t>(to - begin);
    return *this;
}

Canonical& Canonical::add(std::string_view name, std::int64_t value) {
    char* const begin = room(name.size() + digits_max + 5);
    char* to = put(begin, name);
    *to++ = ':';
    // Most numbers have fewer than ten digits: written behind a length of one digit, and moved on for one of two.
    char* digits = to + 2;
    const auto [end, fault] = std::to_chars(digits, digits + digits_max, value);
    MINGZHANG_CHECK(fault == std::errc{});
    const auto count = static_cast<std::size_t>(end - digits);
    if (count > 9) {
        std::memmove(digits + 1, digits, count);
        *to++ = static_cast<char>('0' + count / 10);
    }
    *to++ = static_cast<char>('0' + count % 10);
    *to++ = ':';
    to += count;
    *to++ = '\n';
    used_ += static_cast<std::size_t>(to - begin);
    return *this;
}

}  // namespace mingzhang
