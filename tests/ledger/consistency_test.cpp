// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/consistency.hpp"

#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "tests/ledger/checkpoints.hpp"
#include "tests/ledger/posting.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

using ledger::Checkpoint;
using ledger::ConsistencyFault;
using ledger::ConsistencyProof;

namespace {

void post_times(Office& office, int times, std::int64_t fen = 500) {
    for (int i = 0; i < times; ++i) REQUIRE(post(office, {funds(fen)}).has_value());
}

Result<void, Refusal> against_log(Office& office, const Checkpoint& checkpoint) {
    return ledger::check_against_log(office.sql(), office.county(), checkpoint);
}

ConsistencyProof proof_between(Office& office, const Checkpoint& older, const Checkpoint& newer) {
    return ledger::prove_consistency(office.sql(), office.county(), older, newer);
}

}  // namespace

TEST_CASE("between any two checkpoints of a log there is a proof, and it needs no log") {
    Office office;
    make_key(office);
    post_times(office, 1);
    std::vector<Checkpoint> checkpoints;
    for (int i = 0; i < 12; ++i) {
        checkpoints.push_back(opened(office, checkpoint(office)));  // Itself a leaf.
        post_times(office, i % 3);
    }
    for (std::size_t newer = 0; newer < checkpoints.size(); ++newer)
        for (std::size_t older = 0; older <= newer; ++older) {
            const auto proof = proof_between(office, checkpoints[older], checkpoints[newer]);
            const auto read_back = ledger::parse_consistency_proof(to_json(proof) + "\n");
            REQUIRE(read_back.has_value());
            CHECK(ledger::check_consistency(checkpoints[older], checkpoints[newer], *read_back, "").has_value());
            CHECK(against_log(office, checkpoints[older]).has_value());
        }
}

TEST_CASE("no byte of a proof can change unseen") {
    Office office;
    make_key(office);
    post_times(office, 5);
    const Checkpoint older = opened(office, checkpoint(office));
    post_times(office, 6);
    const Checkpoint newer = opened(office, checkpoint(office));
    const std::string json = to_json(proof_between(office, older, newer));
    for (std::size_t at = 0; at < json.size(); ++at)
        for (const char flip : {'\x01', '\x20'}) {
            std::string changed = json;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            const auto proof = ledger::parse_consistency_proof(changed);
            CAPTURE(changed);
            CHECK((!proof || !ledger::check_consistency(older, newer, *proof, "")));
        }
}

TEST_CASE("a log cut short is found by the checkpoint an auditor kept") {
    Office office;
    make_key(office);
    post_times(office, 4);
    const Checkpoint kept = opened(office, checkpoint(office));
    // The last three commands go with everything they wrote, as if they had never been.
    for (const char* table : {"transfer", "log_leaf", "log_fact", "checkpoint"})
        behind_the_programs_back(office.store(), table,
                                 std::string{"DELETE FROM "} + table + " WHERE county = 500110 AND command > 2");
    behind_the_programs_back(office.store(), "command", "DELETE FROM command WHERE county = 500110 AND number > 2");
    office.sql() << "UPDATE sequence SET value = 2 WHERE county = 500110 AND name IN ('command', 'leaf')";
    office.sql() << "UPDATE balance SET debits = CASE WHEN debits > 0 THEN 1000 ELSE 0 END, "
                    "credits = CASE WHEN credits > 0 THEN 1000 ELSE 0 END";
    CHECK(office.broken_passes().empty());  // What is left is whole: nothing inside the file can tell.
    const auto found = against_log(office, kept);
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().is(ConsistencyFault::log_cut_short));
    const Checkpoint later = opened(office, checkpoint(office));
    CHECK(ledger::check_order(kept, later).error().is(ConsistencyFault::cut_short));
    CHECK(ledger::check_order(later, kept).has_value());
}

TEST_CASE("a log written anew by the program's own rules is found by the checkpoint an auditor kept") {
    // The same office twice, with the same keys: the second is what somebody made of the first.
    Office honest, forged;
    for (Office* office : {&honest, &forged}) {
        make_key(*office);
        post_times(*office, 1);
    }
    REQUIRE(public_key(honest) == public_key(forged));
    post_times(honest, 3);
    post_times(forged, 3, 501);
    const Checkpoint kept = opened(honest, checkpoint(honest)), same_size = opened(forged, checkpoint(forged));
    post_times(forged, 3);
    const Checkpoint longer = opened(forged, checkpoint(forged));
    CHECK(forged.broken_passes().empty());
    CHECK(against_log(forged, kept).error().is(ConsistencyFault::log_rewritten));
    CHECK(ledger::check_order(kept, same_size).error().is(ConsistencyFault::forked));
    const auto refused = ledger::check_consistency(kept, longer, proof_between(forged, kept, longer), "");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(ConsistencyFault::forked));
    // Nor does the log's own proof between other sizes help.
    CHECK(ledger::check_consistency(kept, longer, proof_between(forged, opened(forged, 1), longer), "")
              .error()
              .is(ConsistencyFault::forked));
}

TEST_CASE("checkpoints that do not go together are told apart before any proof") {
    const Checkpoint older{"mingzhang/500110", 5, crypto::sha256("5"), crypto::HashKind::sha256, Instant{}};
    const auto differing = [&](auto change) {
        Checkpoint other = older;
        other.size = 8;
        other.at += std::chrono::hours{1};
        change(other);
        return other;
    };
    struct Row {
        const char* why;
        Checkpoint newer;
        ConsistencyFault fault;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"another county", differing([](Checkpoint& c) { c.origin = "mingzhang/500111"; }),
         ConsistencyFault::other_log},
        {"another hash", differing([](Checkpoint& c) { c.hash = crypto::HashKind::sm3; }), ConsistencyFault::other_log},
        {"the earlier one named last", differing([](Checkpoint& c) { c.size = 4, c.at -= std::chrono::hours{2}; }),
         ConsistencyFault::wrong_order},
        {"later and shorter", differing([](Checkpoint& c) { c.size = 4; }), ConsistencyFault::cut_short},
        {"two of one size", differing([](Checkpoint& c) { c.size = 5, c.root = crypto::sha256("other"); }),
         ConsistencyFault::forked},
    }));
    CAPTURE(row.why);
    const auto refused = ledger::check_order(older, row.newer);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.fault));
    CHECK(ledger::check_consistency(older, row.newer, {}, "").error().is(row.fault));
}

TEST_CASE("a proof between other sizes is not one for these") {
    const Checkpoint older{"mingzhang/500110", 5, crypto::sha256("5"), crypto::HashKind::sha256, Instant{}};
    Checkpoint newer = older;
    newer.size = 8;
    CHECK(ledger::check_consistency(older, newer, {5, 9, {}}, "").error().is(ConsistencyFault::not_a_proof));
    CHECK(ledger::check_consistency(older, newer, {4, 8, {}}, "").error().is(ConsistencyFault::not_a_proof));
    for (const char* json : {"", "{}", "[]", "{\"format\":\"mingzhang-consistency/1\"}", "not json"})
        CHECK_FALSE(ledger::parse_consistency_proof(json));
}

TEST_CASE("an origin names its county") {
    Checkpoint checkpoint;
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{500110}}) {
        checkpoint.origin = ledger::origin_of({number});
        CHECK(ledger::county_of(checkpoint) == County{number});
    }
    for (const char* origin : {"", "mingzhang", "mingzhang/", "mingzhang/0500110", "other/500110", "mingzhang/x"}) {
        checkpoint.origin = origin;
        CHECK_FALSE(ledger::county_of(checkpoint));
    }
}

}  // namespace mingzhang::test
