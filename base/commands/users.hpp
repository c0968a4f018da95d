// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"

namespace mingzhang {

// Why a user was not added or not let in. Checked in this order.
enum class UserRefusal : std::uint8_t {
    name_unfit,  // Empty, over 32 characters, or with white space.
    name_taken,
    first_is_not_administrator,
    password_needed,  // Only a practice database has users without one.
    unknown_user,
    wrong_password,
};
[[nodiscard]] RefusalWords words(UserRefusal reason);

struct NewUser {
    std::string name;
    Role role;
    DivisionScope scope;
    std::string password;  // Empty: none, which only a practice database allows.
};

struct UserRow {
    std::string name;
    Role role;
    DivisionScope scope;
    bool has_password;
};

// Adds a user. `by` is absent for the first user of an empty database, and for any user of a practice database.
// The first user of a real database is an administrator, or nobody could add the second.
[[nodiscard]] Result<Answer, Refusal> add_user(Desk& desk, crypto::RandomSource& random, const std::optional<Actor>& by,
                                               const NewUser& user, const std::string& os_user);

[[nodiscard]] Result<std::vector<UserRow>, Refusal> list_users(store::Store& store);

// Whether the user must give a password; a refusal when there is no such user.
[[nodiscard]] Result<bool, Refusal> needs_password(store::Store& store, const std::string& name);

// The actor behind a name and password.
[[nodiscard]] Result<Actor, Refusal> sign_in(store::Store& store, const std::string& name, const std::string& password,
                                             const std::string& os_user);

}  // namespace mingzhang
