// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "bank_adapters/signing/envelope.hpp"
#include "bank_adapters/signing/trust.hpp"
#include "base/crypto/random.hpp"
#include "base/toml/toml_table.hpp"

// The table [trust] of a connection file:
//
//   [trust]
//   order = "sign-then-encrypt"         # or "encrypt-then-sign"
//   [trust.sign]                        # what goes out
//   form = "cms-detached"               # or "cms-attached", "manifest"
//   key = "office.p12"                  # PKCS#12, or PKCS#8 in PEM; "manifest" asks for Ed25519 or SM2 in PEM
//   pass_phrase_file = "office.pass"
//   certificate = "office.crt"          # of a PEM key for CMS, where it does not stand in the same file
//   digest = "sha256"                   # of CMS; or "sha384", "sha512"
//   ending = ".p7s"
//   [trust.encrypt]
//   form = "cms"                        # or "shared-key"
//   certificate = "bank.crt"
//   cipher = "aes-256-cbc"              # or "sm4-cbc"
//   ending = ".p7m"
//   [trust.verify]                      # what comes
//   form = "cms-attached"
//   certificates = ["bank.crt", "bank-next.crt"]  # of CMS; of "manifest": public_keys
//   [trust.decrypt]
//   form = "shared-key"
//   key = "shared.key"                  # or as under sign
//
// Paths are relative to the folder of the file. A part left out is not done.
namespace mingzhang::bank::signing {

// None after a fault; the faults are noted in the table's file.
[[nodiscard]] std::optional<Trust> load_trust(TomlTable table, const std::filesystem::path& folder);

// The agreement; without a table one that passes files through. Null after a fault. `random` must outlive it.
[[nodiscard]] std::unique_ptr<Agreement> load_agreement(std::optional<TomlTable> table,
                                                        const std::filesystem::path& folder,
                                                        crypto::RandomSource& random);

}  // namespace mingzhang::bank::signing
