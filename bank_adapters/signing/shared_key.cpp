// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/shared_key.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "bank_adapters/signing/manifest.hpp"
#include "bank_adapters/signing/owned.hpp"
#include "bank_adapters/signing/words.hpp"
#include "base/crypto/hex.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::signing {
namespace {

constexpr std::string_view version = "mingzhang-sealed-1";
constexpr std::string_view algorithms = "sm4-ctr hmac-sm3";
constexpr std::size_t head_bytes_max = 512;
constexpr std::size_t key_number_size = 4;

// HKDF with SM3: extract and expand.
template <std::size_t size>
class Derived {
public:
    Derived(const crypto::SecretKey& key, std::string name) {
        const Owned<EVP_KDF, EVP_KDF_free> algorithm{EVP_KDF_fetch(nullptr, "HKDF", nullptr)};
        MINGZHANG_CHECK(algorithm != nullptr);
        const Owned<EVP_KDF_CTX, EVP_KDF_CTX_free> context{EVP_KDF_CTX_new(algorithm.get())};
        MINGZHANG_CHECK(context != nullptr);
        std::string hash_name = "SM3";
        std::string salt{version};
        crypto::SecretKey secret = key;
        const std::array parameters{
            OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, hash_name.data(), 0),
            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, const_cast<std::byte*>(secret.bytes().data()),
                                              crypto::SecretKey::size),
            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, name.data(), name.size()),
            OSSL_PARAM_construct_end()};
        auto* const out = reinterpret_cast<unsigned char*>(bytes_.data());
        MINGZHANG_CHECK(EVP_KDF_derive(context.get(), out, size, parameters.data()) == 1);
    }
    Derived(const Derived&) = delete;
    Derived& operator=(const Derived&) = delete;
    ~Derived() { crypto::wipe(bytes_); }
    [[nodiscard]] std::span<const std::byte, size> bytes() const noexcept { return bytes_; }

private:
    std::array<std::byte, size> bytes_{};
};

using CipherKey = Derived<sm4_key_size>;
using MacKey = Derived<crypto::Digest::size>;
using KeyNumber = Derived<key_number_size>;

struct Head {
    std::string key;
    Nonce nonce;
    std::uint64_t bytes;
    std::string name;
};

std::string to_line(const Head& head) {
    return fmt::format("{} {} {} {} {} {}\n", version, algorithms, head.key, crypto::to_hex(head.nonce), head.bytes,
                       head.name);
}

// From the line with its end. Whatever is not written exactly so is found by writing it again.
std::optional<Head> parse_head(std::string_view line) {
    std::string_view rest = line;
    if (!rest.ends_with('\n')) return std::nullopt;
    rest.remove_suffix(1);
    for (int word = 0; word < 3; ++word) take_word(rest);
    Head head;
    const auto key = crypto::from_hex(take_word(rest));
    if (!key || key->size() != key_number_size) return std::nullopt;
    head.key = crypto::to_hex(*key);
    const auto nonce = crypto::from_hex(take_word(rest));
    const std::string_view count = take_word(rest);
    const char* const end = count.data() + count.size();
    const auto [at, error] = std::from_chars(count.data(), end, head.bytes);
    if (!nonce || nonce->size() != head.nonce.size() || error != std::errc{} || at != end) return std::nullopt;
    std::ranges::copy(*nonce, head.nonce.begin());
    head.name = rest;
    if (!is_sealed_name(head.name) || to_line(head) != line) return std::nullopt;
    return head;
}

}  // namespace

bool is_sealed_name(std::string_view name) noexcept {
    return is_manifest_name(name);
}

void sm4_ctr(std::span<const std::byte, sm4_key_size> key, const Nonce& nonce, std::string& bytes) {
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context{EVP_CIPHER_CTX_new()};
    MINGZHANG_CHECK(context != nullptr);
    const auto of = [](const auto& from) { return reinterpret_cast<const unsigned char*>(from.data()); };
    MINGZHANG_CHECK(EVP_EncryptInit_ex2(context.get(), EVP_sm4_ctr(), of(key), of(nonce), nullptr) == 1);
    constexpr std::size_t piece_max = std::size_t{1} << 20;  // OpenSSL counts in int.
    for (std::size_t at = 0; at < bytes.size();) {
        const auto piece = static_cast<int>(std::min(piece_max, bytes.size() - at));
        auto* const place = reinterpret_cast<unsigned char*>(bytes.data() + at);
        int written = 0;
        MINGZHANG_CHECK(EVP_EncryptUpdate(context.get(), place, &written, place, piece) == 1 && written == piece);
        at += static_cast<std::size_t>(piece);
    }
}

