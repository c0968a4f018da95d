// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/entry_digest.hpp"

#include "base/commands/canonical.hpp"
#include "base/crypto/merkle.hpp"

namespace mingzhang::ledger {

std::string canonical(CommandId command, std::int64_t ordinal, const Transfer& t) {
    const Dimensions& d = t.dimensions;
    return Canonical{"entry/1"}
        .add("county", command.county.number)
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
        .add("reverses_ordinal", t.reverses_ordinal)
        .bytes();
}

std::string entry_salt(std::string_view salt_secret, std::int64_t ordinal, crypto::HashKind hash) {
    const std::string seed = Canonical{"salt/1"}.add("secret", salt_secret).add("ordinal", ordinal).bytes();
    return crypto::hash(hash, seed).hex().substr(0, 32);
}

crypto::Digest entry_digest(std::string_view salt_secret, CommandId command, std::int64_t ordinal,
                            const Transfer& transfer, crypto::HashKind hash) {
    return crypto::leaf_hash(entry_salt(salt_secret, ordinal, hash) + canonical(command, ordinal, transfer), hash);
}

}  // namespace mingzhang::ledger
