// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/custody/agreements.hpp"
#include "engine/registry/directory.hpp"
#include "engine/registry/row_fields.hpp"
#include "engine/registry/snapshot.hpp"

namespace mingzhang::opening {

// The rows of an opening that tell of entrusted cards: agreements already signed, which move no money.
class CustodyRows {
public:
    CustodyRows(CommandContext& context, const crypto::Sealer& sealer);

    void take(registry::RowFields& fields);

    // Enters what was taken as brought by the opening run.
    void write(std::int64_t run);

    [[nodiscard]] std::size_t size() const noexcept { return agreements_.size(); }

private:
    void read_owner(registry::RowFields& fields, custody::Agreement& agreement);
    void read_custodian(registry::RowFields& fields, custody::Agreement& agreement);
    void read_paper(registry::RowFields& fields, custody::Agreement& agreement);

    CommandContext& context_;
    const crypto::Sealer& sealer_;
    registry::KnownAt known_;
    registry::Directory directory_;
    std::set<std::pair<std::string, std::int64_t>> owners_;  // Household and person whose card is in custody already.
    std::vector<custody::Agreement> agreements_;
};

}  // namespace mingzhang::opening
