// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/directory.hpp"

#include <soci/soci.h>

#include "engine/registry/numbers.hpp"

namespace mingzhang::registry {

namespace {

constexpr std::int64_t rows_in_block = 256;
constexpr int key_number = 1;  // Which data keys sealed the row; the sealed text says so too.

}  // namespace

NumberDirectory::NumberDirectory(CommandContext& context, const crypto::Sealer& sealer, std::string_view table)
    : context_{context}, sealer_{sealer}, table_{table} {
    std::string digest;
    std::int64_t id = 0;
    const std::int64_t county = context.county().number;
    soci::statement query = (context.sql().prepare << "SELECT digest, id FROM " << table_ << " WHERE county = :county",
                             soci::use(county), soci::into(digest), soci::into(id));
    query.execute();
    while (query.fetch()) rows_.emplace(digest, id);
}

std::int64_t NumberDirectory::new_row() {
    if (left_ == 0) {
        next_ = context_.take_number(table_, rows_in_block);
        left_ = rows_in_block;
    }
    --left_;
    return next_++;
}

NumberDirectory::Found NumberDirectory::row_of(std::string_view number) {
    std::string digest = sealer_.keyed_digest(number, table_);
    const auto [at, added] = rows_.try_emplace(digest, 0);
    if (added) at->second = new_row();
    return {at->second, added, std::move(digest)};
}

Directory::Directory(CommandContext& context, const crypto::Sealer& sealer)
    : context_{context},
      sealer_{sealer},
      persons_{context, sealer, person_context},
      accounts_{context, sealer, account_context},
      insert_person_{
          context.tx(), "person", {"county", "id", "digest", "sealed", "last_four", "birth_date", "key_number"}},
      insert_account_{context.tx(), "account", {"county", "id", "digest", "sealed", "last_four", "key_number"}} {}

PersonId Directory::person(const IdNumber& number) {
    const auto found = persons_.row_of(number.text());
    if (found.is_new)
        insert_person_.row(context_.county().number, found.row, found.digest,
                           sealer_.seal(number.text(), person_context), number.text().substr(14),
                           to_number(number.birth_date()), key_number);
    return {found.row};
}

AccountId Directory::account(const AccountNumber& number) {
    const auto found = accounts_.row_of(number.text());
    if (found.is_new)
        insert_account_.row(context_.county().number, found.row, found.digest,
                            sealer_.seal(number.text(), account_context), number.last_four(), key_number);
    return {found.row};
}

}  // namespace mingzhang::registry
