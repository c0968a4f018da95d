// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <istream>
#include <memory>
#include <optional>

#include "base/tables/row_reader.hpp"
#include "base/text/encoding.hpp"

namespace mingzhang {

struct CsvFormat {
    char separator = ',';
    std::optional<Encoding> encoding = std::nullopt;  // Detected when not given.
};

// Reads RFC 4180 as it comes: LF, CRLF or CR, the last line with or without its end, line breaks and doubled quotes
// inside quoted fields, a byte order mark. A quote inside an unquoted field is a character like others. Refused: a NUL
// byte, a quoted field without end, text behind a closing quote. Holds one row and one piece of the file at a time.
[[nodiscard]] Result<std::unique_ptr<RowReader>, Refusal> open_csv(std::unique_ptr<std::istream> bytes,
                                                                   const CsvFormat& format = {},
                                                                   const ReadLimits& limits = {});

}  // namespace mingzhang
