// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/tables/table.hpp"

namespace mingzhang {

// Hides what may not be shown and passes the rest on: ID numbers keep the region and the last four
// ("999901********0164"), account numbers the last four ("****4107"). A text that is neither, in such a column, shows
// its last four or nothing.
[[nodiscard]] std::string mask(Personal personal, std::string_view text);

// Stands before any sink whose reader has no right to full numbers.
class MaskingSink final : public RowSink {
public:
    explicit MaskingSink(RowSink& next) : next_{next} {}  // `next` must outlive it.
    MaskingSink(const TableHead& head, RowSink& next);    // For a sink whose begin was called already.

    [[nodiscard]] Result<void, Refusal> begin(const TableHead& head) override;
    [[nodiscard]] Result<void, Refusal> row(RowCells cells) override;
    [[nodiscard]] Result<void, Refusal> end() override { return next_.end(); }

private:
    void learn(const TableHead& head);

    RowSink& next_;
    std::vector<Personal> columns_;
    std::vector<Cell> masked_;
};

// The table with its personal columns masked.
[[nodiscard]] Table masked(Table table);

}  // namespace mingzhang
