// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang::crypto {

// The content of a file that holds a secret. Never copied, and wiped from memory when it goes.
class Secret {
public:
    // Room for a secret, to be filled in place: what is moved about leaves copies behind.
    explicit Secret(std::size_t size) : bytes_(size + 1) {}
    Secret(Secret&&) noexcept = default;
    Secret& operator=(Secret&&) = delete;
    ~Secret();

    [[nodiscard]] std::span<char> room() noexcept { return std::span{bytes_}.first(bytes_.size() - 1); }
    void shorten(std::size_t size);  // To its first bytes.
    [[nodiscard]] std::string_view text() const noexcept { return {bytes_.data(), bytes_.size() - 1}; }
    [[nodiscard]] const char* c_str() const noexcept { return bytes_.data(); }

private:
    std::vector<char> bytes_;  // A zero ends them.
};

// Why a file was not read. Checked in this order. {0} in the words is the file.
enum class SecretFileError : std::uint8_t {
    missing,
    unreadable,
    open_to_others,  // A secret that anybody but its owner may read or write.
    too_large,       // No key, pass phrase or certificate has 256 KiB.
    no_pass_phrase,  // Its first line is empty.
};
[[nodiscard]] RefusalWords words(SecretFileError error);

// Keys in clear or under a pass phrase. Refuses a file that anybody but its owner may read or write.
[[nodiscard]] Result<Secret, SecretFileError> read_secret_file(const std::filesystem::path& path);

// The first line of such a file, which may be its only one.
[[nodiscard]] Result<Secret, SecretFileError> read_pass_phrase(const std::filesystem::path& path);

// Certificates and public keys.
[[nodiscard]] Result<std::string, SecretFileError> read_public_file(const std::filesystem::path& path);

}  // namespace mingzhang::crypto
