// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/sealed_column.hpp"

#include <fmt/format.h>

#include "base/store/scan.hpp"
#include "base/store/store.hpp"
#include "base/store/table_rows.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

namespace {

enum Column : int { named, sealed, digest, last_four };

std::string select_of(const SealedColumn& column) {
    std::string name;
    for (const std::string& part : names_in(column.key))
        name += fmt::format("{}CAST({} AS TEXT)", name.empty() ? "" : " || '/' || ", part);
    return fmt::format("SELECT {}, sealed{} FROM {} ORDER BY {}", name,
                       column.beside == SealedBeside::digest_and_end ? ", digest, last_four" : "", column.table,
                       column.key);
}

}  // namespace

PassReport check_sealed(Store& store, const crypto::Sealer& sealer, const SealedColumn& column) {
    PassReport report;
    Scan rows{store.sql(), select_of(column)};
    while (rows.next()) {
        ++report.records;
        const auto name_broken = [&](std::string_view zh, std::string_view en) {
            report.name_broken(fmt::format("{} {}：{}", column.table, rows.text(named), zh),
                               fmt::format("{} {}: {}", column.table, rows.text(named), en));
        };
        const auto opened = sealer.open(rows.text(sealed), column.table);
        if (!opened) {
            const Text why = refusal(opened.error(), column.table).what();
            name_broken(why.zh, why.en);
        } else if (column.beside == SealedBeside::digest_and_end &&
                   (sealer.keyed_digest(*opened, column.table) != rows.text(digest) ||
                    !opened->ends_with(rows.text(last_four)))) {
            name_broken("解开的号码与旁边的摘要或末四位不一致", "opens as a number other than the one beside it");
        }
    }
    return report;
}

}  // namespace mingzhang::store
