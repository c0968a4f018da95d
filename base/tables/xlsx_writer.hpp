// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <memory>

#include "base/tables/table.hpp"

namespace mingzhang {

struct XlsxStyle {
    HeadingRow heading = HeadingRow::zh;
    Language language = Language::zh;  // Of the title, the parameters and the totals row.
    bool totals = true;                // A last row of sums where a column is summed.
};

// Writes an Excel file, row by row, in constant memory. The first sheet is the table and nothing else, its heading in
// row 1 and frozen, so that it can be read back; title and parameters stand on a second sheet. Text is text, so that
// 19-digit numbers survive; money is a number with two decimals as long as 15 digits hold it, else text.
class XlsxWriter final : public RowSink {
public:
    // Nothing stands under `path` before end() has succeeded.
    explicit XlsxWriter(std::filesystem::path path, XlsxStyle style = {});
    ~XlsxWriter() override;

    [[nodiscard]] Result<void, Refusal> begin(const TableHead& head) override;
    [[nodiscard]] Result<void, Refusal> row(RowCells cells) override;
    [[nodiscard]] Result<void, Refusal> end() override;

private:
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] Result<void, Refusal> write_xlsx(const Table& table, const std::filesystem::path& path,
                                               const XlsxStyle& style = {});

}  // namespace mingzhang
