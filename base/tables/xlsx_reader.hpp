// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>

#include "base/tables/row_reader.hpp"
#include "base/tables/xlsx_archive.hpp"

namespace mingzhang {

// Reads the first visible sheet of a workbook, row by row; only the shared strings are held.
[[nodiscard]] Result<std::unique_ptr<RowReader>, Refusal> open_xlsx(XlsxArchive archive, const ReadLimits& limits);

}  // namespace mingzhang
