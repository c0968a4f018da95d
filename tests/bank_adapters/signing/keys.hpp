// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bank_adapters/signing/certificate.hpp"
#include "bank_adapters/signing/envelope.hpp"
#include "base/values/clock.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// Keys of an invented office and an invented bank, made anew by the program openssl for each run of the tests.
namespace mingzhang::bank::signing::test {

// In it, of each of office, bank, stranger: NAME.key (PKCS#8, in clear), NAME.crt, NAME.p12 (pass phrase in NAME.pass),
// ed25519-NAME.key and .pub, sm2-NAME.key and .pub; office.enc.key under the same pass phrase; shared.key and
// other-shared.key. The pass phrase of all is "pass_phrase".
[[nodiscard]] const std::filesystem::path& keys();
inline constexpr const char* pass_phrase = "一把钥匙 1";

[[nodiscard]] std::string key_text(const std::string& name);  // Of a file in the folder.
[[nodiscard]] Certificate certificate(const std::string& who);
[[nodiscard]] OwnKey own_key(const std::string& who);
[[nodiscard]] Instant while_valid();  // A day after the certificates were made.

// Runs openssl in the folder of keys; gives back its standard output and fails the test when openssl does.
std::string openssl(std::vector<std::string> arguments, const std::string& input = {});
// The same, and whether it ended well.
[[nodiscard]] bool openssl_agrees(std::vector<std::string> arguments, const std::string& input = {});

// A file for openssl to work on, in a folder that lasts as long as the tests.
[[nodiscard]] std::string written(const std::string& name, const std::string& bytes);
void write_secret(const std::filesystem::path& path, const std::string& bytes);  // 0600

// The reason's code, or "opened".
template <class Value>
[[nodiscard]] std::string outcome(const Result<Value, Refusal>& result) {
    return result ? "opened" : result.error().code();
}
template <RefusalReason E>
[[nodiscard]] std::string code_of(E reason) {
    return std::string{words(reason).code};
}

}  // namespace mingzhang::bank::signing::test
