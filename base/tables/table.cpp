// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/table.hpp"

#include "base/values/check.hpp"

namespace mingzhang {

Result<void, Refusal> send(const Table& table, RowSink& sink) {
    if (auto begun = sink.begin(table.head); !begun) return begun;
    if (table.rows) {
        if (auto pushed = table.rows(sink); !pushed) return pushed;
    }
    return sink.end();
}

bool fits(const TableHead& head, RowCells cells) noexcept {
    if (cells.size() != head.columns.size()) return false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!cells[i].fits(head.columns[i].kind)) return false;
    }
    return true;
}

const std::string& heading(const TableColumn& column, HeadingRow row) noexcept {
    if (row == HeadingRow::keys) return column.key;
    return column.heading.in(row == HeadingRow::zh ? Language::zh : Language::en);
}

Totals::Totals(const TableHead& head) {
    for (const TableColumn& column : head.columns) {
        MINGZHANG_CHECK(!column.summed || column.kind == CellKind::money || column.kind == CellKind::whole_number);
        sums_.push_back({column.kind, column.summed, 0});
        any_column_ = any_column_ || column.summed;
    }
}

void Totals::add(RowCells cells) {
    MINGZHANG_CHECK(cells.size() == sums_.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!sums_[i].summed || cells[i].is_empty()) continue;
        const auto* amount = std::get_if<Money>(&cells[i].value());
        const std::int64_t units = amount ? amount->fen() : std::get<std::int64_t>(cells[i].value());
        // Amounts were checked at the border: a sum that does not fit is a bug, and a wrong total would be believed.
        MINGZHANG_CHECK(!__builtin_add_overflow(sums_[i].units, units, &sums_[i].units));
    }
}

std::vector<Cell> Totals::row(Language language) const {
    std::vector<Cell> cells(sums_.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        if (!sums_[i].summed) continue;
        cells[i] = sums_[i].kind == CellKind::money ? Cell{Money::fen(sums_[i].units)} : Cell{sums_[i].units};
    }
    if (!sums_.empty() && sums_[0].kind == CellKind::text) cells[0] = language == Language::zh ? "合计" : "Total";
    return cells;
}

RefusalWords words(WriteTableRefusal reason) noexcept {
    switch (reason) {
        case WriteTableRefusal::character_missing:
            return {"table.write/character_missing", "第 {1} 行“{2}”列的字符 {0} 在 {3} 中不存在，文件未写出",
                    "The character {0} in row {1}, column “{2}” does not exist in {3}; no file was written",
                    "请改用 UTF-8 导出，或按户口簿更正该字。",
                    "Export as UTF-8, or correct the character by the household register."};
        case WriteTableRefusal::text_too_long:
            return {"table.write/text_too_long", "第 {0} 行“{1}”列的文字超过 Excel 单元格上限 32767 字",
                    "The text in row {0}, column “{1}” is longer than the 32,767 characters of an Excel cell",
                    "请改为导出 CSV。", "Export as CSV instead."};
        case WriteTableRefusal::too_many_rows:
            return {"table.write/too_many_rows", "行数超过 Excel 工作表上限 1048576 行",
                    "There are more rows than the 1,048,576 of an Excel sheet", "请改为导出 CSV，或分区划导出。",
                    "Export as CSV, or one division at a time."};
        case WriteTableRefusal::cannot_write:
            return {"table.write/cannot_write", "表格写入中断，输出不完整",
                    "Writing the table broke off; the output is not complete", "请检查磁盘空间或输出设备后重试。",
                    "Check the disk or the output device and try again."};
    }
    return {};
}

}  // namespace mingzhang
