// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/house/tree.hpp"
#include "tests/places.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace house {

namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    return entry.is_directory() && (name == "build" || name == ".git" || name == "node_modules");
}

std::vector<File> read_tree(const fs::path& top) {
    std::vector<File> files;
    for (auto at = fs::recursive_directory_iterator{top}; at != fs::recursive_directory_iterator{}; ++at) {
        if (is_left_out(*at)) {
            at.disable_recursion_pending();
            continue;
        }
        if (!at->is_regular_file()) continue;
        std::ifstream stream{at->path(), std::ios::binary};
        std::string text{std::istreambuf_iterator<char>{stream}, {}};
        files.push_back({fs::relative(at->path(), top).generic_string(), std::move(text)});
    }
    std::ranges::sort(files, {}, &File::path);
    return files;
}

// Past the end of the literal that begins at `at`; raw strings run to their own delimiter.
std::size_t end_of_literal(std::string_view code, std::size_t at) {
    if (code[at] == '"' && at > 0 && code[at - 1] == 'R') {
        const std::size_t open = code.find('(', at);
        const std::string close = ")" + std::string{code.substr(at + 1, open - at - 1)} + "\"";
        const std::size_t end = code.find(close, open);
        return end == std::string_view::npos ? code.size() : end + close.size();
    }
    const char quote = code[at];
    for (++at; at < code.size() && code[at] != quote && code[at] != '\n'; ++at)
        if (code[at] == '\\') ++at;
    return std::min(at + 1, code.size());
}

// 1'000 is a number, not a character.
bool separates_digits(std::string_view code, std::size_t at) {
    return code[at] == '\'' && at > 0 && std::isxdigit(static_cast<unsigned char>(code[at - 1])) != 0;
}

}  // namespace

const std::vector<File>& tree() {
    static const std::vector<File> files = read_tree(MINGZHANG_SOURCE_DIR);
    return files;
}

bool is_code(const File& file) {
    return file.path.ends_with(".hpp") || file.path.ends_with(".cpp");
}

bool is_product(const File& file) {
    return is_code(file) && !file.path.starts_with("tests/");
}

bool is_script(const File& file) {
    return file.path.ends_with("CMakeLists.txt") || file.path.ends_with(".cmake") || file.path.ends_with(".sh") ||
           file.path == "dev" || file.path == ".ci/run";
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string without_comments_and_literals(std::string_view code) {
    std::string bare{code};
    const auto blank = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            if (bare[i] != '\n') bare[i] = ' ';
    };
    for (std::size_t at = 0; at < code.size();) {
        std::size_t end = at + 1;
        if (code.substr(at).starts_with("//")) {
            end = std::min(code.find('\n', at), code.size());
            blank(at, end);
        } else if (code.substr(at).starts_with("/*")) {
            const std::size_t close = code.find("*/", at + 2);
            end = close == std::string_view::npos ? code.size() : close + 2;
            blank(at, end);
        } else if ((code[at] == '"' || code[at] == '\'') && !separates_digits(code, at)) {
            end = end_of_literal(code, at);
            blank(at, end);
        }
        at = end;
    }
    return bare;
}

std::string findings_in_tree(const Check& check) {
    std::string all;
    for (const File& file : tree())
        for (const std::string& finding : check(file)) all += "\n" + file.path + ": " + finding;
    return all;
}

}  // namespace house
