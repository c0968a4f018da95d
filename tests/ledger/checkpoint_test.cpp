// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/checkpoint.hpp"

#include <soci/soci.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/crypto/signed_note.hpp"
#include "ledger/consistency.hpp"
#include "tests/ledger/checkpoints.hpp"
#include "tests/ledger/posting.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

using ledger::Checkpoint;
using ledger::CheckpointFault;

namespace {

crypto::SigningKey key_of_seed(std::uint64_t seed, crypto::SignatureKind kind = crypto::SignatureKind::ed25519) {
    crypto::SeededRandom random{seed};
    return crypto::SigningKey::generate(kind, random);
}

const Checkpoint sample{"mingzhang/500110", 44, crypto::sha256("root"), crypto::HashKind::sha256,
                        Instant{std::chrono::seconds{1661648400}}};
}  // namespace

TEST_CASE("a checkpoint is a text of five lines") {
    CHECK(to_text(sample).starts_with("mingzhang/500110\n44\n"));
    CHECK(to_text(sample).ends_with("=\nhash sha-256\ntime 2022-08-28T01:00:00Z\n"));
    CHECK(ledger::parse_checkpoint(to_text(sample)) == sample);
    Checkpoint national = sample;
    national.hash = crypto::HashKind::sm3;
    CHECK(ledger::parse_checkpoint(to_text(national)) == national);
}

TEST_CASE("there is one way to write a checkpoint") {
    struct Row {
        const char* why;
        const char* from;
        const char* to;
    };
    const auto row = GENERATE(values<Row>({
        {"no origin", "mingzhang/500110", ""},
        {"a size with a zero before it", "\n44\n", "\n044\n"},
        {"a size with a sign", "\n44\n", "\n+44\n"},
        {"a size too large", "\n44\n", "\n99999999999999999999\n"},
        {"no size", "\n44\n", "\n\n"},
        {"a short root", "=\nhash", "A=\nhash"},
        {"another hash", "sha-256", "md5"},
        {"no hash", "hash sha-256\n", ""},
        {"a day there is none of", "08-28T", "02-30T"},
        {"a time of another place", "00Z", "00+08:00"},
        {"a line more", "Z\n", "Z\nmore\n"},
        {"no end", "Z\n", "Z"},
    }));
    std::string text = to_text(sample);
    CAPTURE(row.why);
    text.replace(text.find(row.from), std::string_view{row.from}.size(), row.to);
    CHECK_FALSE(ledger::parse_checkpoint(text));
}

TEST_CASE("a signed checkpoint is believed by its key alone") {
    for (const auto kind : {crypto::SignatureKind::ed25519, crypto::SignatureKind::sm2}) {
        const auto key = key_of_seed(1, kind);
        const auto signed_text = sign(sample, key);
        CHECK(ledger::open_checkpoint(signed_text, key.public_key()) == sample);
        const auto refused = [&](const std::string& text, const crypto::SigningKey& by) {
            return ledger::open_checkpoint(text, by.public_key()).error();
        };
        CHECK(refused(signed_text, key_of_seed(2, kind)) == CheckpointFault::other_key);
        std::string larger = signed_text;
        larger.replace(larger.find("\n44\n"), 4, "\n45\n");
        CHECK(refused(larger, key) == CheckpointFault::signature_wrong);
        CHECK(refused(crypto::sign_note("any text\n", "mingzhang/500110", key), key) ==
              CheckpointFault::not_a_checkpoint);
        CHECK(refused(crypto::sign_note(to_text(sample), "mingzhang/500111", key), key) ==
              CheckpointFault::signed_as_another);
    }
}

TEST_CASE("a checkpoint signs the log as it stood before it, and both passes hold") {
    Office office;
    make_key(office);
    REQUIRE(post(office, {funds(500)}).has_value());
    REQUIRE(post(office, {funds(500)}).has_value());
    CHECK(opened(office, checkpoint(office)).size == 2);
    CHECK(opened(office, checkpoint(office)).size == 3);
    make_key(office, crypto::SignatureKind::sm2);
    const Checkpoint third = opened(office, checkpoint(office));
    CHECK(third.size == 4);
    CHECK(third.origin == "mingzhang/500110");
    CHECK(to_office_text(third.at) == "2022-08-20 09:00:00");
    CHECK(office.broken_passes().empty());
}

TEST_CASE("who may make keys and checkpoints") {
    Office office;
    const auto make = [&](Role role) {
        return ledger::make_signing_key(office.desk(), office.sealer(), Office::person(role),
                                        crypto::SignatureKind::ed25519, {});
    };
    const auto create = [&](Role role) {
        return ledger::create_checkpoint(office.desk(), office.sealer(), Office::person(role), office.county(), {});
    };
    CHECK(create(Role::auditor).error().is(ledger::CheckpointRefusal::log_is_empty));
    REQUIRE(post(office, {funds(500)}).has_value());
    CHECK(create(Role::auditor).error().is(ledger::SigningKeyRefusal::none_yet));
    for (const Role role : all_roles) CHECK(make(role).has_value() == (role == Role::administrator));
    for (const Role role : all_roles)
        CHECK(create(role).has_value() == (role == Role::administrator || role == Role::auditor));
}

