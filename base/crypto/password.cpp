// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/password.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "base/crypto/hex.hpp"
#include "base/values/check.hpp"

namespace mingzhang::crypto {

namespace {

constexpr std::size_t salt_size = 16;
constexpr std::size_t hash_size = 32;
using PasswordHash = std::array<std::byte, hash_size>;

struct Stored {
    ScryptCost cost;
    std::vector<std::byte> salt;
    std::vector<std::byte> hash;
};

// A stored text that asks for more than this was not written by us: at most 1 GiB for one trial.
constexpr bool is_reasonable(const ScryptCost& cost) noexcept {
    return cost.log2_n >= 1 && cost.log2_n <= 20 && cost.r >= 1 && cost.r <= 8 && cost.p >= 1 && cost.p <= 16;
}

PasswordHash scrypt(std::string_view password, Bytes salt, const ScryptCost& cost) {
    const std::uint64_t n = std::uint64_t{1} << cost.log2_n;
    const std::uint64_t memory_max = 128 * cost.r * (n + cost.p + 2) + (1u << 20);  // OpenSSL's own bound is 32 MiB.
    PasswordHash hash{};
    MINGZHANG_CHECK(EVP_PBE_scrypt(password.data(), password.size(),
                                   reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), n, cost.r, cost.p,
                                   memory_max, reinterpret_cast<unsigned char*>(hash.data()), hash.size()) == 1);
    return hash;
}

// Takes the text up to the next `$`, and the `$`.
std::string_view take_field(std::string_view& rest) {
    const std::size_t end = rest.find('$');
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return field;
}

std::optional<std::uint32_t> number_in(std::string_view field) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    if (error != std::errc{} || end != field.data() + field.size()) return std::nullopt;
    return number;
}

std::optional<Stored> parse(std::string_view text) {
    if (take_field(text) != "scrypt") return std::nullopt;
    const auto log2_n = number_in(take_field(text));
    const auto r = number_in(take_field(text));
    const auto p = number_in(take_field(text));
    auto salt = from_hex(take_field(text));
    auto hash = from_hex(text);
    if (!log2_n || !r || !p || !salt || !hash) return std::nullopt;
    const ScryptCost cost{*log2_n, *r, *p};
    if (!is_reasonable(cost) || salt->size() != salt_size || hash->size() != hash_size) return std::nullopt;
    return Stored{cost, std::move(*salt), std::move(*hash)};
}

}  // namespace

std::string hash_password(std::string_view password, RandomSource& random, ScryptCost cost) {
    MINGZHANG_CHECK(is_reasonable(cost));
    std::array<std::byte, salt_size> salt{};
    random.fill(salt);
    const PasswordHash hash = scrypt(password, salt, cost);
    return fmt::format("scrypt${}${}${}${}${}", cost.log2_n, cost.r, cost.p, to_hex(salt), to_hex(hash));
}

bool verify_password(std::string_view password, std::string_view stored) {
    const auto expected = parse(stored);
    if (!expected) return false;
    const PasswordHash hash = scrypt(password, expected->salt, expected->cost);
    return CRYPTO_memcmp(hash.data(), expected->hash.data(), hash_size) == 0;
}

}  // namespace mingzhang::crypto
