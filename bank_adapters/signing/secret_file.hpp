// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/signing/errors.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::signing {

// The content of a file that holds a secret. Never copied, and wiped from memory when it goes.
class Secret {
public:
    explicit Secret(std::vector<char> bytes) noexcept : bytes_{std::move(bytes)} {}
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret&&) = delete;
    ~Secret();

    [[nodiscard]] std::string_view text() const noexcept { return {bytes_.data(), bytes_.size()}; }

private:
    std::vector<char> bytes_;
};

// Keys in clear or under a pass phrase. Refuses a file that anybody but its owner may read or write.
[[nodiscard]] Result<Secret, KeyError> read_secret_file(const std::filesystem::path& path);

// The first line of such a file, which may be its only one.
[[nodiscard]] Result<Secret, KeyError> read_pass_phrase(const std::filesystem::path& path);

// Certificates and public keys.
[[nodiscard]] Result<std::string, KeyError> read_public_file(const std::filesystem::path& path);

}  // namespace mingzhang::bank::signing
