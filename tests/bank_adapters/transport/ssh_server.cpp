// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/transport/ssh_server.hpp"

#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace mingzhang::test {

using bank::transport::Descriptor;

namespace {

namespace fs = std::filesystem;

// Where privilege separation of a server begun by root sends its half; the package's service makes it.
constexpr const char* privilege_folder = "/run/sshd";

void run(const std::string& command) {
    if (std::system(command.c_str()) != 0) throw std::runtime_error{"did not work: " + command};
}

std::string first_line_of(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "re");
    std::array<char, 512> line{};
    const bool read = pipe != nullptr && std::fgets(line.data(), line.size(), pipe) != nullptr;
    if (pipe == nullptr || pclose(pipe) != 0 || !read) throw std::runtime_error{"did not work: " + command};
    return line.data();
}

}  // namespace

std::string make_host_key(const fs::path& path) {
    run("ssh-keygen -q -t ed25519 -N '' -f " + path.string());
    const std::string printed = first_line_of("ssh-keygen -lf " + path.string() + ".pub");
    const auto begins = printed.find("SHA256:");
    return printed.substr(begins, printed.find(' ', begins) - begins);
}

std::string own_user() {
    return getpwuid(geteuid())->pw_name;
}

std::string ordinary_user() {
    return geteuid() == 0 ? "nobody" : own_user();
}

SshServer::SshServer(const std::optional<AsksByPam>& asks) {
    if (geteuid() == 0) fs::create_directory(privilege_folder);
    fs::permissions(folder_.path(), fs::perms{0755});
    for (const auto& folder : {out(), in()}) fs::create_directory(folder);
    host_key_ = make_host_key(folder_ / "host_key");
    std::ofstream{folder_ / "sshd_config"} << "HostKey " << (folder_ / "host_key").string() << "\nAuthorizedKeysFile "
                                           << (folder_ / "authorized_keys").string()
                                           << "\nStrictModes no\nPasswordAuthentication no\n"
                                           << (asks ? "UsePAM yes\nKbdInteractiveAuthentication yes\n"
                                                      "PubkeyAuthentication no\n"
                                                    : "UsePAM no\nKbdInteractiveAuthentication no\n")
                                           << "PermitRootLogin yes\nUseDNS no\n"
                                              "PidFile none\nSubsystem sftp internal-sftp\n";
    if (asks) ask_by_pam(*asks);
    static_cast<void>(make_key("key", "-t ed25519 -N ''", Known::yes));
    relay_ = std::make_unique<Relay>(
        Relay::Server{[this] { return begin_session(); }, [this] { waitpid(session_, nullptr, 0); }});
}

// It says something first, as banks do, and then asks for the password, which a small script knows.
void SshServer::ask_by_pam(const AsksByPam& asks) {
    fs::create_directory(folder_ / "pam.d");
    std::ofstream{folder_ / "news"} << "Internal use only.\n";
    std::ofstream{folder_ / "check"} << "read -r given\ntest \"$given\" = '" << asks.password << "'\n";
    std::ofstream{folder_ / "pam.d" / "sshd"}
        << "auth optional pam_echo.so file=" << (folder_ / "news").string()
        << "\nauth requisite pam_exec.so expose_authtok quiet /bin/sh " << (folder_ / "check").string()
        << "\nauth required pam_permit.so\naccount required pam_permit.so\nsession required pam_permit.so\n";
    surroundings_ = {"LD_PRELOAD=" + asks.pam_shim.string(), "MINGZHANG_PAM_FOLDER=" + (folder_ / "pam.d").string()};
}

bank::transport::SftpRoadSettings SshServer::settings() const {
    bank::transport::SftpRoadSettings settings;
    settings.host = "127.0.0.1";
    settings.port = relay_->port();
    settings.user = own_user();
    settings.host_keys = {host_key_};
    settings.key_file = folder_ / "key";
    settings.out = out();
    settings.in = in();
    return settings;
}

fs::path SshServer::make_key(const std::string& name, const std::string& kind, Known known) {
    const fs::path key = folder_ / name;
    run("ssh-keygen -q " + kind + " -f " + key.string());
    if (known == Known::yes)
        std::ofstream{folder_ / "authorized_keys", std::ios::app} << read_bytes(folder_ / (name + ".pub"));
    return key;
}

Descriptor SshServer::begin_session() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw std::runtime_error{"no socket"};
    const std::string config = folder_ / "sshd_config";
    const std::string log = folder_ / "sshd.log";
    std::vector<char*> surroundings;
    for (std::string& one : surroundings_) surroundings.push_back(one.data());
    for (char** one = environ; *one != nullptr; ++one) surroundings.push_back(*one);
    surroundings.push_back(nullptr);
    session_ = fork();
    if (session_ == 0) {
        // A process of its own to which whatever outlives the server falls, and which ends with the last of them.
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        if (fork() != 0) {
            close_range(STDERR_FILENO + 1, ~0U, 0);  // It must keep nobody's connection open.
            while (waitpid(-1, nullptr, 0) > 0) {
            }
            _exit(0);
        }
        dup2(ends[1], STDIN_FILENO);
        dup2(ends[1], STDOUT_FILENO);
        execle("/usr/sbin/sshd", "/usr/sbin/sshd", "-i", "-f", config.c_str(), "-E", log.c_str(), nullptr,
               surroundings.data());
        _exit(127);
    }
    ::close(ends[1]);
    return Descriptor{ends[0]};
}

}  // namespace mingzhang::test
