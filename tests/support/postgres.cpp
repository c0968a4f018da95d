// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/support/postgres.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;

const fs::path programs = "/usr/lib/postgresql/15/bin";

using Words = std::vector<std::string>;

// PostgreSQL will not run as root: root becomes nobody.
const passwd* server_user() {
    return geteuid() == 0 ? getpwnam("nobody") : nullptr;
}

// Runs one of the server's programs; what it says goes to `said`.
pid_t start(const Words& words, int said) {
    const passwd* user = server_user();
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child != 0) return child;
    if (user != nullptr && (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
        _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);  // Whatever becomes of the test, no server is left behind.
    dup2(said, STDOUT_FILENO);
    dup2(said, STDERR_FILENO);
    if (chdir("/") != 0) _exit(126);
    execv(arguments[0], arguments.data());
    _exit(127);
}

void make_cluster(const fs::path& folder) {
    const fs::path said = folder / "initdb.log";
    const int log = open(said.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const pid_t child =
        start({programs / "initdb", "-D", folder / "data", "-U", PostgresServer::superuser, "-A", "trust", "-E", "UTF8",
               "--no-sync", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-CN"},
              log);
    close(log);
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0)
        throw std::runtime_error{"PostgreSQL 15 did not make its folder; is postgresql-15 installed? See " +
                                 said.string()};
}

std::string schema_of(const std::string& url) {
    const std::string before = "search_path%3D";
    const auto at = url.find(before) + before.size();
    return url.substr(at, url.find('&', at) - at);
}

}  // namespace

store::Backend store_under_test() {
    const char* named = std::getenv("MINGZHANG_TEST_STORE");
    if (named == nullptr || std::string_view{named} == "sqlite") return store::Backend::sqlite;
    if (std::string_view{named} == "postgresql") return store::Backend::postgresql;
    throw std::runtime_error{"MINGZHANG_TEST_STORE is sqlite or postgresql"};
}

PostgresServer& PostgresServer::own() {
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer() {
    std::string name = (fs::temp_directory_path() / "mingzhang-pg-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    folder_ = name;
    if (const passwd* user = server_user(); user != nullptr && chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
        throw std::runtime_error{"the folder cannot be given to nobody"};
    make_cluster(folder_);

    // Nothing a test writes must outlive a power cut. The log stays short: what statements are refused is not in it.
    Words words{programs / "postgres", "-D", folder_ / "data", "-k", folder_};
    for (const char* setting : {"listen_addresses=", "fsync=off", "full_page_writes=off", "autovacuum=off",
                                "wal_level=minimal", "max_wal_senders=0", "max_connections=30", "shared_buffers=32MB",
                                "log_min_messages=log", "log_checkpoints=off", "lc_messages=C"}) {
        words.emplace_back("-c");
        words.emplace_back(setting);
    }
    int said[2];
    if (pipe2(said, O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
    server_ = start(words, said[1]);
    close(said[1]);
    std::string text;
    char c = 0;
    while (text.find("ready to accept connections") == std::string::npos)
        if (read(said[0], &c, 1) == 1)
            text += c;
        else
            throw std::runtime_error{"PostgreSQL did not begin: " + text};
    // The pipe stays open: a server that cannot say what it has to ends.
    soci::session sql{soci::postgresql, "host=" + folder_.string() + " user=postgres dbname=postgres"};
    sql << "CREATE ROLE owner LOGIN";
    sql << "CREATE ROLE program LOGIN";
    sql << "CREATE DATABASE towns OWNER owner";
}

PostgresServer::~PostgresServer() {
    kill(server_, SIGQUIT);
    waitpid(server_, nullptr, 0);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string PostgresServer::new_database() {
    const std::string name = "town" + std::to_string(++databases_);
    soci::session sql{soci::postgresql, "host=" + folder_.string() + " user=owner dbname=towns"};
    sql << "CREATE SCHEMA " << name;
    return "postgresql:///towns?host=" + folder_.string() + "&options=-csearch_path%3D" + name + "&user=owner";
}

std::string PostgresServer::emptied_database() {
    if (given_back_.empty()) return new_database();
    std::string url = given_back_.back();
    given_back_.pop_back();
    soci::session sql{soci::postgresql, "host=" + folder_.string() + " user=postgres dbname=towns"};
    sql << "DO $$ DECLARE name text; BEGIN FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '" +
               schema_of(url) + "' AND tablename <> 'schema_step' LOOP EXECUTE 'DELETE FROM " + schema_of(url) +
               ".' || name; END LOOP; END $$";
    return url;
}

OfficeDatabase::OfficeDatabase(store::Backend backend, const std::filesystem::path& folder)
    : backend_{backend},
      url_{backend == store::Backend::sqlite ? "sqlite:" + (folder / "office.db").string()
                                             : PostgresServer::own().emptied_database()} {}

OfficeDatabase::~OfficeDatabase() {
    if (backend_ == store::Backend::postgresql) PostgresServer::own().give_back(url_);
}

std::string PostgresServer::as(const std::string& role, const std::string& url) {
    const auto at = url.find("user=");  // The last of the address.
    return url.substr(0, at) + "user=" + role;
}

}  // namespace mingzhang::test
