// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/crypto/digest.hpp"

// The Merkle tree of RFC 6962 (section 2.1; verification as in RFC 9162, section 2.1), over either hash.
namespace mingzhang::crypto {

[[nodiscard]] Digest leaf_hash(Bytes leaf, HashKind kind = HashKind::sha256);
[[nodiscard]] Digest leaf_hash(std::string_view leaf, HashKind kind = HashKind::sha256);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right, HashKind kind = HashKind::sha256);

// The root of a growing tree, holding one hash per complete subtree and nothing else: at most 64.
class TreeHasher {
public:
    explicit TreeHasher(HashKind kind = HashKind::sha256) noexcept : kind_{kind} {}

    // Goes on from a stored state: `subtrees` of a tree of `size` leaves, one per 1 bit of `size`, the largest first.
    TreeHasher(HashKind kind, std::uint64_t size, std::vector<Digest> subtrees);

    void append(const Digest& leaf_hash);

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Digest root() const;  // Of no leaves: the hash of nothing.
    [[nodiscard]] const std::vector<Digest>& subtrees() const noexcept { return subtrees_; }

private:
    HashKind kind_;
    std::uint64_t size_ = 0;
    std::vector<Digest> subtrees_;
};

[[nodiscard]] Digest root_of(std::span<const Digest> leaf_hashes, HashKind kind = HashKind::sha256);

// Gives the leaf hash at an index from 0; asked in ascending order, for no index twice.
using LeafHashes = std::function<Digest(std::uint64_t)>;
using Proof = std::vector<Digest>;

// That leaf `index` is in the tree of `size` leaves. `index` must be below `size`.
[[nodiscard]] Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const LeafHashes& leaves,
                                    HashKind kind = HashKind::sha256);
[[nodiscard]] bool verify_inclusion(const Digest& leaf_hash, std::uint64_t index, std::uint64_t size,
                                    std::span<const Digest> proof, const Digest& root,
                                    HashKind kind = HashKind::sha256);

// That the tree of `old_size` leaves is the beginning of the tree of `new_size`. `old_size` must not exceed it.
[[nodiscard]] Proof consistency_proof(std::uint64_t old_size, std::uint64_t new_size, const LeafHashes& leaves,
                                      HashKind kind = HashKind::sha256);
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root,
                                      const Digest& new_root, std::span<const Digest> proof,
                                      HashKind kind = HashKind::sha256);

}  // namespace mingzhang::crypto
