// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/crypto/random.hpp"
#include "base/crypto/recovery.hpp"
#include "base/crypto/secret_key.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "base/values/text.hpp"

// Two layers of keys. The master key lies in the key file, outside the database. It wraps the data keys, which lie
// wrapped in the database and seal the rows. A new master key re-wraps the data keys and rewrites no row.
namespace mingzhang::crypto {

// The keys rows are sealed with. The digest key is one for the life of a database: look-ups compare its digests.
struct DataKeys {
    std::uint16_t number = 1;  // Stands in every sealed text, so that it says which keys open it.
    SecretKey sealing;
    SecretKey digesting;

    [[nodiscard]] static DataKeys generate(std::uint16_t number, RandomSource& random);
    friend bool operator==(const DataKeys&, const DataKeys&) = default;
};

// Why a key file was not made or not read. Checked in this order. {0} in the words is the path.
enum class KeyFileError : std::uint8_t { exists_already, not_written, missing, unreadable, open_to_others, damaged };
[[nodiscard]] RefusalWords words(KeyFileError error);

// Why wrapped data keys were not unwrapped. Checked in this order. {0} is the identity of the key file in use.
enum class UnwrapError : std::uint8_t { malformed, other_key_file, damaged };
[[nodiscard]] RefusalWords words(UnwrapError error);

// The master key and the file it lies in: text, mode 0600, its format's version and a check value in it.
class KeyFile {
public:
    // Draws a master key and writes it to a file that must not exist yet; on disk for good when this returns.
    [[nodiscard]] static Result<KeyFile, KeyFileError> create(const std::filesystem::path& path, RandomSource& random);

    // Refuses a file that anybody but its owner may read or write.
    [[nodiscard]] static Result<KeyFile, KeyFileError> load(const std::filesystem::path& path);

    // From the groups of a recovery sheet as a person typed them.
    [[nodiscard]] static Result<KeyFile, RecoveryError> from_recovery(std::string_view typed);

    // Writes this key to a file that must not exist yet, as `create` does: after `from_recovery`.
    [[nodiscard]] Result<void, KeyFileError> write(const std::filesystem::path& path) const;

    // The page to print and lock away. It holds the key: whoever has it and the database can read every number.
    [[nodiscard]] std::string recovery_sheet(Language language) const;
    [[nodiscard]] std::string recovery_groups() const;  // Only the groups, in three lines.

    // Eight hex digits that tell key files apart and say nothing of the key; on the sheet and in wrapped keys.
    [[nodiscard]] std::string identity() const;

    // The wrapped form is a hex text for the database: AES-256-GCM under the master key.
    [[nodiscard]] std::string wrap(const DataKeys& keys, RandomSource& random) const;
    [[nodiscard]] Result<DataKeys, UnwrapError> unwrap(std::string_view wrapped) const;

private:
    explicit KeyFile(SecretKey master) noexcept : master_{master} {}
    SecretKey master_;
};

}  // namespace mingzhang::crypto
