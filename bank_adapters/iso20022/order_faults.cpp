// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/order_faults.hpp"

#include "bank_adapters/iso20022/agent.hpp"
#include "bank_adapters/iso20022/xml_text.hpp"

namespace mingzhang::bank::iso20022 {

void OrderFaults::given(std::string_view field, bool is_given) {
    if (!is_given) faults_.push_back({field, {"缺少", "missing"}});
}

void OrderFaults::text(std::string_view field, std::string_view value, std::size_t characters_max) {
    given(field, !value.empty());
    optional_text(field, value, characters_max);
}

void OrderFaults::optional_text(std::string_view field, std::string_view value, std::size_t characters_max) {
    if (auto fault = fault_in_text(value, characters_max)) faults_.push_back({field, *std::move(fault)});
}

void OrderFaults::agent(std::string_view field, std::string_view bank_code) {
    given(field, !bank_code.empty());
    if (bank_code.empty() || is_cnaps_number(bank_code) || is_bic(bank_code)) return;
    faults_.push_back(
        {field, {"既不是12位联行号，也不是 SWIFT 代码（BIC）", "neither a CNAPS number of 12 digits nor a BIC"}});
}

void OrderFaults::amount(std::string_view field, Money amount) {
    if (!amount.is_positive()) faults_.push_back({field, {"金额须大于零", "the amount must be above zero"}});
}

}  // namespace mingzhang::bank::iso20022
