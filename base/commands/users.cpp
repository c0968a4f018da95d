// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/users.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "base/commands/office.hpp"
#include "base/crypto/password.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

RefusalWords words(UserRefusal reason) {
    switch (reason) {
        case UserRefusal::name_unfit:
            return {"user/name_unfit", "用户名“{0}”不合规。", "The user name \"{0}\" is unfit.",
                    "请用 1 至 32 个字符，不含空格。", "Use 1 to 32 characters without white space."};
        case UserRefusal::name_taken:
            return {"user/name_taken", "用户“{0}”已存在。", "The user \"{0}\" exists already.", "请换一个用户名。",
                    "Choose another name."};
        case UserRefusal::first_is_not_administrator:
            return {"user/first_is_not_administrator", "第一个用户必须是管理员，否则无人能添加其他用户。",
                    "The first user must be an administrator, or nobody could add the others.",
                    "请加 --role administrator。", "Add --role administrator."};
        case UserRefusal::password_needed:
            return {"user/password_needed", "用户“{0}”需要口令。", "The user \"{0}\" needs a password.",
                    "请设置口令；无口令的用户只能建在练习库中。",
                    "Give a password; only a practice database has users without one."};
        case UserRefusal::unknown_user:
            return {"user/unknown", "没有用户“{0}”。", "There is no user \"{0}\".",
                    "请用 mingzhang user list 查看，或请管理员添加。",
                    "See mingzhang user list, or ask the administrator to add it."};
        case UserRefusal::wrong_password:
            return {"user/wrong_password", "“{0}”的口令不对。", "The password of \"{0}\" is wrong.", "请重新输入。",
                    "Type it again."};
    }
    return {};
}

namespace {

constexpr CommandKind add_kind{"user.add", {"添加用户", "add a user"}, {Role::administrator}};
constexpr CommandKind add_practice_kind{
    "user.add",
    {"添加用户", "add a user"},
    {Role::officer, Role::reviewer, Role::approver, Role::liaison, Role::auditor, Role::administrator}};

struct StoredUser {
    UserRow row;
    std::string password_hash;
};

StoredUser stored_user(const std::string& name, int role, const std::string& scope, const std::string& hash) {
    const auto parsed = DivisionScope::parse(scope);
    return {{name, static_cast<Role>(role), parsed.value_or(DivisionScope{}), !hash.empty()}, hash};
}

std::optional<StoredUser> find_user(soci::session& sql, const std::string& name) {
    int role = 0;
    std::string scope, hash;
    sql << "SELECT role, scope, password FROM office_user WHERE county = 0 AND name = :name", soci::use(name),
        soci::into(role), soci::into(scope), soci::into(hash);
    if (!sql.got_data()) return std::nullopt;
    return stored_user(name, role, scope, hash);
}

bool name_fits(const std::string& name) {
    return !name.empty() && name.size() <= 32 &&
           std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

std::int64_t user_count(soci::session& sql) {
    std::int64_t count = 0;
    sql << "SELECT count(*) FROM office_user WHERE county = 0", soci::into(count);
    return count;
}

}  // namespace

Result<Answer, Refusal> add_user(Desk& desk, crypto::RandomSource& random, const std::optional<Actor>& by,
                                 const NewUser& user, const std::string& os_user) {
    const bool practice = is_practice(desk.store());
    if (!name_fits(user.name)) return refuse(UserRefusal::name_unfit, user.name);
    const bool first = user_count(desk.store().sql()) == 0;
    if (first && !practice && user.role != Role::administrator) return refuse(UserRefusal::first_is_not_administrator);
    if (user.password.empty() && !practice) return refuse(UserRefusal::password_needed, user.name);
    if (!by && !first && !practice) return refuse(UserRefusal::unknown_user, "");

    const std::string hash = user.password.empty() ? "" : crypto::hash_password(user.password, random);
    const Actor actor = by.value_or(Actor{user.name, user.role, {}, os_user});
    const std::string request = Canonical{"user.add/1"}
                                    .add("name", user.name)
                                    .add("role", code(user.role))
                                    .add("scope", user.scope.text())
                                    .bytes();
    return desk.carry_out(actor, practice || first ? add_practice_kind : add_kind, {County{0}, {}, "", request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              if (find_user(context.sql(), user.name))
                                  return refuse(UserRefusal::name_taken, user.name);
                              const int role = static_cast<int>(user.role);
                              const std::string scope = user.scope.text();
                              context.sql() << "INSERT INTO office_user (county, name, role, scope, password) "
                                               "VALUES (0, :name, :role, :scope, :password)",
                                  soci::use(user.name), soci::use(role), soci::use(scope), soci::use(hash);
                              return Answer{}.set("user", user.name).set("role", std::string{code(user.role)});
                          });
}

Result<std::vector<UserRow>, Refusal> list_users(store::Store& store) {
    std::vector<UserRow> rows;
    auto read =
        reading(store,
                [&]() -> Result<void, Refusal> {
                    std::string name, scope, hash;
                    int role = 0;
                    soci::statement query =
                        (store.sql().prepare
                             << "SELECT name, role, scope, password FROM office_user WHERE county = 0 ORDER BY name",
                         soci::into(name), soci::into(role), soci::into(scope), soci::into(hash));
                    query.execute();
                    while (query.fetch()) rows.push_back(stored_user(name, role, scope, hash).row);
                    return {};
                });
    if (!read) return pass_on(read);
    return rows;
}

Result<bool, Refusal> needs_password(store::Store& store, const std::string& name) {
    bool needed = false;
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        const auto user = find_user(store.sql(), name);
        if (!user) return refuse(UserRefusal::unknown_user, name);
        needed = user->row.has_password;
        return {};
    });
    if (!read) return pass_on(read);
    return needed;
}

Result<Actor, Refusal> sign_in(store::Store& store, const std::string& name, const std::string& password,
                               const std::string& os_user) {
    std::optional<StoredUser> user;
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        user = find_user(store.sql(), name);
        return {};
    });
    if (!read) return pass_on(read);
    if (!user) return refuse(UserRefusal::unknown_user, name);
    const bool let_in =
        user->row.has_password ? crypto::verify_password(password, user->password_hash) : is_practice(store);
    if (!let_in) return refuse(UserRefusal::wrong_password, name);
    return Actor{user->row.name, user->row.role, user->row.scope, os_user};
}

}  // namespace mingzhang
