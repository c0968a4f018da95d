// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mingzhang::test {

// How a run of a program ended and what it said.
struct Ended {
    int status = -1;
    std::string out;
    std::string err;
};

// Runs a program to its end, with `input` on its standard input.
[[nodiscard]] Ended run_process(const std::string& program, std::vector<std::string> arguments,
                                const std::string& input = {});

// Runs a program on a terminal of its own: waits until it has written `question` there, types `typed` and Enter, and
// gives back all the terminal showed as `err`.
[[nodiscard]] Ended run_on_terminal(const std::string& program, std::vector<std::string> arguments,
                                    const std::string& question, const std::string& typed);

// A new folder that goes with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);

}  // namespace mingzhang::test
