// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/crypto/digest.hpp"
#include "base/crypto/keyring.hpp"
#include "base/crypto/random.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang::crypto {

// Why a sealed text or blob was not opened. Checked in this order. {0} in the words is what it was ("person").
enum class OpenError : std::uint8_t {
    malformed,        // Not a sealed text at all.
    unknown_version,  // Made by a later release.
    other_keys,       // Sealed under data keys of another number.
    damaged,          // Changed since, cut short, put together anew, or sealed for another context.
};
[[nodiscard]] RefusalWords words(OpenError error);

// Fills as much of the room as there is left to give; zero is the end.
using ByteSource = std::function<std::size_t(std::span<std::byte>)>;
using ByteSink = std::function<void(Bytes)>;

// Seals what must not be read in the store, and makes the digests it is looked up by. `context` says what a value is
// ("person", "account"): a value moved into a column of another context does not open, nor is its digest the same.
// One thread at a time: each thread makes its own.
class Sealer {
public:
    Sealer(const DataKeys& keys, RandomSource& random);  // `random` must outlive the sealer.
    Sealer(Sealer&&) noexcept;
    Sealer& operator=(Sealer&&) noexcept;
    ~Sealer();

    // A hex text: version, key number, nonce, ciphertext, tag. Sealing the same value twice gives two texts.
    [[nodiscard]] std::string seal(std::string_view plain, std::string_view context) const;
    [[nodiscard]] Result<std::string, OpenError> open(std::string_view sealed, std::string_view context) const;

    // 32 hex digits, the same for the same normal form and context: HMAC-SHA256 cut to 16 bytes. Without the key
    // nobody can try out all ID numbers against it, and 128 bits keep twenty million persons apart (the chance that
    // any two collide is below 10^-23) at half the bytes in the index.
    [[nodiscard]] std::string keyed_digest(std::string_view normal_form, std::string_view context) const;

    // Seals bytes of any length piece by piece, in constant memory. `open_blob` finds a blob that was cut short,
    // put in another order or changed; what it gave out before it refuses must then be thrown away.
    void seal_blob(const ByteSource& plain, std::string_view context, const ByteSink& sealed) const;
    [[nodiscard]] Result<void, OpenError> open_blob(const ByteSource& sealed, std::string_view context,
                                                    const ByteSink& plain) const;

    // The same for bytes already in memory; raw bytes in and out.
    [[nodiscard]] std::string seal_blob(std::string_view plain, std::string_view context) const;
    [[nodiscard]] Result<std::string, OpenError> open_blob(std::string_view sealed, std::string_view context) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::crypto
