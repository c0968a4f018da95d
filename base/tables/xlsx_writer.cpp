// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_writer.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/tables/xlsx_out.hpp"
#include "base/text/atomic_file.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

namespace {

constexpr std::int64_t fifteen_digits_max = 999'999'999'999'999;

// Excel and libxlsxwriter hold numbers as double. That is the container the format has, not arithmetic: a decimal of
// up to 15 digits goes through a double and comes out as the same decimal, and no sum is ever taken here. Beyond 15
// digits it would not, and the cell becomes text.
bool fits_number_cell(std::int64_t units) {
    return units >= -fifteen_digits_max && units <= fifteen_digits_max;
}

double as_number_cell(const std::string& decimal) {
    double number = 0;
    std::from_chars(decimal.data(), decimal.data() + decimal.size(), number);
    return number;
}

// Excel takes 1900 for a leap year: days before March 1900 have two numbers. They are written as text.
bool fits_date_cell(Date date) {
    return date >= Date{std::chrono::year{1900}, std::chrono::March, std::chrono::day{1}};
}

double width_of(const TableColumn& column, const std::string& heading) {
    const double usual = column.kind == CellKind::text ? 16 : 12;
    const double personal = column.personal == Personal::none ? 0 : 22;
    return std::max({usual, personal, static_cast<double>(display_width(heading) + 2)});
}

}  // namespace

struct XlsxWriter::State {
    std::filesystem::path path;
    XlsxStyle style;
    TableHead head;
    std::optional<AtomicFile> file;
    std::optional<Totals> totals;
    XlsxOut out;
    lxw_worksheet* sheet = nullptr;
    lxw_format* heading_format = nullptr;
    lxw_format* text_format = nullptr;
    lxw_format* right_format = nullptr;
    lxw_format* money_format = nullptr;
    lxw_format* whole_format = nullptr;
    lxw_format* date_format = nullptr;
    lxw_row_t rows = 0;

    void make_formats();
    void make_columns();
    lxw_error put_text(lxw_col_t column, const std::string& text, lxw_format* format);
    lxw_error put(lxw_col_t column, const Cell& cell);
    Result<void, Refusal> put_row(RowCells cells);
    Result<void, Refusal> put_headings();
    void put_about();
};

void XlsxWriter::State::make_formats() {
    const auto format = [&](const char* pattern) {
        lxw_format* made = workbook_add_format(out.book);
        format_set_num_format(made, pattern);
        return made;
    };
    const auto text = [&] {
        lxw_format* made = workbook_add_format(out.book);
        format_set_num_format_index(made, excel_text_format);
        return made;
    };
    heading_format = text();
    format_set_bold(heading_format);
    text_format = text();
    right_format = text();
    format_set_align(right_format, LXW_ALIGN_RIGHT);
    money_format = format("0.00");
    whole_format = format("0");
    date_format = format("yyyy-mm-dd");
}

void XlsxWriter::State::make_columns() {
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, column, column, width_of(head.columns[i], heading(head.columns[i], style.heading)),
                             nullptr);
    }
    worksheet_freeze_panes(sheet, 1, 0);
}

lxw_error XlsxWriter::State::put_text(lxw_col_t column, const std::string& text, lxw_format* format) {
    if (text.empty()) return LXW_NO_ERROR;
    return worksheet_write_string(sheet, rows, column, protect_escapes(text).c_str(), format);
}

lxw_error XlsxWriter::State::put(lxw_col_t column, const Cell& cell) {
    const std::string text = to_file_text(in_words(cell, style.language));
    if (const auto* amount = std::get_if<Money>(&cell.value())) {
        if (!fits_number_cell(amount->fen())) return put_text(column, text, right_format);
        return worksheet_write_number(sheet, rows, column, as_number_cell(text), money_format);
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell.value())) {
        if (!fits_number_cell(*number)) return put_text(column, text, right_format);
        return worksheet_write_number(sheet, rows, column, as_number_cell(text), whole_format);
    }
    if (const auto* date = std::get_if<Date>(&cell.value()); date && fits_date_cell(*date)) {
        lxw_datetime day{};
        day.year = static_cast<int>(date->year());
        day.month = static_cast<int>(static_cast<unsigned>(date->month()));
        day.day = static_cast<int>(static_cast<unsigned>(date->day()));
        return worksheet_write_datetime(sheet, rows, column, &day, date_format);
    }
    return put_text(column, text, text_format);
}

