// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>
#include <string_view>

#include "bank_adapters/layouts/result_file.hpp"

namespace mingzhang::bank::layouts {

// Results that are ISO 20022 messages in place of rows. A status report (pain.002) refuses payments or says that the
// bank has them, and never that it paid: accepted is pending. A statement (camt.053, .054) tells by our end-to-end
// number what was debited, paid, and what came back. REQUIRES: the layout's result file is a message.
[[nodiscard]] Result<ResultFile, Refusal> read_result_message(const Layout& layout, std::string_view bytes,
                                                              std::string_view file_name, const OutcomeVisitor& visit);

// As a bank would write it: a camt.054.
[[nodiscard]] Result<Written, Refusal> write_result_message(const FileHead& head, std::span<const OutcomeLine> lines,
                                                            const ByteSink& sink);

}  // namespace mingzhang::bank::layouts
