// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "bank_adapters/iso20022/payment_order.hpp"

namespace mingzhang::bank::iso20022 {

inline constexpr std::size_t id_characters_max = 35;     // Max35Text
inline constexpr std::size_t name_characters_max = 140;  // Max140Text: names and remittance information

// Gathers what a message of ours cannot be written from.
class OrderFaults {
public:
    void text(std::string_view field, std::string_view value, std::size_t characters_max);  // Must be given.
    void optional_text(std::string_view field, std::string_view value, std::size_t characters_max);
    void agent(std::string_view field, std::string_view bank_code);
    void given(std::string_view field, bool is_given);
    void amount(std::string_view field, Money amount);  // Above zero.
    [[nodiscard]] std::vector<OrderFault> all() && { return std::move(faults_); }

private:
    std::vector<OrderFault> faults_;
};

}  // namespace mingzhang::bank::iso20022
