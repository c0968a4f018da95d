// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/store/store.hpp"
#include "ledger/receipt.hpp"

namespace mingzhang::ledger {

// Why no receipt was made. Checked in this order. {0} and {1} in the words are run and line.
enum class ReceiptRefusal : std::uint8_t {
    not_paid,         // The bank has not said so, or the money came back.
    no_checkpoint,    // Paid since the last checkpoint.
    earlier_release,  // Its leaf is of release 0.1.0 and would have to show what is not the payee's.
    not_provable,     // What is stored does not prove it: the books were tampered with.
};
[[nodiscard]] RefusalWords words(ReceiptRefusal reason);

// The receipt for the payment of a payable, under the latest checkpoint, verified before it is given out.
[[nodiscard]] Result<Receipt, Refusal> make_receipt(soci::session& sql, County county, std::int64_t run,
                                                    std::int64_t line);

}  // namespace mingzhang::ledger
