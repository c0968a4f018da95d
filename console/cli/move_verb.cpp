// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/migrate.hpp"
#include "base/store/move.hpp"
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

// Not a command of either database: a leaf in one of them would make them differ (adr/0011).
constexpr CommandKind move_kind{"move", {"搬库", "move the database"}, {Role::administrator}};

Result<Reply, Refusal> move(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    const auto actor = invocation.actor();
    if (!actor) return tl::unexpected{actor.error()};
    if (auto may = check_rights(*actor, move_kind, County{0}, {}); !may) return pass_on(may);
    auto target = store::Store::open(invocation.text("url"));
    if (!target) return pass_on(target);
    if (auto made = store::migrate(**target, (*place)->parts(), invocation.text("program-role")); !made)
        return pass_on(made);
    if (auto fits = store::check_schema(**target, (*place)->parts()); !fits) return pass_on(fits);
    const auto answer = invocation.at_length([&](LongWork work) {
        return store::move((*place)->store(), **target, (*place)->parts(), work).map([](const store::Moved& moved) {
            return Answer{}
                .set("tables", static_cast<std::int64_t>(moved.tables))
                .set("rows", static_cast<std::int64_t>(moved.rows))
                .set("state", moved.state.hex());
        });
    });
    if (!answer) return tl::unexpected{answer.error()};
    return answered(*answer,
                    say("已搬到 {0}：{1} 张表、{2} 行，两边逐字节相同（摘要 {3}）。\n"
                        "从现在起只用新库，旧库封存，不要再办业务；密钥文件不变，新库用 --key-file 指同一个。",
                        "Moved to {0}: {1} tables, {2} rows, the same to the byte on both sides (digest {3}).\n"
                        "From now on use the new database alone and put the old one away; the key file stays the same: "
                        "name it with --key-file.",
                        (*target)->path(), answer->number("tables"), answer->number("rows"), answer->text("state")));
}

}  // namespace

std::vector<Verb> move_verbs() {
    return {{{"move"},
             {"把整个数据库搬到另一个空库，并证明两边相同",
              "move everything into another, empty database, and prove both equal"},
             {argument("url", Kind::text, {"新库地址", "the address of the other database"}),
              option("--program-role", Kind::text,
                     {"PostgreSQL：程序日常使用的角色", "PostgreSQL: the role the program runs under"})},
             move}};
}

}  // namespace mingzhang::console
