// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "bank_adapters/layouts/payment_file.hpp"

namespace mingzhang::bank::layouts {

// Payment files that are an ISO 20022 message in place of rows. What payment_file.hpp promises holds for them too.
// REQUIRES: the layout's payment file is a message.

[[nodiscard]] Result<Written, Refusal> write_payment_message(const Layout& layout, const FileHead& head,
                                                             const InstructionSource& source, const ByteSink& sink);
// Nothing when a message can be begun with this head.
[[nodiscard]] Result<void, Refusal> check_message_head(const Layout& layout, const FileHead& head);
[[nodiscard]] Result<PaymentFile, Refusal> read_payment_message(const Layout& layout, std::string_view bytes,
                                                                std::string_view file_name);

}  // namespace mingzhang::bank::layouts
