// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/registry/household.hpp"

namespace mingzhang::registry {

// The rows of one kind of number, by keyed digest, while a file is being imported: read once, added to as new numbers
// come, with no query a row.
class NumberDirectory {
public:
    struct Found {
        std::int64_t row = 0;
        bool is_new = false;
        std::string digest;
    };

    // `table` is person or account, which is also the context its numbers are sealed for.
    NumberDirectory(CommandContext& context, const crypto::Sealer& sealer, std::string_view table);

    // The row of a number; a new one when the county has not met it.
    [[nodiscard]] Found row_of(std::string_view number);

private:
    [[nodiscard]] std::int64_t new_row();

    CommandContext& context_;
    const crypto::Sealer& sealer_;
    std::string table_;
    std::unordered_map<std::string, std::int64_t> rows_;
    std::int64_t next_ = 0;  // Row numbers are taken in blocks, not one by one; what is left of a block stays unused.
    std::int64_t left_ = 0;
};

// The county's persons and accounts during an import. Rows of new numbers are written as they come.
class Directory {
public:
    Directory(CommandContext& context, const crypto::Sealer& sealer);

    [[nodiscard]] PersonId person(const IdNumber& number);
    [[nodiscard]] AccountId account(const AccountNumber& number);

private:
    CommandContext& context_;
    const crypto::Sealer& sealer_;
    NumberDirectory persons_;
    NumberDirectory accounts_;
    store::BulkInsert insert_person_;
    store::BulkInsert insert_account_;
};

}  // namespace mingzhang::registry
