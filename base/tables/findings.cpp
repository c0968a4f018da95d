// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/findings.hpp"

namespace mingzhang {

void Findings::add(std::size_t row, std::string column, std::string value, Text reason) {
    ++count_;
    if (kept_.size() >= kept_max_) return;
    kept_.push_back(Finding{file_, row, std::move(column), std::move(value), std::move(reason)});
}

}  // namespace mingzhang
