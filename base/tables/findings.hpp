// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/values/refusal.hpp"

namespace mingzhang {

// Collects what is wrong in one file, so that every bad row is reported, not the first. Counts all, keeps the first
// `kept_max`: a file with every row wrong must not fill memory.
class Findings {
public:
    explicit Findings(std::string file, std::size_t kept_max = 1'000) : file_{std::move(file)}, kept_max_{kept_max} {}

    // `row` as a person counts, 0 for the whole file; `value` already masked.
    void add(std::size_t row, std::string column, std::string value, Text reason);

    [[nodiscard]] bool any() const noexcept { return count_ > 0; }
    [[nodiscard]] std::size_t count() const noexcept { return count_; }  // All, kept or not.
    [[nodiscard]] const std::vector<Finding>& kept() const noexcept { return kept_; }
    [[nodiscard]] std::vector<Finding> take() && { return std::move(kept_); }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

private:
    std::string file_;
    std::size_t kept_max_;
    std::size_t count_ = 0;
    std::vector<Finding> kept_;
};

}  // namespace mingzhang
