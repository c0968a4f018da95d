// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/merkle.hpp"
#include "base/crypto/signature.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/log.hpp"
#include "ledger/read_transfers.hpp"

// A receipt (回执) proves one payment to somebody who has neither the database nor a network: only the file, and the
// office's public key from elsewhere. It holds one entry with its salt, the way from it to the root of its command's
// entries, the command's leaf, the way from that to the root of the log, and that root under the office's signature.
namespace mingzhang::ledger {

struct Receipt {
    StoredTransfer entry;
    std::string salt;  // Of this entry alone: the command's secret, and so the other salts, cannot be had from it.
    crypto::Proof entry_path;
    Leaf leaf;
    crypto::Proof leaf_path;
    std::string checkpoint;  // A signed note.
};

[[nodiscard]] std::string to_json(const Receipt& receipt);
// None unless the text is exactly what `to_json` writes, but for white space at its end.
[[nodiscard]] std::optional<Receipt> parse_receipt(std::string_view json);

// Why a receipt is not believed, after what its checkpoint is refused for. Checked in this order.
enum class ReceiptFault : std::uint8_t {
    not_a_receipt,
    other_log,             // The checkpoint is of another county's log.
    command_not_in_log,    // The leaf is not in the log the checkpoint signs.
    entry_not_in_command,  // The payment is not one of the command's entries.
    not_a_payment,         // An entry of the log, but none that says somebody was paid.
};
[[nodiscard]] RefusalWords words(ReceiptFault fault);

// What a receipt that holds has proven.
struct ProvenPayment {
    Receipt receipt;
    Checkpoint checkpoint;

    [[nodiscard]] const Dimensions& of() const noexcept { return receipt.entry.transfer.dimensions; }
    [[nodiscard]] Money amount() const noexcept { return receipt.entry.transfer.amount; }
};
// `called` names the file in what is refused. No key that came with the receipt is looked at.
[[nodiscard]] Result<ProvenPayment, Refusal> verify_receipt(std::string_view json, const crypto::PublicKey& key,
                                                            const std::string& called);

// "YX****01": enough to know one's own number by.
[[nodiscard]] std::string masked_household(const std::string& household);

}  // namespace mingzhang::ledger
