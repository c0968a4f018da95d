// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/crypto/keyring.hpp"
#include "base/store/part.hpp"
#include "base/store/store.hpp"

// What a database is: real or for practice, and the wrapped keys its numbers are sealed with.
namespace mingzhang {

// Why the office's keys were not made or not opened. Checked in this order.
enum class OfficeRefusal : std::uint8_t { begun_before, not_begun, key_file_does_not_fit };
[[nodiscard]] RefusalWords words(OfficeRefusal reason);

// Makes a new database an office's: draws its data keys, wraps them with the key file, marks it for practice if so, and
// settles for good what its log is hashed with.
[[nodiscard]] Result<void, Refusal> begin_office(store::Store& store, const crypto::KeyFile& key_file,
                                                 crypto::RandomSource& random, bool practice,
                                                 crypto::HashKind log_hash = crypto::HashKind::sha256);

[[nodiscard]] bool is_practice(store::Store& store);

// What leaves, nodes and entries of the log are hashed with. SHA-256 in a database of release 0.1.0, which had no
// choice.
[[nodiscard]] crypto::HashKind log_hash(soci::session& sql);

// Whether `begin_office` was carried out on this database.
[[nodiscard]] bool is_begun(store::Store& store);

// The keys this database seals with, opened by its key file.
[[nodiscard]] Result<crypto::DataKeys, Refusal> data_keys(store::Store& store, const crypto::KeyFile& key_file);

[[nodiscard]] store::Part office_part();

}  // namespace mingzhang
