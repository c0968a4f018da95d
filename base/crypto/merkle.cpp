// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/merkle.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/values/check.hpp"

namespace mingzhang::crypto {

namespace {

// A leaf can never be taken for a node: the first byte hashed differs (RFC 6962, section 2.1).
constexpr std::byte leaf_prefix{0x00};
constexpr std::byte node_prefix{0x01};

Hasher& hasher_of_thread(HashKind kind) {
    thread_local Hasher sha256{HashKind::sha256};
    thread_local Hasher sm3{HashKind::sm3};
    return kind == HashKind::sm3 ? sm3 : sha256;
}

}  // namespace

Digest leaf_hash(Bytes leaf, HashKind kind) {
    return hasher_of_thread(kind).update(Bytes{&leaf_prefix, 1}).update(leaf).finish();
}

Digest leaf_hash(std::string_view leaf, HashKind kind) {
    return leaf_hash(as_bytes(leaf), kind);
}

Digest node_hash(const Digest& left, const Digest& right, HashKind kind) {
    // In one piece: a tree has as many nodes as leaves, and a call of the library costs as much as a block of the hash.
    std::array<std::byte, 1 + 2 * Digest::size> node{node_prefix};
    std::ranges::copy(left.bytes(), node.begin() + 1);
    std::ranges::copy(right.bytes(), node.begin() + 1 + Digest::size);
    return hasher_of_thread(kind).update(node).finish();
}

TreeHasher::TreeHasher(HashKind kind, std::uint64_t size, std::vector<Digest> subtrees)
    : kind_{kind}, size_{size}, subtrees_{std::move(subtrees)} {
    MINGZHANG_CHECK(subtrees_.size() == static_cast<std::size_t>(std::popcount(size)));
}

void TreeHasher::append(const Digest& leaf_hash) {
    Digest subtree = leaf_hash;
    // Every 1 bit at the low end of the size is a complete subtree that this leaf makes half of a larger one.
    for (std::uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
        subtree = node_hash(subtrees_.back(), subtree, kind_);
        subtrees_.pop_back();
    }
    subtrees_.push_back(subtree);
    ++size_;
}

Digest TreeHasher::root() const {
    if (subtrees_.empty()) return hash(kind_, Bytes{});
    Digest root = subtrees_.back();
    for (std::size_t i = subtrees_.size() - 1; i > 0; --i) root = node_hash(subtrees_[i - 1], root, kind_);
    return root;
}

Digest root_of(std::span<const Digest> leaf_hashes, HashKind kind) {
    TreeHasher tree{kind};
    for (const Digest& leaf : leaf_hashes) tree.append(leaf);
    return tree.root();
}

}  // namespace mingzhang::crypto
