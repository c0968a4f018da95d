// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/command.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include "base/commands/canonical.hpp"
#include "base/commands/office.hpp"
#include "base/crypto/hex.hpp"
#include "base/store/bulk_insert.hpp"

namespace mingzhang {

RefusalWords words(DeskRefusal reason) {
    switch (reason) {
        case DeskRefusal::role_may_not:
            return {"command/role_may_not", "“{0}”的岗位是{1}，不能办理“{3}”。",
                    "The role of \"{0}\" is {2}, which may not {4}.", "请由有权限的人员办理。",
                    "Ask somebody whose role allows it."};
        case DeskRefusal::outside_scope:
            return {"command/outside_scope", "“{0}”的管辖范围是 {1}，不含 {2}。",
                    "The scope of \"{0}\" is {1}, which does not hold {2}.", "请由管辖该区划的人员办理。",
                    "Ask somebody whose scope holds that division."};
        case DeskRefusal::key_used_by_another_command:
            return {"command/key_used", "办理号“{0}”已用于另一件事（第 {1} 号命令）。",
                    "The key \"{0}\" was used for something else (command {1}).",
                    "请换一个办理号，或核对是否重复提交。",
                    "Use another key, or check whether this was sent before with other content."};
        case DeskRefusal::store_failed:
            return {"command/store_failed", "数据库未能完成，什么也没有改动：{0}",
                    "The database could not complete it; nothing was changed: {0}",
                    "请检查磁盘空间和数据库文件，然后原样重办；重办不会重复记账。",
                    "Check the disk and the database file, then repeat it as it was; repeating doubles nothing."};
        case DeskRefusal::outcome_unknown:
            return {"command/outcome_unknown", "数据库没有答复是否存妥，不知道有没有办成：{1}",
                    "The database did not answer whether it was kept; whether it was done is not known: {1}",
                    "数据库恢复以后加 --key {0} 原样重办：办成过的只回答，没办成的才办。",
                    "When it is back, repeat it as it was with --key {0}: what was done is answered, not done again."};
    }
    return {};
}

namespace {

constexpr int attempts_max = 5;

// A server that changes over to its standby is away for moments; whoever waits longer is told.
bool reopened(store::Store& store) {
    using namespace std::chrono_literals;
    for (const auto pause : {0ms, 100ms, 400ms, 1600ms}) try {
            std::this_thread::sleep_for(pause);
            store.reopen();
            return true;
        } catch (const soci::soci_error&) {
            continue;
        }
    return false;
}

struct Earlier {
    std::int64_t number = 0;
    std::string name;
    std::string request;
    std::string answer;
};

std::optional<Earlier> command_with_key(soci::session& sql, County county, const std::string& key) {
    Earlier earlier;
    soci::indicator found = soci::i_null;
    sql << "SELECT number, name, request, answer FROM command WHERE county = :county AND key = :key",
        soci::use(county.number), soci::use(key), soci::into(earlier.number, found), soci::into(earlier.name),
        soci::into(earlier.request), soci::into(earlier.answer);
    if (!sql.got_data()) return std::nullopt;
    return earlier;
}

std::string drawn_key(crypto::RandomSource& random) {
    std::array<std::byte, 16> bytes{};
    random.fill(bytes);
    return "drawn-" + crypto::to_hex(bytes);
}

}  // namespace

std::int64_t CommandContext::take_number(std::string_view sequence, std::int64_t count) {
    const std::string name{sequence};
    std::int64_t last = 0;
    sql() << "INSERT INTO sequence (county, name, value) VALUES (:county, :name, :count) "
             "ON CONFLICT (county, name) DO UPDATE SET value = sequence.value + excluded.value RETURNING value",
        soci::use(id_.county.number), soci::use(name), soci::use(count), soci::into(last);
    return last - count + 1;
}

crypto::HashKind CommandContext::log_hash() {
    if (!log_hash_) log_hash_ = mingzhang::log_hash(sql());
    return *log_hash_;
}

const std::string& CommandContext::salt_secret() {
    if (salt_secret_.empty()) {
        std::array<std::byte, 32> bytes{};
        random_.fill(bytes);
        salt_secret_ = crypto::to_hex(bytes);
    }
    return salt_secret_;
}

Result<void, Refusal> check_rights(const Actor& actor, const CommandKind& kind, County county,
                                   const DivisionScope& place) {
    if (std::find(kind.roles.begin(), kind.roles.end(), actor.role) == kind.roles.end())
        return refuse(DeskRefusal::role_may_not, actor.name, name(actor.role).zh, name(actor.role).en, kind.called.zh,
                      kind.called.en);
    const std::string touched =
        place.text().empty() && county.number != 0 ? std::to_string(county.number) : place.text();
    if (!touched.starts_with(actor.scope.text()))
        return refuse(DeskRefusal::outside_scope, actor.name, actor.scope.text(), touched.empty() ? "*" : touched);
    return {};
}

Desk::Asked Desk::asked_of(const CommandKind& kind, const CommandCall& call) {
    return {call.key.empty() ? drawn_key(random_) : call.key, std::string{kind.name},
            crypto::sha256(Canonical{"request/1"}.add("name", kind.name).add("content", call.request).bytes())};
}

Result<Answer, Refusal> Desk::carry_out(const Actor& actor, const CommandKind& kind, const CommandCall& call,
                                        const CommandWork& work) {
    if (auto may = check_rights(actor, kind, call.county, call.place); !may) return pass_on(may);
    const Asked asked = asked_of(kind, call);
    bool lost = false;  // Then an earlier attempt may have been committed, which only the key can tell.
    for (int attempt = 1;; ++attempt) {
        bool committing = false;
        try {
            store::Tx tx{store_};
            auto answer = inside(tx, actor, call, asked, work);
            committing = answer && !answer->given_before;
            if (committing) tx.commit();
            return std::move(answer).map([](Given given) { return std::move(given.answer); });
        } catch (const store::DuplicateKey& error) {
            return refuse(DeskRefusal::store_failed, error.what());
        } catch (const soci::soci_error& error) {
            const store::Trouble trouble = store_.trouble(error);
            const bool again = trouble != store::Trouble::lasting && attempt < attempts_max;
            // SQLite's last sync fails when the whole transaction is in its log: who opens the database next may find
            // it there.
            lost = lost || trouble == store::Trouble::connection_lost ||
                   (committing && trouble == store::Trouble::lasting);
            if (again && (trouble == store::Trouble::conflict || reopened(store_))) continue;
            if (lost) return refuse(DeskRefusal::outcome_unknown, asked.key, error.what());
            return refuse(DeskRefusal::store_failed, error.what());
        }
    }
}

std::vector<Result<Answer, Refusal>> Desk::carry_out_together(std::span<const Order> orders) {
    std::vector<Asked> asked;
    for (const Order& order : orders) asked.push_back(asked_of(order.kind, order.call));
    std::vector<Result<Answer, Refusal>> answers;
    try {
        store::Tx tx{store_};
        for (std::size_t i = 0; i < orders.size(); ++i) {
            const Order& order = orders[i];
            if (auto may = check_rights(order.actor, order.kind, order.call.county, order.call.place); !may) {
                answers.push_back(pass_on(may));
                continue;
            }
            store::Savepoint part{tx};
            auto answer = inside(tx, order.actor, order.call, asked[i], order.work);
            if (answer && !answer->given_before) part.keep();
            answers.push_back(std::move(answer).map([](Given given) { return std::move(given.answer); }));
        }
        tx.commit();
        return answers;
    } catch (const std::runtime_error&) {  // Of SOCI, or a broken key.
        // One failed, or the disk did: each for itself then, and under its key, which tells what was done already.
    }
    answers.clear();
    for (std::size_t i = 0; i < orders.size(); ++i) {
        CommandCall call = orders[i].call;
        call.key = asked[i].key;
        answers.push_back(carry_out(orders[i].actor, orders[i].kind, call, orders[i].work));
    }
    return answers;
}

Result<Desk::Given, Refusal> Desk::inside(store::Tx& tx, const Actor& actor, const CommandCall& call,
                                          const Asked& asked, const CommandWork& work) {
    // Taking the number locks the county's head row. Whoever asks with the same key at the same time waits here, and
    // after a lost connection so does this, until the server knows what became of the first transaction.
    CommandContext numbering{tx, {call.county, 0}, actor, clock_.now(), random_};
    CommandContext context{tx, {call.county, numbering.take_number("command")}, actor, clock_.now(), random_};
    if (const auto earlier = command_with_key(tx.sql(), call.county, asked.key)) {
        if (earlier->name != asked.name || earlier->request != asked.request.hex())
            return refuse(DeskRefusal::key_used_by_another_command, asked.key, earlier->number);
        return Given{Answer::from_json(earlier->answer), /*given_before=*/true};
    }
    auto answer = work(context);
    if (!answer) return pass_on(answer);
    for (const auto& [name, value] : context.told()) answer->set(name, value);

    const std::string stored_answer = answer->to_json();
    const CommandRecord record{context.id(),  asked.name,       asked.key,
                               actor.name,    code(actor.role), actor.os_user,
                               context.now(), asked.request,    crypto::sha256(stored_answer)};
    const std::string role{record.role};
    const std::string at = to_utc_text(context.now());
    const std::string request_hex = asked.request.hex();
    tx.sql() << "INSERT INTO command (county, number, key, name, actor, role, os_user, at, request, answer) "
                "VALUES (:county, :number, :key, :name, :actor, :role, :os_user, :at, :request, :answer)",
        soci::use(call.county.number), soci::use(context.id().number), soci::use(asked.key), soci::use(asked.name),
        soci::use(actor.name), soci::use(role), soci::use(actor.os_user), soci::use(at), soci::use(request_hex),
        soci::use(stored_answer);
    log_.append(context, record);
    return Given{std::move(*answer), /*given_before=*/false};
}

Result<void, Refusal> reading(store::Store& store, const std::function<Result<void, Refusal>()>& read) {
    try {
        const store::Snapshot snapshot{store};
        return read();
    } catch (const soci::soci_error& error) {
        return refuse(DeskRefusal::store_failed, error.what());
    }
}

store::Part commands_part() {
    return {"commands",
            {{1,
              {"CREATE TABLE sequence (county BIGINT NOT NULL, name TEXT NOT NULL, value BIGINT NOT NULL, "
               "PRIMARY KEY (county, name))",
               "CREATE TABLE command (county BIGINT NOT NULL, number BIGINT NOT NULL, key TEXT NOT NULL, "
               "name TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, os_user TEXT NOT NULL, at TEXT NOT NULL, "
               "request TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (county, number), UNIQUE (county, key))"}}},
            {{"sequence", "county, name", false}, {"command", "county, number", true}},
            {}};
}

}  // namespace mingzhang
