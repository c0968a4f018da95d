// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "tests/console/process.hpp"

namespace mingzhang::test {

// A database in a folder of its own, or at an address, and the program called on it.
class Office {
public:
    Office() = default;
    explicit Office(std::string address) : address_{std::move(address)} {}

    [[nodiscard]] std::string database() const { return folder_ / "town.db"; }
    [[nodiscard]] std::string key_file() const { return database() + ".key"; }
    [[nodiscard]] std::string file(const std::string& name) const { return folder_ / name; }

    [[nodiscard]] Ended run(std::vector<std::string> words, const std::string& input = {}) const;
    // Runs it, requires status 0, and gives the document it answered under --json.
    boost::json::value ask(std::vector<std::string> words, const std::string& input = {}) const;

    // `init --practice` and a user of every role, named like the role.
    void found_for_practice() const;
    // As that, with the lists of the golden town's first month.
    void found_golden_town() const;
    void load_golden_town() const;  // The lists alone.

private:
    [[nodiscard]] std::vector<std::string> on_database(std::vector<std::string> words) const;
    TemporaryFolder folder_;
    std::string address_;  // Empty: the file.
};

[[nodiscard]] std::string program();
[[nodiscard]] std::string golden(const std::string& name);  // A file of the golden town.

inline constexpr const char* town = "500110999000";

}  // namespace mingzhang::test
