// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/signing/errors.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::signing {

// The content of a file that holds a secret. Never copied, and wiped from memory when it goes.
class Secret {
public:
    // Room for a secret, to be filled in place: what is moved about leaves copies behind.
    explicit Secret(std::size_t size) : bytes_(size) {}
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret&&) = delete;
    ~Secret();

    [[nodiscard]] std::span<char> room() noexcept { return bytes_; }
    void shorten(std::size_t size) { bytes_.resize(size); }  // To its first bytes.
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
