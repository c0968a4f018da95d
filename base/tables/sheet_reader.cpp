// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/sheet_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/text/utf8.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

namespace {

bool is_blank(const std::string& cell) {
    return trim(cell).empty();
}

bool is_blank(const RawRow& row) {
    return row.faults.empty() && std::ranges::all_of(row.cells, [](const auto& cell) { return is_blank(cell); });
}

Text missing_column(const SheetColumn& column) {
    return {"表头缺少“" + column.chinese + "”列（" + column.key + "）",
            "the heading lacks the column " + column.key + " (" + column.chinese + ")"};
}

const Text empty_heading{"表头中间有空白列名；请填写列名或删除该列",
                         "a heading is empty; give the column its name or delete the column"};
const Text unknown_heading{"不认识的列；请对照导入模板改正列名，不需要的列请删除",
                           "unknown column; correct its name by the import template, or delete the column"};
const Text heading_twice{"同一列出现两次；请只保留一列", "the same column stands here twice; keep one"};

std::string counted(std::size_t found, std::size_t wanted) {
    return std::to_string(found) + " / " + std::to_string(wanted);
}

}  // namespace

RefusalWords words(ReadSheetRefusal reason) noexcept {
    switch (reason) {
        case ReadSheetRefusal::no_heading:
            return {"sheet.read/no_heading", "文件 {0} 是空的，没有表头", "The file {0} is empty: it has no heading",
                    "请用导入模板填写后重试。", "Fill in the import template and try again."};
        case ReadSheetRefusal::wrong_heading:
            return {"sheet.read/wrong_heading", "文件 {0} 的表头有 {1} 处问题", "The heading of {0} has {1} faults",
                    "请按下列问题改正表头，或用导入模板填写。",
                    "Correct the heading as listed, or use the import template."};
    }
    return {};
}

std::string_view SheetRow::cell(std::size_t column) const {
    MINGZHANG_CHECK(column < place_.size());
    if (place_[column] >= raw_.cells.size()) return {};
    std::string_view text = trim(raw_.cells[place_[column]]);
    if (text.starts_with('\'')) text = trim(text.substr(1));
    return text;
}

SheetReader::SheetReader(std::unique_ptr<RowReader> rows, const SheetSchema& schema, Findings& findings)
    : rows_{std::move(rows)}, schema_{&schema}, findings_{&findings} {}

Result<SheetReader, Refusal> SheetReader::open(const std::filesystem::path& path, const SheetSchema& schema,
                                               Findings& findings, const ReadLimits& limits) {
    auto rows = open_rows(path, limits);
    if (!rows) return pass_on(rows);
    return open(std::move(*rows), schema, findings);
}

Result<SheetReader, Refusal> SheetReader::open(std::unique_ptr<RowReader> rows, const SheetSchema& schema,
                                               Findings& findings) {
    SheetReader reader{std::move(rows), schema, findings};
    if (auto heading = reader.read_heading(); !heading) return pass_on(heading);
    return reader;
}

Result<void, Refusal> SheetReader::read_heading() {
    RawRow row;
    do {
        auto more = rows_->next(row);
        if (!more) return pass_on(more);
        if (!*more) return refuse(ReadSheetRefusal::no_heading, findings_->file());
    } while (is_blank(row));

    const std::size_t before = findings_->count();
    for (const FaultyCell& fault : row.faults) findings_->add(row.number, {}, {}, reason(fault.fault, fault.address));
    for (const std::string& cell : row.cells) headings_.emplace_back(trim(cell));
    // Excel saves empty columns to the right of a table as commas.
    while (!headings_.empty() && headings_.back().empty()) headings_.pop_back();
    place_headings(row.number);
    if (findings_->count() == before) return {};
    auto refused = refusal(ReadSheetRefusal::wrong_heading, findings_->file(), findings_->count() - before);
    return tl::unexpected{std::move(refused).with(findings_->kept())};
}

void SheetReader::place_headings(std::size_t row) {
    place_.assign(schema_->columns.size(), absent);
    for (std::size_t i = 0; i < headings_.size(); ++i) {
        const auto column = headings_[i].empty() ? std::nullopt : schema_->column_of(headings_[i]);
        if (headings_[i].empty()) {
            findings_->add(row, {}, {}, empty_heading);
        } else if (!column) {
            findings_->add(row, headings_[i], {}, unknown_heading);
        } else if (place_[*column] != absent) {
            findings_->add(row, headings_[i], {}, heading_twice);
        } else {
            place_[*column] = i;
        }
    }
    for (std::size_t i = 0; i < place_.size(); ++i) {
        const SheetColumn& column = schema_->columns[i];
        if (place_[i] == absent && column.required) findings_->add(row, column.key, {}, missing_column(column));
    }
}

Result<bool, Refusal> SheetReader::next(SheetRow& row) {
    row.place_ = place_;
    for (;;) {
        auto more = rows_->next(row.raw_);
        if (!more || !*more) return more;
        if (!is_blank(row.raw_) && sound(row.raw_)) return true;
    }
}

bool SheetReader::sound(const RawRow& row) {
    const std::size_t before = findings_->count();
    const std::size_t wanted = headings_.size();
    // A spreadsheet stores no empty cells at the end of a row; a CSV line that is short has lost something.
    if (kind() == FileKind::csv && row.cells.size() < wanted) {
        findings_->add(row.number, {}, counted(row.cells.size(), wanted),
                       {"该行的列数少于表头", "the row has fewer cells than the heading"});
    }
    for (std::size_t i = wanted; i < row.cells.size(); ++i) {
        if (is_blank(row.cells[i])) continue;
        findings_->add(row.number, {}, counted(row.cells.size(), wanted),
                       {"该行的列数多于表头", "the row has more cells than the heading"});
        break;
    }
    for (const FaultyCell& fault : row.faults) {
        const std::string column = fault.column < wanted ? headings_[fault.column] : std::string{};
        findings_->add(row.number, column, {}, reason(fault.fault, fault.address));
    }
    return findings_->count() == before;
}

bool SheetReader::has(std::size_t column) const noexcept {
    return place_[column] != absent;
}

std::string SheetReader::column_name(std::size_t column) const {
    return has(column) ? headings_[place_[column]] : schema_->columns[column].key;
}

void SheetReader::report(const SheetRow& row, std::size_t column, std::string value, Text why) {
    findings_->add(row.number(), column_name(column), std::move(value), std::move(why));
}

}  // namespace mingzhang
