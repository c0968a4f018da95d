// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <string>

// Workbooks made by hand, part by part, as other programs write them.
namespace xlsx_maker {

using Parts = std::map<std::string, std::string>;

// The parts of a workbook whose only sheet has this <sheetData> content. Style 1 is a date, 2 a month, 0 and 3 numbers.
Parts book(const std::string& rows, const std::string& shared_items = "");

std::string zip(const Parts& parts);

inline std::string book_bytes(const std::string& rows, const std::string& shared_items = "") {
    return zip(book(rows, shared_items));
}

}  // namespace xlsx_maker
