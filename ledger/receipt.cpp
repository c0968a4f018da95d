// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/receipt.hpp"

#include <vector>

#include "ledger/entry_digest.hpp"

namespace mingzhang::ledger {

RefusalWords words(ReceiptFault fault) {
    switch (fault) {
        case ReceiptFault::not_a_receipt:
            return {"receipt/not_a_receipt", "{0} 不是完整的回执，或者被编辑过。",
                    "{0} is not a whole receipt, or was edited.", "请用原样保存的文件；不行就请经办单位重新出具。",
                    "Use the file as it was issued, or have the office issue it again."};
        case ReceiptFault::other_log:
            return {"receipt/other_log", "{0} 里的检查点不是这个区县的日志。",
                    "The checkpoint in {0} is of another county's log.", "这份回执是拼凑的，请保留并查明来源。",
                    "This receipt was put together: keep it and find out where it came from."};
        case ReceiptFault::command_not_in_log:
            return {"receipt/command_not_in_log", "{0} 里的办理记录不在签过名的日志里：被改动过。",
                    "The command in {0} is not in the log that was signed: it was changed.",
                    "请保留这份回执，向经办单位和审计核实。", "Keep the receipt and ask the office and the auditor."};
        case ReceiptFault::entry_not_in_command:
            return {"receipt/entry_not_in_command", "{0} 里的这笔款项不在办理记录里：户、月份或金额被改动过。",
                    "The payment in {0} is none of the command's: household, month or amount was changed.",
                    "请保留这份回执，向经办单位和审计核实。", "Keep the receipt and ask the office and the auditor."};
        case ReceiptFault::not_a_payment:
            return {"receipt/not_a_payment", "{0} 证明的是另一种分录，不是到账。",
                    "{0} proves an entry of another kind, not a payment.", "请经办单位重新出具。",
                    "Have the office issue it again."};
    }
    return {};
}

namespace {

bool leaf_is_in_log(const Receipt& receipt, const Checkpoint& checkpoint) {
    if (receipt.leaf.index < 0) return false;
    return crypto::verify_inclusion(crypto::leaf_hash(canonical(receipt.leaf), checkpoint.hash),
                                    static_cast<std::uint64_t>(receipt.leaf.index), checkpoint.size, receipt.leaf_path,
                                    checkpoint.root, checkpoint.hash);
}

bool entry_is_in_command(const Receipt& receipt, crypto::HashKind hash) {
    const StoredTransfer& entry = receipt.entry;
    if (entry.ordinal < 1 || receipt.leaf.entries < 1) return false;
    return crypto::verify_inclusion(
        crypto::leaf_hash(receipt.salt + canonical(entry.command, entry.ordinal, entry.transfer), hash),
        static_cast<std::uint64_t>(entry.ordinal - 1), static_cast<std::uint64_t>(receipt.leaf.entries),
        receipt.entry_path, receipt.leaf.entries_root, hash);
}

bool is_payment(const Transfer& t) {
    return t.event == Event::paid && t.debit == Account::payable && t.credit == Account::in_transit &&
           t.reverses_command == 0 && t.amount.is_positive() && t.dimensions.program && t.dimensions.month &&
           !t.dimensions.household.empty();
}

}  // namespace

Result<ProvenPayment, Refusal> verify_receipt(std::string_view json, const crypto::PublicKey& key,
                                              const std::string& called) {
    auto receipt = parse_receipt(json);
    if (!receipt) return refuse(ReceiptFault::not_a_receipt, called);
    auto checkpoint = open_checkpoint(receipt->checkpoint, key);
    if (!checkpoint) return refuse(checkpoint.error(), called);
    if (checkpoint->origin != origin_of(receipt->entry.command.county)) return refuse(ReceiptFault::other_log, called);
    if (!leaf_is_in_log(*receipt, *checkpoint)) return refuse(ReceiptFault::command_not_in_log, called);
    if (!entry_is_in_command(*receipt, checkpoint->hash)) return refuse(ReceiptFault::entry_not_in_command, called);
    if (!is_payment(receipt->entry.transfer)) return refuse(ReceiptFault::not_a_payment, called);
    return ProvenPayment{std::move(*receipt), std::move(*checkpoint)};
}

std::string masked_household(const std::string& household) {
    constexpr std::size_t shown = 2;  // At each end, of characters and not bytes.
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < household.size(); ++at)
        if ((static_cast<unsigned char>(household[at]) & 0xC0) != 0x80) begins.push_back(at);
    if (begins.size() <= 2 * shown) return "****";
    return household.substr(0, begins[shown]) + "****" + household.substr(begins[begins.size() - shown]);
}

}  // namespace mingzhang::ledger
