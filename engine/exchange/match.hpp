// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/crypto/seal.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/batch.hpp"

namespace mingzhang::exchange {

// Why a file that came is of no batch. Checked in this order, after what `read_result_file` refuses.
enum class MatchRefusal : std::uint8_t {
    no_result_layout,   // The account's layout describes no answers.
    batch_not_there,    // Its name names a batch the account has not.
    fits_none,          // Not one of its rows is a payment of ours.
    fits_more_than_one  // Only a person can tell.
};
[[nodiscard]] RefusalWords words(MatchRefusal reason);

// The batch of an account that a file answers: the one it was posted for before, the one its name names, or the one
// whose payments it holds, payee and amount alike.
[[nodiscard]] Result<batches::Batch, Refusal> batch_answered(soci::session& sql, const crypto::Sealer& sealer,
                                                             County county, const batches::BankAccount& account,
                                                             const std::string& file_name, std::string_view bytes);

}  // namespace mingzhang::exchange