Result<void, Refusal> XlsxWriter::State::put_row(RowCells cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const lxw_error error = put(static_cast<lxw_col_t>(i), cells[i]);
        if (error == LXW_NO_ERROR) continue;
        if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
            return refuse(WriteTableRefusal::text_too_long, rows + 1, heading(head.columns[i], style.heading));
        }
        if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE) return refuse(WriteTableRefusal::too_many_rows);
        return refuse(WriteTableRefusal::cannot_write);
    }
    ++rows;
    return {};
}

Result<void, Refusal> XlsxWriter::State::put_headings() {
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
        const std::string& name = heading(head.columns[i], style.heading);
        if (put_text(static_cast<lxw_col_t>(i), name, heading_format) != LXW_NO_ERROR) {
            return refuse(WriteTableRefusal::text_too_long, rows + 1, head.columns[i].key);
        }
    }
    ++rows;
    return {};
}

// Title and parameters, apart from the rows so that the first sheet stays a plain table.
void XlsxWriter::State::put_about() {
    lxw_worksheet* about = workbook_add_worksheet(out.book, style.language == Language::zh ? "说明" : "About");
    worksheet_set_column(about, 0, 1, 24, nullptr);
    worksheet_write_string(about, 0, 0, protect_escapes(head.title.in(style.language)).c_str(), heading_format);
    lxw_row_t row = 1;
    for (const TableParameter& parameter : head.parameters) {
        worksheet_write_string(about, row, 0, protect_escapes(parameter.name.in(style.language)).c_str(), text_format);
        worksheet_write_string(about, row, 1, protect_escapes(parameter.value).c_str(), text_format);
        ++row;
    }
}

XlsxWriter::XlsxWriter(std::filesystem::path path, XlsxStyle style) : state_{std::make_unique<State>()} {
    state_->path = std::move(path);
    state_->style = style;
}
XlsxWriter::~XlsxWriter() = default;

Result<void, Refusal> XlsxWriter::begin(const TableHead& head) {
    State& state = *state_;
    state.head = head;
    state.totals.emplace(head);
    auto file = AtomicFile::create(state.path);
    if (!file) return pass_on(file);
    state.file.emplace(std::move(*file));
    const std::filesystem::path& temporary = state.file->temporary_path();
    if (!state.out.open(temporary.string(), temporary.parent_path().string())) {
        return refuse(WriteTableRefusal::cannot_write);
    }
    state.make_formats();
    state.sheet = workbook_add_worksheet(state.out.book, state.style.language == Language::zh ? "数据" : "Data");
    state.make_columns();
    return state.put_headings();
}

Result<void, Refusal> XlsxWriter::row(RowCells cells) {
    MINGZHANG_CHECK(fits(state_->head, cells));
    state_->totals->add(cells);
    return state_->put_row(cells);
}

Result<void, Refusal> XlsxWriter::end() {
    State& state = *state_;
    if (state.style.totals && state.totals->any_column()) {
        if (auto put = state.put_row(state.totals->row(state.style.language)); !put) return put;
    }
    state.put_about();
    if (!state.out.close()) return refuse(WriteTableRefusal::cannot_write);
    return state.file->commit();
}

Result<void, Refusal> write_xlsx(const Table& table, const std::filesystem::path& path, const XlsxStyle& style) {
    XlsxWriter writer{path, style};
    return send(table, writer);
}

}  // namespace mingzhang
