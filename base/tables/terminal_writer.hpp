// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/tables/table.hpp"

namespace mingzhang {

struct TerminalStyle {
    Language language = Language::zh;
    bool title = true;   // The title and the parameters above the table.
    bool totals = true;  // A last row of sums where a column is summed.
};

// Writes aligned columns for people: headings by language, a Chinese character two columns wide, numbers to the right,
// money as 1,143.00. The widths come from the first rows; a wider cell further down pushes its own row only.
class TerminalWriter final : public RowSink {
public:
    static constexpr std::size_t rows_measured_max = 500;

    explicit TerminalWriter(std::ostream& out, TerminalStyle style = {});  // `out` must outlive the writer.

    [[nodiscard]] Result<void, Refusal> begin(const TableHead& head) override;
    [[nodiscard]] Result<void, Refusal> row(RowCells cells) override;
    [[nodiscard]] Result<void, Refusal> end() override;

private:
    using Line = std::vector<std::string>;
    [[nodiscard]] Line line_of(RowCells cells) const;
    void measure(const Line& line);
    void put(const Line& line);
    void put_rule();
    void put_waiting();
    [[nodiscard]] Result<void, Refusal> checked() const;

    std::ostream& out_;
    TerminalStyle style_;
    TableHead head_;
    std::optional<Totals> totals_;
    std::vector<std::size_t> widths_;
    std::vector<Line> waiting_;  // The first rows, until the widths are known.
    bool widths_known_ = false;
};

// Sends the table to a stream, such as standard output.
[[nodiscard]] Result<void, Refusal> print_table(const Table& table, std::ostream& out, TerminalStyle style = {});

}  // namespace mingzhang