TEST_CASE("the private key stands nowhere in clear") {
    Office office;
    make_key(office);
    const auto stored = ledger::latest_signing_key(office.sql()).value();
    CHECK(stored.sealed.find("PRIVATE") == std::string::npos);
    CHECK(office.sealer().open(stored.sealed, "signing_key/1").value().starts_with("-----BEGIN PRIVATE KEY"));
    CHECK_FALSE(office.sealer().open(stored.sealed, "signing_key/2").has_value());
}

TEST_CASE("a checkpoint, a key or the log changed behind the program's back is found") {
    struct Row {
        const char* why;
        const char* table;
        std::string statement;
        const char* found;
    };
    const std::string forged_pem = key_of_seed(9).public_key().to_pem();
    const auto row = GENERATE_COPY(values<Row>({
        {"the text of a checkpoint", "checkpoint", "UPDATE checkpoint SET note = replace(note, 'sha-256', 'sm3')",
         "checkpoint.signatures"},
        {"its signature", "checkpoint", "UPDATE checkpoint SET note = replace(note, '/500110 ', '/500110 A')",
         "checkpoint.signatures"},
        {"its size", "checkpoint", "UPDATE checkpoint SET size = 1 WHERE number = 2", "checkpoint.signatures"},
        {"its size, as the other pass sees it", "checkpoint", "UPDATE checkpoint SET size = 1 WHERE number = 2",
         "checkpoint.prefix"},
        {"a checkpoint gone", "checkpoint", "DELETE FROM checkpoint WHERE number = 1", "checkpoint.signatures"},
        {"all of them gone", "checkpoint", "DELETE FROM checkpoint", "checkpoint.signatures"},
        {"a checkpoint twice", "checkpoint",
         "INSERT INTO checkpoint SELECT county, 9, size, signing_key, note, command FROM checkpoint WHERE number = 1",
         "checkpoint.signatures"},
        {"another key", "signing_key", "UPDATE signing_key SET public_key = '" + forged_pem + "'",
         "checkpoint.signatures"},
        {"a key gone", "signing_key", "DELETE FROM signing_key", "checkpoint.signatures"},
        {"a leaf", "log_leaf", "UPDATE log_leaf SET hash = entries_root WHERE leaf = 0 AND county = 500110",
         "checkpoint.prefix"},
        {"the log cut short", "log_leaf", "DELETE FROM log_leaf WHERE leaf > 1 AND county = 500110",
         "checkpoint.prefix"},
    }));
    Office office;
    CAPTURE(row.why);
    make_key(office);
    for (int i = 0; i < 2; ++i) {
        REQUIRE(post(office, {funds(500)}).has_value());
        REQUIRE(post(office, {funds(500)}).has_value());
        checkpoint(office);
    }
    REQUIRE(office.broken_passes().empty());
    behind_the_programs_back(office.store(), row.table, row.statement);
    const auto broken = office.broken_passes();
    CAPTURE(broken);
    CHECK(std::any_of(broken.begin(), broken.end(), [&](const std::string& b) { return b.starts_with(row.found); }));
}

TEST_CASE("a log that is not the one signed before is not signed again") {
    Office office;
    make_key(office);
    REQUIRE(post(office, {funds(500)}).has_value());
    checkpoint(office);
    behind_the_programs_back(office.store(), "log_leaf",
                             "UPDATE log_leaf SET hash = entries_root WHERE leaf = 0 AND county = 500110");
    const auto refused =
        ledger::create_checkpoint(office.desk(), office.sealer(), Office::person(Role::auditor), office.county(), {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(ledger::ConsistencyFault::log_rewritten));
}

TEST_CASE("a checkpoint signed anew with a key put in the place of the office's is found by the log") {
    Office office;
    make_key(office);
    REQUIRE(post(office, {funds(500)}).has_value());
    checkpoint(office);
    const auto thief = key_of_seed(9);
    const std::string forged = sign(opened(office, 1), thief);
    behind_the_programs_back(office.store(), "signing_key",
                             "UPDATE signing_key SET public_key = '" + thief.public_key().to_pem() + "'");
    behind_the_programs_back(office.store(), "checkpoint", "UPDATE checkpoint SET note = '" + forged + "'");
    CHECK(office.broken_passes() == std::vector<std::string>{"checkpoint.signatures: signing key 1 is not the log's"});
}

}  // namespace mingzhang::test
