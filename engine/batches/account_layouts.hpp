// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>

#include "engine/batches/bank_accounts.hpp"

// How the bank of an account wants its files, as that changes: banks get new systems. A batch keeps the layout it was
// made by.
namespace mingzhang::batches {

struct LayoutChange {
    County county;
    std::int64_t bank_account = 0;
    std::string layout;            // The name of a delivered layout; with `layout_toml`, whatever name the text has.
    std::string layout_toml = {};  // The text of the office's own layout file; empty: the delivered one.
};

// Why a layout was not changed. Checked in this order, after what `add_bank_account` asks of a layout.
enum class ChangeLayoutRefusal : std::uint8_t { same_layout };
[[nodiscard]] RefusalWords words(ChangeLayoutRefusal reason);

// `bank-account layout`. Batches created from now on are written by it; results are read by it first, and by the one
// their batch was written by where it does not fit. The answer gives `bank_account` and `layout`.
[[nodiscard]] Result<Answer, Refusal> change_layout(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                    const LayoutChange& change, const std::string& key);

}  // namespace mingzhang::batches
