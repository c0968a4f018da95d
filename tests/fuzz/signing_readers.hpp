// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

// Readers of what is signed, encrypted, or a key. The keys they know are those of tests/data/keys; what those signed
// or sealed in the corpus is one and the same file.
namespace mingzhang::fuzz {

void read_cms(std::string_view bytes);
void read_manifest(std::string_view bytes);
void read_pkcs12(std::string_view bytes);
void read_shared_key(std::string_view bytes);

}  // namespace mingzhang::fuzz
