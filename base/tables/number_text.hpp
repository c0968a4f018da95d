// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "base/tables/row_reader.hpp"
#include "base/values/result.hpp"

namespace mingzhang {

// The text of a numeric cell, from the text of its <v>. As written when that has up to 15 digits. With more, Excel
// wrote out a binary number: 3609.48 is stored as "3609.4800000000001". The shortest decimal that names the same binary
// number is what was typed, and is taken if it has up to 15 digits. So is a small number, since Excel stores a typed
// 0.07 as "7.0000000000000007E-2"; a large number in E notation has lost digits and is refused. This is a matter of
// text only: no amount is computed here.
[[nodiscard]] Result<std::string, CellFault> number_text(std::string_view written);

}  // namespace mingzhang
