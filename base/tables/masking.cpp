// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/masking.hpp"

#include <algorithm>
#include <utility>

#include "base/values/identifiers.hpp"

namespace mingzhang {

namespace {

// Of a text that is not what its column says: enough to find it again, not enough to use it.
std::string last_four_only(std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!plain || text.size() < 8) return "****";
    return "****" + std::string{text.substr(text.size() - 4)};
}

}  // namespace

std::string mask(Personal personal, std::string_view text) {
    if (personal == Personal::none || text.empty()) return std::string{text};
    if (personal == Personal::id_number) {
        const auto number = IdNumber::parse(text);
        return number ? number->masked() : last_four_only(text);
    }
    const auto number = AccountNumber::parse(text);
    return number ? number->masked() : last_four_only(text);
}

MaskingSink::MaskingSink(const TableHead& head, RowSink& next) : next_{next} {
    learn(head);
}

void MaskingSink::learn(const TableHead& head) {
    columns_.clear();
    for (const TableColumn& column : head.columns) columns_.push_back(column.personal);
}

Result<void, Refusal> MaskingSink::begin(const TableHead& head) {
    learn(head);
    return next_.begin(head);
}

Result<void, Refusal> MaskingSink::row(RowCells cells) {
    masked_.assign(cells.begin(), cells.end());
    for (std::size_t i = 0; i < masked_.size() && i < columns_.size(); ++i) {
        const auto* text = std::get_if<std::string>(&masked_[i].value());
        if (text && columns_[i] != Personal::none) masked_[i] = mask(columns_[i], *text);
    }
    return next_.row(masked_);
}

Table masked(Table table) {
    table.rows = [rows = std::move(table.rows), head = table.head](RowSink& sink) -> Result<void, Refusal> {
        MaskingSink masking{head, sink};
        return rows ? rows(masking) : Result<void, Refusal>{};
    };
    return table;
}

}  // namespace mingzhang
