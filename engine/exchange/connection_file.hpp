// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/crypto/random.hpp"
#include "engine/exchange/connection.hpp"

// What was agreed with a bank, as a file an officer writes (docs/guide/liaison.md has one to copy):
//
//   name = "农商行前置机"
//   [road]      how files get there: bank_adapters/transport/settings.hpp
//   [trust]     what is signed and encrypted: bank_adapters/signing/load.hpp; left out, nothing is
//   [hours]     when the bank takes files on work days, China time; left out, at any time
//   open = "08:30-16:30"
namespace mingzhang::exchange {

// Why a text is no connection. Findings name line, key and reason; nothing of it is used.
enum class ConnectionFileError : std::uint8_t { not_toml, faulty };
[[nodiscard]] RefusalWords words(ConnectionFileError reason);

// Reads the text and the keys it names.
[[nodiscard]] Result<OpenConnection, Refusal> open_connection(const ConnectionText& text, crypto::RandomSource& random);

// The same as what commands are handed. `random` must outlive it.
[[nodiscard]] Opener opener(crypto::RandomSource& random);

}  // namespace mingzhang::exchange
