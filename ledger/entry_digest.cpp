// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/entry_digest.hpp"

#include "base/commands/canonical.hpp"
#include "base/crypto/hex.hpp"
#include "base/crypto/merkle.hpp"

namespace mingzhang::ledger {

namespace {

// Behind what `before` holds.
std::string canonical_as(std::string_view kind, CommandId command, std::int64_t ordinal, const Transfer& t,
                         std::string before = {}) {
    const Dimensions& d = t.dimensions;
    Canonical bytes{std::move(before), kind};
    bytes.add("county", command.county.number)
        .add("command", command.number)
        .add("ordinal", ordinal)
        .add("event", static_cast<std::int64_t>(t.event))
        .add("debit", static_cast<std::int64_t>(t.debit))
        .add("credit", static_cast<std::int64_t>(t.credit))
        .add("amount", t.amount.fen())
        .add("bank_account", d.bank_account)
        .add("source", d.source ? static_cast<std::int64_t>(*d.source) : 0)
        .add("program", d.program ? static_cast<std::int64_t>(*d.program) : 0)
        .add("budget_year", d.budget_year)
        .add("division", d.division)
        .add("run", d.run)
        .add("line", d.line)
        .add("month", to_number(d.month))
        .add("household", d.household)
        .add("batch", d.batch)
        .add("instruction", d.instruction)
        .add("reverses_command", t.reverses_command)
        .add("reverses_ordinal", t.reverses_ordinal);
    if (t.pending.is_set()) bytes.add("pending_command", t.pending.command).add("pending_ordinal", t.pending.ordinal);
    return bytes.bytes();
}

}  // namespace

std::string canonical(CommandId command, std::int64_t ordinal, const Transfer& t) {
    return canonical_as("entry/1", command, ordinal, t);
}

std::string canonical_pending(CommandId command, std::int64_t ordinal, const Transfer& t) {
    return canonical_as("pending/1", command, ordinal, t);
}

std::string canonical_pending_end(CommandId command, std::int64_t ordinal, const PendingEnd& end) {
    return Canonical{"pending_end/1"}
        .add("county", command.county.number)
        .add("command", command.number)
        .add("ordinal", ordinal)
        .add("pending_command", end.pending.command)
        .add("pending_ordinal", end.pending.ordinal)
        .add("posted", end.posted.fen())
        .bytes();
}

std::string entry_salt(std::string_view salt_secret, std::int64_t ordinal, crypto::HashKind hash) {
    thread_local std::string seed;  // Keeps its room, as `salted` below.
    seed.clear();
    seed = Canonical{std::move(seed), "salt/1"}.add("secret", salt_secret).add("ordinal", ordinal).bytes();
    return crypto::to_hex(crypto::hash(hash, seed).bytes().first<16>());
}

crypto::Digest entry_digest(std::string_view salt_secret, std::int64_t ordinal, std::string_view canonical_bytes,
                            crypto::HashKind hash) {
    return crypto::leaf_hash(entry_salt(salt_secret, ordinal, hash).append(canonical_bytes), hash);
}

crypto::Digest entry_digest(std::string_view salt_secret, CommandId command, std::int64_t ordinal,
                            const Transfer& transfer, crypto::HashKind hash) {
    thread_local std::string salted;
    salted.assign(entry_salt(salt_secret, ordinal, hash));
    salted = canonical_as("entry/1", command, ordinal, transfer, std::move(salted));
    return crypto::leaf_hash(salted, hash);
}

}  // namespace mingzhang::ledger
