// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang {

// A workbook of one sheet whose cells are all text, so that no account, number or amount is changed by Excel: the same
// cells give the same bytes, whenever they are written. Only one row is held at a time, and no file of a name is left.
class TextSheet {
public:
    explicit TextSheet(const std::string& sheet_name);  // Empty: as Excel calls its first.
    ~TextSheet();
    TextSheet(const TextSheet&) = delete;
    TextSheet& operator=(const TextSheet&) = delete;

    // The next row, UTF-8. An empty text leaves its cell empty; no cells leave the row blank.
    [[nodiscard]] Result<void, Refusal> row(std::span<const std::string_view> cells);
    // The workbook's bytes. Nothing is added after that.
    [[nodiscard]] Result<std::string, Refusal> finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang
