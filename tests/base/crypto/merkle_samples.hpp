// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <bit>
#include <string>
#include <vector>

#include "base/crypto/hex.hpp"
#include "base/crypto/merkle.hpp"

// The eight leaves the Certificate Transparency project tests its trees with.
inline std::vector<mingzhang::crypto::Digest> reference_leaves() {
    using namespace mingzhang::crypto;
    std::vector<Digest> leaves;
    for (const char* const hex :
         {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        leaves.push_back(leaf_hash(*from_hex(hex)));
    return leaves;
}

inline std::vector<mingzhang::crypto::Digest> numbered_leaves(std::size_t count, mingzhang::crypto::HashKind kind) {
    std::vector<mingzhang::crypto::Digest> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(mingzhang::crypto::leaf_hash(std::to_string(i), kind));
    return leaves;
}

// MTH as RFC 6962, section 2.1, writes it: slow, and plainly right.
inline mingzhang::crypto::Digest root_by_definition(std::span<const mingzhang::crypto::Digest> leaves,
                                                    mingzhang::crypto::HashKind kind) {
    using namespace mingzhang::crypto;
    if (leaves.empty()) return hash(kind, "");
    if (leaves.size() == 1) return leaves.front();
    const std::size_t cut = std::bit_floor(leaves.size() - 1);
    return node_hash(root_by_definition(leaves.first(cut), kind), root_by_definition(leaves.subspan(cut), kind), kind);
}

inline mingzhang::crypto::LeafHashes giving(const std::vector<mingzhang::crypto::Digest>& leaves) {
    return [&leaves](std::uint64_t index) { return leaves.at(index); };
}
