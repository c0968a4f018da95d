// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <bit>

#include "base/crypto/merkle.hpp"
#include "base/values/check.hpp"

namespace mingzhang::crypto {

namespace {

// Where a tree of n > 1 leaves is cut: the largest power of two below n.
constexpr std::uint64_t cut_of(std::uint64_t n) noexcept {
    return std::bit_floor(n - 1);
}

// Works out proofs in one pass over the leaves, left to right: a subtree's root is needed in the proof or not at all.
class Prover {
public:
    Prover(const LeafHashes& leaves, HashKind kind) : leaves_{leaves}, kind_{kind} {}

    // MTH(D[from:to])
    Digest root(std::uint64_t from, std::uint64_t to) const {
        TreeHasher tree{kind_};
        for (std::uint64_t i = from; i < to; ++i) tree.append(leaves_(i));
        return tree.root();
    }

    // PATH(index, D[from:to]) of RFC 6962, section 2.1.1; `index` counts from the whole tree's beginning.
    Proof path(std::uint64_t index, std::uint64_t from, std::uint64_t to) const {
        if (to - from == 1) {
            static_cast<void>(leaves_(from));
            return {};
        }
        const std::uint64_t middle = from + cut_of(to - from);
        if (index >= middle) {
            const Digest left = root(from, middle);
            return with(path(index, middle, to), left);
        }
        Proof proof = path(index, from, middle);
        return with(std::move(proof), root(middle, to));
    }

    // SUBPROOF(old_size, D[from:to], whole) of RFC 6962, section 2.1.2; `whole` while the old tree's own root is known.
    Proof subproof(std::uint64_t old_end, std::uint64_t from, std::uint64_t to, bool whole) const {
        if (old_end == to) return whole ? Proof{} : Proof{root(from, to)};
        const std::uint64_t middle = from + cut_of(to - from);
        if (old_end <= middle) {
            Proof proof = subproof(old_end, from, middle, whole);
            return with(std::move(proof), root(middle, to));
        }
        const Digest left = root(from, middle);
        return with(subproof(old_end, middle, to, /*whole=*/false), left);
    }

private:
    static Proof with(Proof proof, const Digest& last) {
        proof.push_back(last);
        return proof;
    }

    const LeafHashes& leaves_;
    HashKind kind_;
};

}  // namespace

Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const LeafHashes& leaves, HashKind kind) {
    MINGZHANG_CHECK(index < size);
    return Prover{leaves, kind}.path(index, 0, size);
}

// RFC 9162, section 2.1.3.2.
bool verify_inclusion(const Digest& leaf_hash, std::uint64_t index, std::uint64_t size, std::span<const Digest> proof,
                      const Digest& root, HashKind kind) {
    if (index >= size) return false;
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    Digest reached = leaf_hash;
    for (const Digest& sibling : proof) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            reached = node_hash(sibling, reached, kind);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            reached = node_hash(reached, sibling, kind);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && reached == root;
}

Proof consistency_proof(std::uint64_t old_size, std::uint64_t new_size, const LeafHashes& leaves, HashKind kind) {
    MINGZHANG_CHECK(old_size <= new_size);
    // Everything begins with nothing, and with itself: there is nothing to prove.
    if (old_size == 0 || old_size == new_size) return {};
    return Prover{leaves, kind}.subproof(old_size, 0, new_size, /*whole=*/true);
}

// RFC 9162, section 2.1.4.2, and the two cases it leaves out: the empty tree and equal sizes.
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, const Digest& old_root, const Digest& new_root,
                        std::span<const Digest> proof, HashKind kind) {
    if (old_size > new_size) return false;
    if (old_size == new_size) return proof.empty() && old_root == new_root;
    if (old_size == 0) return proof.empty() && old_root == TreeHasher{kind}.root();
    if (proof.empty() && !std::has_single_bit(old_size)) return false;

    std::uint64_t node = old_size - 1;
    std::uint64_t last = new_size - 1;
    while ((node & 1) != 0) {
        node >>= 1;
        last >>= 1;
    }
    std::size_t next = 0;
    // A complete old tree is a node of the new one, and its root is not repeated in the proof.
    Digest start = old_root;
    if (!std::has_single_bit(old_size)) start = proof[next++];
    Digest old_reached = start;
    Digest new_reached = start;
    for (; next < proof.size(); ++next) {
        if (last == 0) return false;
        if ((node & 1) != 0 || node == last) {
            old_reached = node_hash(proof[next], old_reached, kind);
            new_reached = node_hash(proof[next], new_reached, kind);
            while ((node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_reached = node_hash(new_reached, proof[next], kind);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && old_reached == old_root && new_reached == new_root;
}

}  // namespace mingzhang::crypto
