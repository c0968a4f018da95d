// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/connection.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/batches/bank_accounts.hpp"

namespace mingzhang::exchange {

RefusalWords words(ConnectRefusal reason) {
    switch (reason) {
        case ConnectRefusal::same_as_before:
            return {"bank.connect/same_as_before", "第 {0} 号账户已按这份联接办理（第 {1} 版）。",
                    "Account {0} is connected exactly so already (version {1}).", "直接使用即可。", "Use it as it is."};
        case ConnectRefusal::no_connection:
            return {"bank.connect/no_connection", "第 {0} 号账户没有银行联接。", "Account {0} has no connection.",
                    "用 mingzhang bank connect {0} 联接文件 登记；没有联接的账户由人工送交。",
                    "Set one with mingzhang bank connect {0} FILE; without one, files are handed over by people."};
    }
    return {};
}

namespace {

constexpr CommandKind connect_kind{
    "bank.connect", {"登记银行联接", "connect an account to its bank"}, {Role::administrator, Role::officer}};

// The version in force is the latest one; of an account whose latest says so, there is none.
constexpr std::string_view select_connections =
    "SELECT c.bank_account, c.version, c.name, c.road, c.toml, c.folder, c.file_name, c.removed, c.actor, c.at "
    "FROM bank_connection c WHERE c.county = :county AND (:account = 0 OR c.bank_account = :account_again) "
    "AND (:version = 0 OR c.version = :version_again) AND (:old = 1 OR c.version = "
    "(SELECT max(l.version) FROM bank_connection l WHERE l.county = c.county AND l.bank_account = c.bank_account)) "
    "ORDER BY c.bank_account, c.version";

std::vector<Connection> read(soci::session& sql, County county, std::int64_t account, std::int64_t version) {
    const int old = version == 0 ? 0 : 1;
    Connection c;
    std::string folder;
    int removed = 0;
    std::int64_t at = 0;
    std::vector<Connection> found;
    soci::statement query =
        (sql.prepare << select_connections, soci::use(county.number), soci::use(account), soci::use(account),
         soci::use(version), soci::use(version), soci::use(old), soci::into(c.bank_account), soci::into(c.version),
         soci::into(c.name), soci::into(c.road_kind), soci::into(c.text.toml), soci::into(folder),
         soci::into(c.text.file_name), soci::into(removed), soci::into(c.by), soci::into(at));
    query.execute();
    while (query.fetch()) {
        c.text.folder = folder;
        c.removed = removed == 1;
        c.at = Instant{std::chrono::seconds{at}};
        found.push_back(c);
    }
    return found;
}

std::optional<Connection> latest(soci::session& sql, County county, std::int64_t account) {
    constexpr std::int64_t latest_version = 0;
    auto found = read(sql, county, account, latest_version);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::int64_t add_version(CommandContext& context, const Connection& of) {
    const auto before = latest(context.sql(), context.county(), of.bank_account);
    const std::int64_t version = before ? before->version + 1 : 1;
    store::BulkInsert{context.tx(),
                      "bank_connection",
                      {"county", "bank_account", "version", "name", "road", "toml", "folder", "file_name", "removed",
                       "actor", "at", "command"}}
        .row(context.county().number, of.bank_account, version, of.name, of.road_kind, of.text.toml,
             of.text.folder.string(), of.text.file_name, of.removed ? 1 : 0, context.actor().name,
             context.now().time_since_epoch().count(), context.id().number);
    return version;
}

}  // namespace

Result<Answer, Refusal> connect(Desk& desk, const Opener& open, const Actor& actor, County county,
                                std::int64_t bank_account, const ConnectionText& text, const std::string& key) {
    auto opened = open(text);
    if (!opened) return pass_on(opened);
    const std::string request = Canonical{"bank.connect/1"}
                                    .add("bank_account", bank_account)
                                    .add("toml", text.toml)
                                    .add("folder", text.folder.string())
                                    .bytes();
    return desk.carry_out(actor, connect_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto account = batches::find_bank_account(context.sql(), county, bank_account);
                              if (!account) return pass_on(account);
                              const auto before = connection_in_force(context.sql(), county, bank_account);
                              if (before && before->text.toml == text.toml && before->text.folder == text.folder)
                                  return refuse(ConnectRefusal::same_as_before, bank_account, before->version);
                              Connection connection;
                              connection.bank_account = bank_account;
                              connection.name = opened->name;
                              connection.road_kind = opened->road_kind;
                              connection.text = text;
                              return Answer{}
                                  .set("bank_account", bank_account)
                                  .set("version", add_version(context, connection))
                                  .set("name", opened->name)
                                  .set("road", opened->road_kind);
                          });
}

Result<Answer, Refusal> disconnect(Desk& desk, const Actor& actor, County county, std::int64_t bank_account,
                                   const std::string& key) {
    const std::string request = Canonical{"bank.disconnect/1"}.add("bank_account", bank_account).bytes();
    return desk.carry_out(actor, connect_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto connection = connection_in_force(context.sql(), county, bank_account);
                              if (!connection) return refuse(ConnectRefusal::no_connection, bank_account);
                              connection->removed = true;
                              const std::int64_t version = add_version(context, *connection);
                              return Answer{}.set("bank_account", bank_account).set("version", version);
                          });
}

std::vector<Connection> connections_in_force(soci::session& sql, County county) {
    constexpr std::int64_t every_account = 0, latest_version = 0;
    std::vector<Connection> all = read(sql, county, every_account, latest_version);
    std::erase_if(all, [](const Connection& connection) { return connection.removed; });
    return all;
}

std::optional<Connection> connection_in_force(soci::session& sql, County county, std::int64_t bank_account) {
    auto found = latest(sql, county, bank_account);
    if (!found || found->removed) return std::nullopt;
    return found;
}

std::optional<Connection> find_connection(soci::session& sql, County county, std::int64_t bank_account,
                                          std::int64_t version) {
    auto found = read(sql, county, bank_account, version);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace mingzhang::exchange
