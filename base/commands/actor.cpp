// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/actor.hpp"

#include "base/values/check.hpp"

namespace mingzhang {

namespace {

struct Entry {
    Role role;
    std::string_view code;
    std::string_view chinese;
};

constexpr std::array<Entry, 6> entries{{
    {Role::officer, "officer", "经办"},
    {Role::reviewer, "reviewer", "复核"},
    {Role::approver, "approver", "审批"},
    {Role::liaison, "liaison", "银行联络"},
    {Role::auditor, "auditor", "审计"},
    {Role::administrator, "administrator", "管理员"},
}};

const Entry& entry(Role role) noexcept {
    const auto index = static_cast<std::size_t>(role) - 1;
    MINGZHANG_CHECK(index < entries.size());
    return entries[index];
}

}  // namespace

std::string_view code(Role role) noexcept {
    return entry(role).code;
}
Text name(Role role) {
    return {std::string{entry(role).chinese}, std::string{entry(role).code}};
}

std::optional<Role> parse_role(std::string_view text) noexcept {
    for (const Entry& e : entries)
        if (text == e.code || text == e.chinese) return e.role;
    return std::nullopt;
}

}  // namespace mingzhang
