// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "bank_adapters/layouts/errors.hpp"
#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::layouts {

// Reads a statement with a running balance. The whole file is checked before anything is handed out: every bad cell is
// a finding with row, column and reason, and each row's balance must be the one before it and the row's amount; where
// one is not, the file is refused by that row. Entries are handed out oldest first, whichever way the file lists them.
// An opening balance the file does not tell is the one its first row came from.
[[nodiscard]] Result<void, Refusal> read_statement_file(const Layout& layout, std::string_view bytes,
                                                        std::string_view file_name, StatementSink& sink);

}  // namespace mingzhang::bank::layouts
