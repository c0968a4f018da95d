// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The log of an office that chose SM3 when it began.
#include <soci/soci.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "ledger/consistency.hpp"
#include "ledger/entry_digest.hpp"
#include "ledger/make_receipt.hpp"
#include "tests/ledger/checkpoints.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

void choose(Office& office, const char* hash) {
    office.sql() << std::string{"UPDATE office_setting SET value = '"} + hash + "' WHERE name = 'log_hash'";
}

// One household, paid, and a checkpoint over it, signed with SM2.
void pay_one(Office& office) {
    make_key(office, crypto::SignatureKind::sm2);
    const Transfer owed = due(1, 1, "YX000001", 114300), away = sent(owed, 114300);
    for (const Transfer& transfer : {funds(500'000), owed, away, paid(away, 114300)})
        REQUIRE(post(office, {transfer}).has_value());
    checkpoint(office);
}

}  // namespace

TEST_CASE("an office may keep its log with SM3: entries, leaves, nodes, checkpoints and receipts follow") {
    Office office;
    choose(office, "sm3");
    pay_one(office);
    for (const std::string& broken : office.broken_passes()) {
        CAPTURE(broken);
        CHECK(broken.starts_with("runs.payables"));  // Posted without a run.
    }
    const ledger::Checkpoint checkpoint = opened(office, 1);
    CHECK(checkpoint.hash == crypto::HashKind::sm3);
    CHECK(note(office, 1).find("\nhash sm3\n") != std::string::npos);
    CHECK(ledger::check_against_log(office.sql(), office.county(), checkpoint).has_value());

    const ledger::Receipt receipt = ledger::make_receipt(office.sql(), office.county(), 1, 1).value();
    CHECK(ledger::verify_receipt(to_json(receipt), public_key(office), "").has_value());

    // The leaf in the table is SM3 of a zero byte and the canonical bytes, and so is the entry's (RFC 6962, 2.1).
    std::string stored;
    const std::int64_t leaf = receipt.leaf.index;
    office.sql() << "SELECT hash FROM log_leaf WHERE county = 500110 AND leaf = :leaf", soci::use(leaf),
        soci::into(stored);
    const std::string zero(1, '\0');
    CHECK(stored == crypto::hash(crypto::HashKind::sm3, zero + canonical(receipt.leaf)).hex());
    const auto& entry = receipt.entry;
    CHECK(receipt.leaf.entries_root ==
          crypto::hash(crypto::HashKind::sm3,
                       zero + receipt.salt + ledger::canonical(entry.command, entry.ordinal, entry.transfer)));
}

TEST_CASE("the hash of a log cannot be changed afterwards unseen") {
    Office office;
    pay_one(office);
    choose(office, "sm3");
    const auto broken = office.broken_passes();
    CAPTURE(broken);
    for (const char* pass : {"ledger.log", "checkpoint.prefix"})
        CHECK(std::any_of(broken.begin(), broken.end(), [&](const std::string& b) { return b.starts_with(pass); }));
    CHECK(ledger::make_receipt(office.sql(), office.county(), 1, 1).error().is(ledger::ReceiptRefusal::not_provable));
}

}  // namespace mingzhang::test
