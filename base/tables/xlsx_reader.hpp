// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <string>

#include "base/tables/row_reader.hpp"
#include "base/tables/xlsx_archive.hpp"

namespace mingzhang {

// Reads the first visible sheet of a workbook, row by row; only the shared strings are held.
// With a name, the sheet of that name, shown or not.
[[nodiscard]] Result<std::unique_ptr<RowReader>, Refusal> open_xlsx(XlsxArchive archive, const ReadLimits& limits,
                                                                    const std::string& sheet = {});

// The same for a workbook's bytes at hand; what is none is refused.
[[nodiscard]] Result<std::unique_ptr<RowReader>, Refusal> open_workbook(std::string bytes, const std::string& sheet,
                                                                        const ReadLimits& limits = {});

}  // namespace mingzhang