crypto::Digest hmac_sm3(crypto::Bytes key, std::string_view bytes) {
    const Owned<EVP_MAC, EVP_MAC_free> algorithm{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    MINGZHANG_CHECK(algorithm != nullptr);
    const Owned<EVP_MAC_CTX, EVP_MAC_CTX_free> context{EVP_MAC_CTX_new(algorithm.get())};
    MINGZHANG_CHECK(context != nullptr);
    std::string hash_name = "SM3";
    const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash_name.data(), 0),
                                OSSL_PARAM_construct_end()};
    const auto* const secret = reinterpret_cast<const unsigned char*>(key.data());
    MINGZHANG_CHECK(EVP_MAC_init(context.get(), secret, key.size(), parameters.data()) == 1);
    const auto* const in = reinterpret_cast<const unsigned char*>(bytes.data());
    MINGZHANG_CHECK(EVP_MAC_update(context.get(), in, bytes.size()) == 1);
    std::array<std::byte, crypto::Digest::size> digest{};
    std::size_t length = 0;
    auto* const out = reinterpret_cast<unsigned char*>(digest.data());
    MINGZHANG_CHECK(EVP_MAC_final(context.get(), out, &length, digest.size()) == 1 && length == digest.size());
    return crypto::Digest{digest};
}

Result<SharedKey, KeyError> SharedKey::read(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    auto bytes = crypto::from_hex(text);
    if (!bytes || bytes->size() != crypto::SecretKey::size) return tl::unexpected{KeyError::not_a_shared_key};
    SharedKey key{crypto::SecretKey{std::span{*bytes}.first<crypto::SecretKey::size>()}};
    crypto::wipe(*bytes);
    return key;
}

std::string SharedKey::number() const {
    return crypto::to_hex(KeyNumber{key_, "number"}.bytes());
}

std::string SharedKey::seal(const RoadFile& file, crypto::RandomSource& random) const {
    MINGZHANG_CHECK(is_sealed_name(file.name));
    Head head{number(), {}, file.bytes.size(), file.name};
    random.fill(head.nonce);
    std::string body = file.bytes;
    sm4_ctr(CipherKey{key_, "sm4-ctr"}.bytes(), head.nonce, body);
    std::string sealed = to_line(head);
    sealed.reserve(sealed.size() + body.size() + crypto::Digest::size);
    sealed += body;
    const crypto::Digest mac = hmac_sm3(MacKey{key_, "hmac-sm3"}.bytes(), sealed);
    sealed.append(reinterpret_cast<const char*>(mac.bytes().data()), crypto::Digest::size);
    return sealed;
}

Result<std::string, Refusal> SharedKey::open(const RoadFile& sealed, const std::string& name) const {
    const std::string_view bytes = sealed.bytes;
    if (!bytes.starts_with(version)) return refuse(OpenError::not_sealed_file, sealed.name, "");
    const std::size_t head_end = bytes.substr(0, head_bytes_max).find('\n');
    const auto head = head_end == std::string_view::npos ? std::nullopt : parse_head(bytes.substr(0, head_end + 1));
    if (!head) return refuse(OpenError::not_whole, sealed.name, "");
    const std::size_t rest = bytes.size() - (head_end + 1);
    if (rest < crypto::Digest::size || rest - crypto::Digest::size != head->bytes)
        return refuse(OpenError::not_whole, sealed.name, "");
    if (head->key != number()) return refuse(OpenError::other_key, sealed.name, head->key);

    const std::size_t mac_at = bytes.size() - crypto::Digest::size;
    const crypto::Digest mac = hmac_sm3(MacKey{key_, "hmac-sm3"}.bytes(), bytes.substr(0, mac_at));
    if (CRYPTO_memcmp(mac.bytes().data(), bytes.data() + mac_at, crypto::Digest::size) != 0)
        return refuse(OpenError::cannot_decrypt, sealed.name, "");
    if (head->name != name) return refuse(OpenError::other_name, sealed.name, head->name);
    std::string plain{bytes.substr(head_end + 1, static_cast<std::size_t>(head->bytes))};
    sm4_ctr(CipherKey{key_, "sm4-ctr"}.bytes(), head->nonce, plain);
    return plain;
}

}  // namespace mingzhang::bank::signing
