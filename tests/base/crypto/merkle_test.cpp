// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/merkle.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "tests/base/crypto/merkle_samples.hpp"

using namespace mingzhang::crypto;

TEST_CASE("Roots agree with the Certificate Transparency project's reference tree") {
    const std::vector<std::string> roots{
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };
    const std::vector<Digest> leaves = reference_leaves();
    TreeHasher tree;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        CAPTURE(size);
        CHECK(tree.size() == size);
        CHECK(tree.root().hex() == roots[size]);
        CHECK(root_of(std::span{leaves}.first(size)).hex() == roots[size]);
        if (size < leaves.size()) tree.append(leaves[size]);
    }
}

TEST_CASE("A tree grown leaf by leaf has the root the definition gives") {
    for (const HashKind kind : {HashKind::sha256, HashKind::sm3}) {
        const std::vector<Digest> leaves = numbered_leaves(130, kind);
        TreeHasher tree{kind};
        for (std::size_t size = 0; size < leaves.size(); ++size) {
            CAPTURE(size);
            REQUIRE(tree.root() == root_by_definition(std::span{leaves}.first(size), kind));
            tree.append(leaves[size]);
        }
    }
}

TEST_CASE("A tree goes on from its stored subtrees") {
    const std::vector<Digest> leaves = numbered_leaves(100, HashKind::sha256);
    REQUIRE(rc::check([&] {
        const auto stored_at = *rc::gen::inRange<std::size_t>(0, leaves.size() + 1);
        TreeHasher first;
        for (std::size_t i = 0; i < stored_at; ++i) first.append(leaves[i]);
        TreeHasher second{HashKind::sha256, first.size(), first.subtrees()};
        for (std::size_t i = stored_at; i < leaves.size(); ++i) second.append(leaves[i]);
        RC_ASSERT(second.root() == root_of(leaves));
    }));
}

TEST_CASE("A leaf is not taken for a node, nor one hash for the other") {
    const Digest a = leaf_hash("a");
    const Digest b = leaf_hash("b");
    std::string both(1, '\1');
    for (const std::byte byte : a.bytes()) both.push_back(static_cast<char>(byte));
    for (const std::byte byte : b.bytes()) both.push_back(static_cast<char>(byte));
    CHECK(node_hash(a, b) == sha256(both));
    CHECK(leaf_hash(std::string_view{both}.substr(1)) != node_hash(a, b));
    CHECK(node_hash(a, b) != node_hash(b, a));
    CHECK(leaf_hash("a", HashKind::sm3) != a);
}
