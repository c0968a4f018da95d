// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/state_digest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/store/table_rows.hpp"

namespace mingzhang::store {

namespace {

void add(crypto::Sha256& digest, std::string_view value) {
    const fmt::format_int size{value.size()};
    digest.update(std::string_view{size.data(), size.size()}).update(":").update(value);
}

void add_table(crypto::Sha256& digest, Store& store, const TableInfo& table, Compared compared) {
    TableRows rows{store, table};
    const auto left_out = compared == Compared::every_byte ? std::vector<std::string>{} : names_in(table.by_chance);
    std::vector<std::size_t> kept;
    add(digest, table.name);
    for (std::size_t i = 0; i < rows.columns().size(); ++i) {
        const std::string& column = rows.columns()[i];
        if (std::find(left_out.begin(), left_out.end(), column) != left_out.end()) continue;
        kept.push_back(i);
        add(digest, column);
    }
    while (rows.next()) {
        digest.update("\n");
        for (const std::size_t i : kept) add(digest, rows.values()[i]);
    }
    digest.update("\n\n");
}

}  // namespace

crypto::Digest state_digest(Store& store, std::span<const Part> parts, Compared compared) {
    crypto::Sha256 digest;
    add(digest, "state/1");
    for (const Part& part : parts)
        for (const TableInfo& table : part.tables) add_table(digest, store, table, compared);
    return digest.finish();
}

}  // namespace mingzhang::store
