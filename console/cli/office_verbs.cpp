// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include "base/commands/office.hpp"
#include "base/commands/users.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

Answer answer_of(const Foundation& done) {
    return Answer{}
        .set("database", done.database.string())
        .set("key_file", done.key_file.string())
        .set("practice", std::int64_t{done.practice})
        .set("begun_now", std::int64_t{done.begun_now})
        .set("log_hash", std::string{code(done.log_hash)})
        .set("steps", std::int64_t{done.steps});
}

Text before_and_upgraded(const Foundation& done) {
    if (done.steps == 0)
        return say("数据库 {0} 早已建好，无需升级，未作改动。",
                   "The database {0} is there and up to date; nothing was changed.", done.database.string());
    return say("数据库 {0} 已升级：{1} 步。", "The database {0} was upgraded: {1} steps.", done.database.string(),
               done.steps);
}

Text begun(const Foundation& done) {
    const std::string database = done.database.string(), key_file = done.key_file.string();
    if (done.practice)
        return say(
            "已建成练习数据库 {0}，密钥文件 {1}（只供练习，不要存放真实数据）。\n"
            "下一步：mingzhang user add 姓名 --role officer",
            "The practice database {0} is made, with the key file {1} (for practice only: no real data).\n"
            "Next: mingzhang user add NAME --role officer",
            database, key_file);
    return say(
        "已建成数据库 {0}，密钥文件 {1}。\n请打印下面的恢复单，锁好；密钥文件与数据库分开备份。\n"
        "下一步：mingzhang user add 姓名 --role administrator\n\n{2}",
        "The database {0} is made, with the key file {1}.\nPrint the recovery sheet below and lock it away; keep "
        "backups of key file and database apart.\nNext: mingzhang user add NAME --role administrator\n\n{3}",
        database, key_file, done.sheet_zh.value_or(""), done.sheet_en.value_or(""));
}

Result<Reply, Refusal> init(Invocation& invocation) {
    auto done = found(invocation.world(), invocation.address(),
                      {.practice = invocation.given("practice"),
                       .log_hash = crypto::parse_hash_kind(invocation.text("hash")),
                       .program_role = invocation.text("program-role")});
    if (!done) return pass_on(done);
    Answer answer = answer_of(*done);
    if (!done->begun_now) return answered(answer, before_and_upgraded(*done));
    answer.set("key_identity", done->key_identity);
    if (!done->practice)
        answer.set("recovery_sheet", *(invocation.language() == Language::zh ? done->sheet_zh : done->sheet_en));
    return answered(answer, begun(*done));
}

// The new user's password: a line of standard input, or typed twice. None is asked for in a practice database.
Result<std::string, Refusal> new_password(Invocation& invocation, const std::string& name) {
    Terminal& terminal = invocation.terminal();
    if (invocation.given("password-stdin")) return read_line(terminal).value_or("");
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    if (is_practice((*place)->store()) || !terminal.in_is_terminal) return std::string{};
    const bool zh = invocation.language() == Language::zh;
    const std::string first = ask_secret(
        terminal, zh ? fmt::format("给“{}”的新口令：", name) : fmt::format("New password of \"{}\": ", name));
    const std::string again = ask_secret(terminal, zh ? "再输一遍：" : "Once more: ");
    if (first != again) return refuse(UserRefusal::wrong_password, name);
    return first;
}

// Who adds the user: the person named; nobody for the first user and for practice.
Result<std::optional<Actor>, Refusal> who_adds(Invocation& invocation, Workplace& place) {
    if (invocation.given("as"))
        return invocation.actor().map([](Actor actor) { return std::optional{std::move(actor)}; });
    auto users = list_users(place.store());
    if (!users) return pass_on(users);
    if (!users->empty() && !is_practice(place.store())) return refuse(InvocationRefusal::nobody_named);
    return std::optional<Actor>{};
}

