// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <stdexcept>
#include <string>

#include "ledger/checkpoint_book.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

inline std::int64_t must_be(Result<Answer, Refusal> answer, std::string_view field) {
    if (!answer) throw std::runtime_error{answer.error().what().en};
    return answer->number(field);
}

inline std::int64_t make_key(Office& office, crypto::SignatureKind kind = crypto::SignatureKind::ed25519) {
    return must_be(
        ledger::make_signing_key(office.desk(), office.sealer(), Office::person(Role::administrator), kind, {}),
        "signing_key");
}

inline std::int64_t checkpoint(Office& office) {
    return must_be(
        ledger::create_checkpoint(office.desk(), office.sealer(), Office::person(Role::auditor), office.county(), {}),
        "checkpoint");
}

inline std::string note(Office& office, std::int64_t number) {
    return ledger::find_checkpoint(office.sql(), office.county(), number).value().note;
}

// The key an auditor was given, of the key made last.
inline crypto::PublicKey public_key(Office& office) {
    return crypto::PublicKey::from_pem(ledger::latest_signing_key(office.sql()).value().public_pem).value();
}

inline ledger::Checkpoint opened(Office& office, std::int64_t number) {
    return ledger::open_checkpoint(note(office, number), public_key(office)).value();
}

}  // namespace mingzhang::test
