// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/identifiers.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// What a person may do here (岗位). The numbers are stored: never renumber.
enum class Role : std::uint8_t {
    officer = 1,        // 经办: imports, calculates, releases
    reviewer = 2,       // 复核
    approver = 3,       // 审批
    liaison = 4,        // 银行联络
    auditor = 5,        // 审计: reads everything, changes nothing
    administrator = 6,  // 管理员: users and settings, no money
};

inline constexpr std::array all_roles{Role::officer, Role::reviewer, Role::approver,
                                      Role::liaison, Role::auditor,  Role::administrator};

[[nodiscard]] std::string_view code(Role role) noexcept;
[[nodiscard]] Text name(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text) noexcept;  // code or Chinese

// Who asks. Made by `Users::sign_in`; the engine checks role and scope, never the page.
struct Actor {
    std::string name;
    Role role;
    DivisionScope scope;  // Empty: every division.
    std::string os_user;  // The operating system's user, kept in the log beside the name.
};

}  // namespace mingzhang
