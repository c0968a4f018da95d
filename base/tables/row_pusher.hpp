// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/tables/table.hpp"

namespace mingzhang {

// Pushes rows until the sink refuses one, and remembers the refusal: for readers that give rows to a callback and
// cannot be broken off, so that the rest of a reading goes nowhere.
class RowPusher {
public:
    explicit RowPusher(RowSink& sink) : sink_{sink} {}  // `sink` must outlive it.

    void push(RowCells cells) {
        if (result_) result_ = sink_.row(cells);
    }
    [[nodiscard]] Result<void, Refusal> result() const { return result_; }

private:
    RowSink& sink_;
    Result<void, Refusal> result_;
};

}  // namespace mingzhang
