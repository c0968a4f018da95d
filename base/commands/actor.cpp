// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/actor.hpp"

#include "base/values/vocabulary.hpp"

namespace mingzhang {

namespace {

constexpr Vocabulary<Role, 6> roles{{{
    {Role::officer, "officer", "经办", "officer"},
    {Role::reviewer, "reviewer", "复核", "reviewer"},
    {Role::approver, "approver", "审批", "approver"},
    {Role::liaison, "liaison", "银行联络", "liaison"},
    {Role::auditor, "auditor", "审计", "auditor"},
    {Role::administrator, "administrator", "管理员", "administrator"},
}}};

}  // namespace

std::string_view code(Role role) noexcept {
    return roles.of(role).code;
}
Text name(Role role) {
    return roles.name(role);
}
std::optional<Role> parse_role(std::string_view text) noexcept {
    return roles.parse(text);
}

}  // namespace mingzhang
