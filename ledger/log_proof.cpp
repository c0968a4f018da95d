// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/log_proof.hpp"

#include <soci/soci.h>

#include <string>

namespace mingzhang::ledger {

namespace {

// The stored hashes of a county's leaves, asked for in ascending order: read as they are needed, none is kept.
class StoredLeaves {
public:
    StoredLeaves(soci::session& sql, County county)
        : county_{county},
          query_{(sql.prepare << "SELECT leaf, hash FROM log_leaf WHERE county = :county ORDER BY leaf",
                  soci::use(county_.number), soci::into(leaf_), soci::into(hash_))} {
        query_.execute();
    }

    crypto::Digest at(std::uint64_t index) {
        const auto wanted = static_cast<std::int64_t>(index);
        while (more_ && leaf_ < wanted) more_ = query_.fetch();
        if (leaf_ != wanted) return {};
        return crypto::Digest::from_hex(hash_).value_or(crypto::Digest{});
    }

    [[nodiscard]] crypto::LeafHashes hashes() {
        return [this](std::uint64_t index) { return at(index); };
    }

private:
    County county_;
    std::int64_t leaf_ = -1;
    std::string hash_;
    bool more_ = true;
    soci::statement query_;
};

}  // namespace

std::uint64_t log_size(soci::session& sql, County county) {
    std::int64_t leaves = 0;
    sql << "SELECT count(*) FROM log_leaf WHERE county = :county", soci::use(county.number), soci::into(leaves);
    return static_cast<std::uint64_t>(leaves);
}

crypto::Digest log_root(soci::session& sql, County county, std::uint64_t size, crypto::HashKind hash) {
    StoredLeaves leaves{sql, county};
    crypto::TreeHasher tree{hash};
    for (std::uint64_t index = 0; index < size; ++index) tree.append(leaves.at(index));
    return tree.root();
}

crypto::Proof log_inclusion(soci::session& sql, County county, std::uint64_t leaf, std::uint64_t size,
                            crypto::HashKind hash) {
    StoredLeaves leaves{sql, county};
    return crypto::inclusion_proof(leaf, size, leaves.hashes(), hash);
}

crypto::Proof log_consistency(soci::session& sql, County county, std::uint64_t old_size, std::uint64_t new_size,
                              crypto::HashKind hash) {
    StoredLeaves leaves{sql, county};
    return crypto::consistency_proof(old_size, new_size, leaves.hashes(), hash);
}

}  // namespace mingzhang::ledger
