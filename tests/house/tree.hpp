// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The project's own files as the tests about the tree itself see them.
namespace house {

struct File {
    std::string path;  // From the top, with slashes: "base/values/money.hpp".
    std::string text;
};

// Every file under the top but what is built and what belongs to version control.
[[nodiscard]] const std::vector<File>& tree();

[[nodiscard]] bool is_code(const File& file);     // .hpp, .cpp
[[nodiscard]] bool is_product(const File& file);  // Code outside tests/.
[[nodiscard]] bool is_script(const File& file);   // CMake and shell, ours all the same.

[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

// The code with comments and the insides of string and character literals blanked; every line keeps its number.
[[nodiscard]] std::string without_comments_and_literals(std::string_view code);

// One check: what is wrong with one file, as sentences; nothing when all is well.
using Check = std::function<std::vector<std::string>(const File&)>;

// What the check finds in the whole tree, one line per finding.
[[nodiscard]] std::string findings_in_tree(const Check& check);

}  // namespace house
