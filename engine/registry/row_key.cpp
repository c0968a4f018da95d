// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/row_key.hpp"

#include "base/tables/findings.hpp"
#include "engine/registry/known_rows.hpp"
#include "engine/registry/numbers.hpp"
#include "engine/registry/row_fields.hpp"

namespace mingzhang::registry {

namespace {

// Person zero stands for the household's own, as the imports write it.
std::int64_t person_of(soci::session& sql, const crypto::Sealer& sealer, County county, RowFields& fields,
                       std::size_t column) {
    const auto number = fields.id_number(column);
    if (!number) return 0;
    const auto person = find_person(sql, sealer, county, *number);
    return person ? person->number : -1;
}

// The columns of each list's key, in the order of its table (taken_back.hpp).
std::string key_of(soci::session& sql, const crypto::Sealer& sealer, County county, ImportKind list,
                   RowFields& fields) {
    const auto person = [&](std::size_t column) { return person_of(sql, sealer, county, fields, column); };
    switch (list) {
        case ImportKind::divisions:
            return joined(fields.text(0));
        case ImportKind::households:
            return joined(fields.text(0), to_number(fields.month(1)));
        case ImportKind::members:
            return joined(fields.text(0), person(1), to_number(fields.month(2)));
        case ImportKind::incomes:
            return joined(fields.text(0), person(1), fields.text(2), to_number(fields.month(4)));
        case ImportKind::deaths:
            return joined(person(0), std::int64_t{fields.choice(2, death_sources)});
        case ImportKind::pack:
        case ImportKind::past_payments:
            break;  // No rows that could be taken back one by one.
    }
    return {};
}

}  // namespace

std::optional<std::string> key_of_row(soci::session& sql, const crypto::Sealer& sealer, County county, ImportKind list,
                                      const std::string& bytes, std::int64_t row) {
    if (list == ImportKind::pack || list == ImportKind::past_payments) return std::nullopt;
    Findings none{""};
    auto opened = open_rows_in_memory(bytes);
    if (!opened) return std::nullopt;
    auto reader = SheetReader::open(std::move(*opened), schema(list), none);
    if (!reader) return std::nullopt;
    SheetRow at;
    for (;;) {
        const auto more = reader->next(at);
        if (!more || !*more) return std::nullopt;
        if (static_cast<std::int64_t>(at.number()) != row) continue;
        RowFields fields{*reader, at};
        return key_of(sql, sealer, county, list, fields);
    }
}

}  // namespace mingzhang::registry
