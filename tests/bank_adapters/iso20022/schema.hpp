// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

namespace mingzhang::bank::iso20022::test {

// What a message is faulted for by its schema in tests/data/xsd, a line each; empty: it is valid. Streamed.
// `name` is the schema's: "pain.001.001.09".
[[nodiscard]] std::string schema_faults(std::string_view name, std::string_view bytes);

}  // namespace mingzhang::bank::iso20022::test
