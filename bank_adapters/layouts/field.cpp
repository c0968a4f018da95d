// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/field.hpp"

#include <algorithm>
#include <array>

namespace mingzhang::bank::layouts {
namespace {

struct Entry {
    Field field;
    std::string_view name;
    FieldKind kind;
    FieldPlace place;
};

constexpr std::array<Entry, field_count> entries{{
    {Field::constant, "constant", FieldKind::text, FieldPlace::anywhere},
    {Field::ignored, "ignored", FieldKind::text, FieldPlace::anywhere},
    {Field::merchant, "merchant", FieldKind::text, FieldPlace::head},
    {Field::batch, "batch", FieldKind::number, FieldPlace::head},
    {Field::date, "date", FieldKind::date, FieldPlace::head},
    {Field::payer_account, "payer_account", FieldKind::account, FieldPlace::head},
    {Field::payer_name, "payer_name", FieldKind::text, FieldPlace::head},
    {Field::payer_bank_code, "payer_bank_code", FieldKind::text, FieldPlace::head},
    {Field::payer_bank_name, "payer_bank_name", FieldKind::text, FieldPlace::head},
    {Field::payer_region, "payer_region", FieldKind::text, FieldPlace::head},
    {Field::program, "program", FieldKind::text, FieldPlace::head},
    {Field::count, "count", FieldKind::number, FieldPlace::head},
    {Field::total, "total", FieldKind::amount, FieldPlace::head},
    {Field::number, "number", FieldKind::number, FieldPlace::line},
    {Field::serial, "serial", FieldKind::text, FieldPlace::line},
    {Field::account, "account", FieldKind::account, FieldPlace::line},
    {Field::name, "name", FieldKind::text, FieldPlace::line},
    {Field::amount, "amount", FieldKind::amount, FieldPlace::line},
    {Field::memo, "memo", FieldKind::text, FieldPlace::line},
    {Field::id_number, "id_number", FieldKind::id_number, FieldPlace::payment_line},
    {Field::phone, "phone", FieldKind::text, FieldPlace::payment_line},
    {Field::bank_code, "bank_code", FieldKind::text, FieldPlace::payment_line},
    {Field::bank_name, "bank_name", FieldKind::text, FieldPlace::payment_line},
    {Field::bank_province, "bank_province", FieldKind::text, FieldPlace::payment_line},
    {Field::bank_city, "bank_city", FieldKind::text, FieldPlace::payment_line},
    {Field::bank_branch, "bank_branch", FieldKind::text, FieldPlace::payment_line},
    {Field::status, "status", FieldKind::text, FieldPlace::outcome_line},
    {Field::reason, "reason", FieldKind::text, FieldPlace::outcome_line},
    {Field::bank_reference, "bank_reference", FieldKind::text, FieldPlace::outcome_line},
    {Field::settled_on, "settled_on", FieldKind::date, FieldPlace::outcome_line},
    {Field::fee, "fee", FieldKind::amount, FieldPlace::outcome_line},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (static_cast<std::size_t>(entries[i].field) != i) return false;
    return true;
}
static_assert(in_order());

}  // namespace

std::string_view name(Field field) noexcept {
    return entries[static_cast<std::size_t>(field)].name;
}
FieldKind kind(Field field) noexcept {
    return entries[static_cast<std::size_t>(field)].kind;
}
FieldPlace place(Field field) noexcept {
    return entries[static_cast<std::size_t>(field)].place;
}

std::optional<Field> parse_field(std::string_view name) noexcept {
    const auto found = std::ranges::find(entries, name, &Entry::name);
    if (found == entries.end()) return std::nullopt;
    return found->field;
}

}  // namespace mingzhang::bank::layouts
