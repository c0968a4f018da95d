// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

struct lxw_workbook;

namespace mingzhang {

// An Excel file being written by libxlsxwriter, and the formats our sheets share.
struct XlsxOut {
    XlsxOut() = default;
    ~XlsxOut();
    XlsxOut(const XlsxOut&) = delete;
    XlsxOut& operator=(const XlsxOut&) = delete;

    // False when the library says no. Rows must then be written in order, one sheet after another or side by side.
    [[nodiscard]] bool open(const std::string& path, const std::string& temporary_folder);
    [[nodiscard]] bool close();  // Writes the file; true when it is whole.

    lxw_workbook* book = nullptr;
};

// The built-in number format "text" (ECMA-376 18.8.30, @): what is typed into such a cell stays as typed.
inline constexpr unsigned char excel_text_format = 49;

// As libxlsxwriter must be given it: a text that happens to contain "_x0041_" would else be read as "A"
// (ECMA-376 22.9.2.19).
[[nodiscard]] std::string protect_escapes(std::string_view text);

}  // namespace mingzhang
