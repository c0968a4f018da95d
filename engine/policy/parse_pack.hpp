// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string_view>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "engine/policy/pack.hpp"

namespace mingzhang::policy {

// Why a file is not a rule pack. Checked in this order.
enum class ParsePackError : std::uint8_t {
    not_toml,   // One finding: the line where the text stops being TOML.
    has_faults  // A finding for every fault: line, key, value, reason.
};
[[nodiscard]] RefusalWords words(ParsePackError reason) noexcept;

// Reads a pack written in TOML; `file_name` only names it in findings. A pack is taken whole or not at all. It may
// leave out programs it does not pay and what belongs to them; households of those are refused when they are computed.
[[nodiscard]] Result<Pack, Refusal> parse_pack(std::string_view toml, std::string_view file_name);

}  // namespace mingzhang::policy
