// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/tables/row_reader.hpp"
#include "base/tables/xlsx_archive.hpp"
#include "base/tables/xlsx_date.hpp"

namespace mingzhang {

// The texts that cells refer to by number, in one block of memory.
class SharedTexts {
public:
    void add(std::string_view text);
    [[nodiscard]] bool has(std::size_t index) const noexcept { return index < ends_.size(); }
    [[nodiscard]] std::string_view at(std::size_t index) const noexcept;

private:
    std::string all_;
    std::vector<std::size_t> ends_;
};

// What must be known of a workbook before its first visible sheet can be read.
struct XlsxBook {
    std::string sheet_part;  // "xl/worksheets/sheet1.xml"
    bool from_1904 = false;
    std::vector<NumberLook> looks;  // By cell style.
    SharedTexts texts;
};

// An empty name stands for the first visible sheet.
[[nodiscard]] Result<XlsxBook, Refusal> read_book(const XlsxArchive& archive, const ReadLimits& limits,
                                                  const std::string& sheet = {});

// Reads a text item (<si> or <is>) up to its end: plain text or rich text runs, joined; phonetic runs (拼音, <rPh>) are
// how the text sounds, not text. False when the XML breaks off. REQUIRES: the item was just opened.
[[nodiscard]] bool read_text_item(XmlPull& xml, std::string& text);

}  // namespace mingzhang
