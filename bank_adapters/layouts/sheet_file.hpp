// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "bank_adapters/layouts/payment_file.hpp"

namespace mingzhang::bank::layouts {

// Excel workbooks as lines of text, so that one description and one set of checks serve text files and sheets alike: a
// row of the sheet is a line, and its cells are parted by U+001F, which no value may hold. Every cell is text, amounts
// too: Excel would keep fifteen digits of a number and show an account as 6.22E+18.
inline constexpr std::string_view cell_separator = "\x1F";

// Hands the workbook to `sink` that the lines given out by `write` make. REQUIRES: the shape is a workbook.
using LineWriter = std::function<Result<Written, Refusal>(const ByteSink& lines)>;
[[nodiscard]] Result<Written, Refusal> write_workbook(const FileShape& shape, const LineWriter& write,
                                                      const ByteSink& sink);

// What a shape's rows are read from: the bytes of a text file as they are, or the lines a workbook makes. A cell that
// Excel has spoilt is refused here, with row and column; an apostrophe or tab that kept a number text is taken away.
class FileLines {
public:
    // `bytes` must outlive it.
    [[nodiscard]] static Result<FileLines, Refusal> of(const Layout& layout, const FileShape& shape,
                                                       std::string_view bytes, std::string_view file_name);
    [[nodiscard]] std::string_view bytes() const noexcept { return is_workbook_ ? std::string_view{made_} : given_; }

private:
    std::string_view given_;
    std::string made_;
    bool is_workbook_ = false;
};

// A refusal whose findings show a workbook's cells as people part them.
[[nodiscard]] Refusal in_cells(Refusal refusal);

}  // namespace mingzhang::bank::layouts
