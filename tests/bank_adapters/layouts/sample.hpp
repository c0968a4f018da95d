// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/layouts/result_file.hpp"

namespace mingzhang::bank::layouts::test {

constexpr Money fen(std::int64_t n) {
    return Money::fen(n);
}

[[nodiscard]] Layout the_layout(std::string_view name);        // Delivered.
[[nodiscard]] Layout layout_from(std::string_view toml);       // Fails the test when it is refused.
[[nodiscard]] Layout a_layout(std::string_view payment_body);  // With a name and titles around the payment section.

// The five invented people of the golden files; for banks with GBK alone the third bears another name.
[[nodiscard]] FileHead sample_head();
[[nodiscard]] PaymentFile sample_payments(FileEncoding encoding);
[[nodiscard]] PaymentFile one_payment();

[[nodiscard]] std::string golden(std::string_view layout, std::string_view file);  // Bytes of tests/data/bank/…
[[nodiscard]] std::string golden(std::string_view layout, std::string_view file, const FileShape& shape);
[[nodiscard]] std::string gb18030(std::string_view text);
[[nodiscard]] std::string all_words(const Refusal& refusal);  // Everything a person could see of it.

// The only finding of a refusal.
[[nodiscard]] Finding only_finding(const Refusal& refusal);

}  // namespace mingzhang::bank::layouts::test
