// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/road.hpp"

#include <algorithm>

#include "base/values/vocabulary.hpp"

namespace mingzhang::bank::transport {
namespace {

constexpr Vocabulary<Delivery, 4> deliveries{{{
    {Delivery::unreachable, "unreachable", "未连通", "unreachable"},
    {Delivery::unknown, "unknown", "不明", "unknown"},
    {Delivery::rejected, "rejected", "拒收", "rejected"},
    {Delivery::acknowledged, "acknowledged", "已收妥", "acknowledged"},
}}};

constexpr std::size_t name_bytes_max = 255;  // NAME_MAX of every file system in question.

}  // namespace

std::string_view code(Delivery delivery) noexcept {
    return deliveries.of(delivery).code;
}
Text name(Delivery delivery) {
    return deliveries.name(delivery);
}

bool is_plain_name(std::string_view name) noexcept {
    if (name.empty() || name.size() > name_bytes_max || name.front() == '.') return false;
    return std::ranges::none_of(
        name, [](char c) { return c == '/' || c == '\\' || c == 0x7f || static_cast<unsigned char>(c) < ' '; });
}

bool is_unfinished_name(std::string_view name) noexcept {
    return name.starts_with('.') || name.ends_with(".part") || name.ends_with(".tmp");
}

}  // namespace mingzhang::bank::transport