Result<Reply, Refusal> user_add(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto by = who_adds(invocation, **place);
    if (!by) return tl::unexpected{by.error()};
    NewUser user{invocation.text("name"), parse_role(invocation.text("role")).value(), {}, {}};
    if (invocation.given("division")) user.scope = invocation.division("division");
    const auto password = new_password(invocation, user.name);
    if (!password) return tl::unexpected{password.error()};
    user.password = *password;
    auto answer = add_user((*place)->desk(), (*place)->random(), *by, user, invocation.os_user());
    if (!answer) return pass_on(answer);
    const Text role = name(user.role);
    return answered(*answer,
                    say("已添加用户“{0}”，岗位：{1}。", "User \"{0}\" was added as {2}.", user.name, role.zh, role.en));
}

Result<Reply, Refusal> user_list(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    auto users = list_users((*place)->store());
    if (!users) return pass_on(users);
    const Language language = invocation.language();
    Table table{{{"用户", "Users"},
                 {},
                 {{"user", {"用户", "User"}},
                  {"role", {"岗位", "Role"}},
                  {"division", {"范围", "Division"}},
                  {"password", {"口令", "Password"}}}},
                [rows = std::move(*users), language](RowSink& sink) -> Result<void, Refusal> {
                    const bool zh = language == Language::zh;
                    for (const UserRow& row : rows) {
                        const std::array cells{Cell{row.name}, Cell{name(row.role).in(language)},
                                               Cell{row.scope.text()},
                                               Cell{row.has_password ? (zh ? "有" : "yes") : (zh ? "无" : "none")}};
                        if (auto sent = sink.row(cells); !sent) return sent;
                    }
                    return {};
                }};
    return listed(invocation, std::move(table));
}

// The groups of a recovery sheet, typed or piped in, become the key file again.
Result<Reply, Refusal> key_restore(Invocation& invocation) {
    Terminal& terminal = invocation.terminal();
    if (terminal.in_is_terminal)
        terminal.err << (invocation.language() == Language::zh ? "请输入恢复单上的 14 组，最后按 Ctrl-D：\n"
                                                               : "Type the 14 groups of the sheet, then Ctrl-D:\n");
    std::string typed;
    while (const auto line = read_line(terminal)) typed += *line + "\n";
    const auto key = crypto::KeyFile::from_recovery(typed);
    if (!key) return refuse(key.error().fault, key.error().group);
    const std::filesystem::path path = key_file_of(invocation.address());
    if (auto written = key->write(path); !written) return refuse(written.error(), path.string());
    return answered(Answer{}.set("key_file", path.string()).set("key_identity", key->identity()),
                    say("密钥文件 {0} 已恢复，密钥编号 {1}。", "The key file {0} is restored, key {1}.", path.string(),
                        key->identity()));
}

}  // namespace

std::vector<Verb> office_verbs() {
    return {
        {{"init"},
         {"建立数据库和密钥文件，或升级已有的数据库", "make the database and its key file, or upgrade one"},
         {option("--practice", Kind::flag,
                 {"练习库：不设口令，可改时刻", "for practice: no passwords, any time of day"}),
          option("--hash", Kind::hash_kind,
                 {"日志的杂凑算法，默认 sha256；国密用 sm3；建库后不能改",
                  "what the log is hashed with, for good; sha256 when not given"}),
          option("--program-role", Kind::text,
                 {"PostgreSQL：程序日常使用的角色，只增表它只能读和加",
                  "PostgreSQL: the role the program runs under, which may only read and add to append-only tables"})},
         init},
        {{"key", "restore"},
         {"用恢复单重做密钥文件（从标准输入读 14 组）",
          "make the key file again from the recovery sheet (14 groups on standard input)"},
         {},
         key_restore},
        {{"user", "add"},
         {"添加用户；第一个用户是管理员", "add a user; the first is an administrator"},
         {argument("name", Kind::text, {"用户名", "the user's name"}),
          required(option("--role", Kind::role, {"岗位", "the role"})),
          option("--division", Kind::division, {"只管这个区划", "only for this division"})},
         user_add},
        {{"user", "list"}, {"列出用户", "list the users"}, with_list_files(), user_list},
    };
}

}  // namespace mingzhang::console
