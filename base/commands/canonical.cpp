// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/canonical.hpp"

#include <fmt/format.h>

#include <cstring>

namespace mingzhang {

Canonical& Canonical::add(std::string_view name, std::string_view value) {
    // Written into place: this is done twenty times an entry, and there are millions.
    const fmt::format_int size{value.size()};
    const std::size_t at = bytes_.size();
    bytes_.resize(at + name.size() + size.size() + value.size() + 3);
    char* to = bytes_.data() + at;
    const auto put = [&to](const char* from, std::size_t count) {
        if (count > 0) std::memcpy(to, from, count);
        to += count;
    };
    put(name.data(), name.size());
    *to++ = ':';
    put(size.data(), size.size());
    *to++ = ':';
    put(value.data(), value.size());
    *to = '\n';
    return *this;
}

Canonical& Canonical::add(std::string_view name, std::int64_t value) {
    const fmt::format_int text{value};
    const std::size_t at = bytes_.size();
    const bool long_text = text.size() > 9;  // Twenty digits at most, so its size has one digit or two.
    bytes_.resize(at + name.size() + text.size() + (long_text ? 5 : 4));
    char* to = bytes_.data() + at;
    std::memcpy(to, name.data(), name.size());
    to += name.size();
    *to++ = ':';
    if (long_text) *to++ = static_cast<char>('0' + text.size() / 10);
    *to++ = static_cast<char>('0' + text.size() % 10);
    *to++ = ':';
    std::memcpy(to, text.data(), text.size());
    to[text.size()] = '\n';
    return *this;
}

}  // namespace mingzhang
