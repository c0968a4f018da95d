// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/tables/table.hpp"

namespace mingzhang {

// Writes an array of objects, one a row, under the machine keys in the order of the columns. Whole numbers are numbers;
// money, dates and months are strings ("1143.00"), since a reader may hold numbers as floating point; empty is null.
class JsonWriter final : public RowSink {
public:
    explicit JsonWriter(std::ostream& out) : out_{out} {}  // `out` must outlive the writer.

    [[nodiscard]] Result<void, Refusal> begin(const TableHead& head) override;
    [[nodiscard]] Result<void, Refusal> row(RowCells cells) override;
    [[nodiscard]] Result<void, Refusal> end() override;

private:
    [[nodiscard]] Result<void, Refusal> checked() const;

    std::ostream& out_;
    TableHead head_;
    std::vector<std::string> names_;  // The keys as JSON strings.
    bool first_ = true;
};

[[nodiscard]] Result<void, Refusal> write_json(const Table& table, const std::filesystem::path& path);

}  // namespace mingzhang
