// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "tests/base/crypto/merkle_samples.hpp"

using namespace mingzhang::crypto;

namespace {

constexpr std::size_t size_max = 40;

std::vector<std::string> hex_of(const Proof& proof) {
    std::vector<std::string> texts;
    for (const Digest& digest : proof) texts.push_back(digest.hex());
    return texts;
}

Digest flipped(const Digest& digest) {
    std::array<std::byte, Digest::size> bytes{};
    std::ranges::copy(digest.bytes(), bytes.begin());
    bytes.back() ^= std::byte{1};
    return Digest{bytes};
}

// Every proof that is the given one with one thing wrong.
std::vector<Proof> spoilt(const Proof& proof) {
    std::vector<Proof> proofs;
    for (std::size_t i = 0; i < proof.size(); ++i) {
        proofs.push_back(proof);
        proofs.back()[i] = flipped(proof[i]);
        proofs.push_back(proof);
        proofs.back().erase(proofs.back().begin() + static_cast<std::ptrdiff_t>(i));
    }
    proofs.push_back(proof);
    proofs.back().push_back(Digest{});
    proofs.push_back(proof);
    proofs.back().insert(proofs.back().begin(), Digest{});
    return proofs;
}

}  // namespace

TEST_CASE("Inclusion proofs agree with the Certificate Transparency project's") {
    const std::vector<Digest> leaves = reference_leaves();
    CHECK(hex_of(inclusion_proof(0, 1, giving(leaves))).empty());
    CHECK(hex_of(inclusion_proof(0, 8, giving(leaves))) ==
          std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    CHECK(hex_of(inclusion_proof(5, 8, giving(leaves))) ==
          std::vector<std::string>{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    CHECK(hex_of(inclusion_proof(2, 3, giving(leaves))) ==
          std::vector<std::string>{"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"});
}

TEST_CASE("Consistency proofs agree with the Certificate Transparency project's") {
    const std::vector<Digest> leaves = reference_leaves();
    CHECK(hex_of(consistency_proof(1, 1, giving(leaves))).empty());
    CHECK(hex_of(consistency_proof(1, 8, giving(leaves))) ==
          std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
    CHECK(hex_of(consistency_proof(6, 8, giving(leaves))) ==
          std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                                   "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
    CHECK(hex_of(consistency_proof(2, 5, giving(leaves))) ==
          std::vector<std::string>{"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"});
}

TEST_CASE("Every leaf of every tree is proven, at its own place only") {
    for (const HashKind kind : {HashKind::sha256, HashKind::sm3}) {
        const std::vector<Digest> leaves = numbered_leaves(size_max, kind);
        for (std::size_t size = 1; size <= size_max; ++size) {
            const Digest root = root_of(std::span{leaves}.first(size), kind);
            for (std::size_t index = 0; index < size; ++index) {
                const Proof proof = inclusion_proof(index, size, giving(leaves), kind);
                CAPTURE(size, index);
                REQUIRE(verify_inclusion(leaves[index], index, size, proof, root, kind));
                if (size > 1)
                    REQUIRE_FALSE(verify_inclusion(leaves[index], (index + 1) % size, size, proof, root, kind));
                REQUIRE_FALSE(verify_inclusion(leaves[index], size, size, proof, root, kind));
                REQUIRE_FALSE(verify_inclusion(flipped(leaves[index]), index, size, proof, root, kind));
                REQUIRE_FALSE(verify_inclusion(leaves[index], index, size, proof, flipped(root), kind));
            }
        }
    }
}

TEST_CASE("An inclusion proof with anything wrong is refused") {
    const std::vector<Digest> leaves = numbered_leaves(size_max, HashKind::sha256);
    REQUIRE(rc::check([&] {
        const auto size = *rc::gen::inRange<std::size_t>(1, size_max + 1);
        const auto index = *rc::gen::inRange<std::size_t>(0, size);
        const Digest root = root_of(std::span{leaves}.first(size));
        for (const Proof& wrong : spoilt(inclusion_proof(index, size, giving(leaves))))
            RC_ASSERT_FALSE(verify_inclusion(leaves[index], index, size, wrong, root));
    }));
}

TEST_CASE("A proof too short for the tree it is said to be of is refused") {
    const std::vector<Digest> leaves = numbered_leaves(size_max, HashKind::sha256);
    for (std::size_t size = 1; size <= size_max; ++size) {
        const Digest root = root_of(std::span{leaves}.first(size));
        const Proof proof = inclusion_proof(0, size, giving(leaves));
        CAPTURE(size);
        CHECK(verify_inclusion(leaves[0], 0, size, proof, root));
        CHECK_FALSE(verify_inclusion(leaves[0], 0, 2 * size, proof, root));
    }
}

TEST_CASE("Every tree is proven to be the beginning of every later one") {
    for (const HashKind kind : {HashKind::sha256, HashKind::sm3}) {
        const std::vector<Digest> leaves = numbered_leaves(size_max, kind);
        for (std::size_t after = 0; after <= size_max; ++after) {
            const Digest new_root = root_of(std::span{leaves}.first(after), kind);
            for (std::size_t before = 0; before <= after; ++before) {
                const Digest old_root = root_of(std::span{leaves}.first(before), kind);
                const Proof proof = consistency_proof(before, after, giving(leaves), kind);
                CAPTURE(before, after);
                REQUIRE(verify_consistency(before, after, old_root, new_root, proof, kind));
                REQUIRE_FALSE(verify_consistency(before, after, flipped(old_root), new_root, proof, kind));
                // From nothing, every tree grows: that one root is not bound to anything.
                if (before > 0)
                    REQUIRE_FALSE(verify_consistency(before, after, old_root, flipped(new_root), proof, kind));
                if (before < after) REQUIRE_FALSE(verify_consistency(after, before, new_root, old_root, proof, kind));
            }
        }
    }
}

TEST_CASE("A consistency proof with anything wrong is refused") {
    const std::vector<Digest> leaves = numbered_leaves(size_max, HashKind::sha256);
    REQUIRE(rc::check([&] {
        const auto after = *rc::gen::inRange<std::size_t>(1, size_max + 1);
        const auto before = *rc::gen::inRange<std::size_t>(0, after + 1);
        const Digest old_root = root_of(std::span{leaves}.first(before));
        const Digest new_root = root_of(std::span{leaves}.first(after));
        for (const Proof& wrong : spoilt(consistency_proof(before, after, giving(leaves))))
            RC_ASSERT_FALSE(verify_consistency(before, after, old_root, new_root, wrong));
    }));
}

TEST_CASE("A log with an old leaf rewritten cannot prove that it only grew") {
    std::vector<Digest> leaves = numbered_leaves(size_max, HashKind::sha256);
    REQUIRE(rc::check([&] {
        const auto before = *rc::gen::inRange<std::size_t>(1, size_max);
        const auto rewritten = *rc::gen::inRange<std::size_t>(0, before);
        const Digest old_root = root_of(std::span{leaves}.first(before));
        std::vector<Digest> other = leaves;
        other[rewritten] = leaf_hash("rewritten");
        RC_ASSERT_FALSE(verify_consistency(before, size_max, old_root, root_of(other),
                                           consistency_proof(before, size_max, giving(other))));
    }));
}

TEST_CASE("Proofs ask for leaves in ascending order and for each at most once") {
    const std::vector<Digest> leaves = numbered_leaves(size_max, HashKind::sha256);
    REQUIRE(rc::check([&] {
        const auto size = *rc::gen::inRange<std::uint64_t>(1, size_max + 1);
        const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
        std::vector<std::uint64_t> asked;
        const LeafHashes noting = [&](std::uint64_t at) {
            asked.push_back(at);
            return leaves.at(at);
        };
        static_cast<void>(inclusion_proof(index, size, noting));
        RC_ASSERT(std::ranges::adjacent_find(asked, std::greater_equal{}) == asked.end());
        asked.clear();
        static_cast<void>(consistency_proof(index, size, noting));
        RC_ASSERT(std::ranges::adjacent_find(asked, std::greater_equal{}) == asked.end());
    }));
}
