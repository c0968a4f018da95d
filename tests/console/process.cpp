// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/console/process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace mingzhang::test {

namespace {

// What the child's standard streams are opened as.
class Streams {
public:
    Streams() { posix_spawn_file_actions_init(&actions_); }
    ~Streams() { posix_spawn_file_actions_destroy(&actions_); }
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    void open(int descriptor, const std::string& path, int flags) {
        posix_spawn_file_actions_addopen(&actions_, descriptor, path.c_str(), flags, 0600);
    }
    [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

pid_t start(const std::string& program, std::vector<std::string>& arguments, const Streams& streams) {
    std::vector<char*> words{const_cast<char*>(program.c_str())};
    for (std::string& argument : arguments) words.push_back(argument.data());
    words.push_back(nullptr);
    pid_t child = 0;
    if (posix_spawn(&child, program.c_str(), streams.actions(), nullptr, words.data(), environ) != 0)
        throw std::runtime_error{"cannot start " + program};
    return child;
}

int status_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Ended run_process(const std::string& program, std::vector<std::string> arguments, const std::string& input) {
    const TemporaryFolder folder;
    write_file(folder / "in", input);
    Streams streams;
    streams.open(STDIN_FILENO, folder / "in", O_RDONLY);
    streams.open(STDOUT_FILENO, folder / "out", O_WRONLY | O_CREAT);
    streams.open(STDERR_FILENO, folder / "err", O_WRONLY | O_CREAT);
    const int status = status_of(start(program, arguments, streams));
    return {status, read_file(folder / "out"), read_file(folder / "err")};
}

Ended run_on_terminal(const std::string& program, std::vector<std::string> arguments, const std::string& question,
                      const std::string& typed) {
    const TemporaryFolder folder;
    const int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) throw std::runtime_error{"no terminal to be had"};
    const std::string slave = ptsname(master);
    const int kept_open = open(slave.c_str(), O_RDWR | O_NOCTTY);  // Or the first close would end the terminal.
    Streams streams;
    streams.open(STDIN_FILENO, slave, O_RDWR | O_NOCTTY);
    streams.open(STDOUT_FILENO, folder / "out", O_WRONLY | O_CREAT);
    streams.open(STDERR_FILENO, slave, O_RDWR | O_NOCTTY);
    const pid_t child = start(program, arguments, streams);

    std::string shown;
    char piece[256];
    const auto read_more = [&] {
        const ssize_t count = read(master, piece, sizeof piece);
        if (count > 0) shown.append(piece, static_cast<std::size_t>(count));
        return count > 0;
    };
    while (shown.find(question) == std::string::npos && read_more()) {
    }
    // The question is asked before the echo goes off, and turning it off throws away what was typed too early.
    usleep(200'000);
    const std::string line = typed + "\n";
    if (write(master, line.data(), line.size()) < 0) throw std::runtime_error{"cannot type"};
    const int status = status_of(child);
    fcntl(master, F_SETFL, O_NONBLOCK);
    while (read_more()) {
    }
    close(kept_open);
    close(master);
    return {status, read_file(folder / "out"), shown};
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mingzhang-test.XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
}

}  // namespace mingzhang::test
