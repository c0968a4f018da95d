// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mingzhang::crypto {

using Bytes = std::span<const std::byte>;

// A text seen as the bytes it is made of.
[[nodiscard]] inline Bytes as_bytes(std::string_view text) noexcept {
    return std::as_bytes(std::span{text});
}

// Which hash a log, a seal or a file is made with. The numbers are stored: never renumber.
enum class HashKind : std::uint8_t {
    sha256 = 1,  // FIPS 180-4
    sm3 = 2,     // GB/T 32905-2016
};
[[nodiscard]] std::string_view code(HashKind kind) noexcept;  // "sha256", "sm3"
[[nodiscard]] std::optional<HashKind> parse_hash_kind(std::string_view code) noexcept;

// The 32 bytes either hash gives. Ordered as bytes, which is also the order of the hex texts.
class Digest {
public:
    static constexpr std::size_t size = 32;

    constexpr Digest() noexcept = default;  // All zero.
    explicit constexpr Digest(const std::array<std::byte, size>& bytes) noexcept : bytes_{bytes} {}
    [[nodiscard]] static std::optional<Digest> from_hex(std::string_view text) noexcept;  // 64 hex digits, either case.

    [[nodiscard]] constexpr std::span<const std::byte, size> bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::string hex() const;  // 64 lower-case hex digits.

    friend constexpr auto operator<=>(const Digest&, const Digest&) = default;

private:
    std::array<std::byte, size> bytes_{};
};

// Hashes what is given piece by piece. One thread at a time; kept and used again it saves the cost of setting up.
class Hasher {
public:
    explicit Hasher(HashKind kind);
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    ~Hasher();

    Hasher& update(Bytes bytes);
    Hasher& update(std::string_view text) { return update(as_bytes(text)); }

    // The digest of everything given since the last finish; then begins anew.
    [[nodiscard]] Digest finish();

    [[nodiscard]] HashKind kind() const noexcept { return kind_; }

private:
    struct State;
    HashKind kind_;
    std::unique_ptr<State> state_;
};

class Sha256 final : public Hasher {
public:
    Sha256() : Hasher{HashKind::sha256} {}
};

[[nodiscard]] Digest hash(HashKind kind, Bytes bytes);
[[nodiscard]] Digest hash(HashKind kind, std::string_view text);
[[nodiscard]] Digest sha256(Bytes bytes);
[[nodiscard]] Digest sha256(std::string_view text);

}  // namespace mingzhang::crypto
