// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "bank_adapters/layouts/errors.hpp"
#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/outcome.hpp"

namespace mingzhang::bank::layouts {

// Reads what the bank answered. The whole file is validated first: every bad row is a finding with row, column and
// reason, and a declared count or total must match the rows. A status text that is not in the layout's list is
// unknown, never failed. Two rows for one payment are both handed out. `file_name` is for the findings.
[[nodiscard]] Result<ResultFile, Refusal> read_result_file(const Layout& layout, std::string_view bytes,
                                                           std::string_view file_name);

// The same, a line at a time, in file order; no `lines` are given back. The file is read once, so that lines are handed
// out before all of it is known to be good: what was handed out before a refusal is to be thrown away.
using OutcomeVisitor = std::function<void(const OutcomeLine&)>;
[[nodiscard]] Result<ResultFile, Refusal> read_result_file(const Layout& layout, std::string_view bytes,
                                                           std::string_view file_name, const OutcomeVisitor& visit);

// Writes a result file as the bank would: for a bank simulator and for tests. Statuses and reasons are written as
// `status_text` and `reason_text` where given, else in the layout's own words. `head.count` and `head.total` are those
// of the lines, whatever was given.
[[nodiscard]] Result<Written, Refusal> write_result_file(const Layout& layout, const FileHead& head,
                                                         std::span<const OutcomeLine> lines, const ByteSink& sink);

}  // namespace mingzhang::bank::layouts
