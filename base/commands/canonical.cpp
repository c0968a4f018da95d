// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/canonical.hpp"

#include <fmt/format.h>

namespace mingzhang {

Canonical& Canonical::add(std::string_view name, std::string_view value) {
    const fmt::format_int size{value.size()};
    bytes_.append(name).push_back(':');
    bytes_.append(size.data(), size.size()).push_back(':');
    bytes_.append(value).push_back('\n');
    return *this;
}

Canonical& Canonical::add(std::string_view name, std::int64_t value) {
    const fmt::format_int text{value};
    return add(name, std::string_view{text.data(), text.size()});
}

}  // namespace mingzhang
