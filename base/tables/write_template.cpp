// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <xlsxwriter.h>

#include <algorithm>
#include <array>

#include "base/tables/sheet_schema.hpp"
#include "base/tables/table.hpp"
#include "base/tables/xlsx_out.hpp"
#include "base/text/atomic_file.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang {

namespace {

struct Formats {
    lxw_format* heading;
    lxw_format* text;
    lxw_format* wrapped;
};

Formats make_formats(lxw_workbook* book) {
    Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
    for (lxw_format* format : {formats.heading, formats.text, formats.wrapped}) {
        format_set_num_format_index(format, excel_text_format);
    }
    format_set_bold(formats.heading);
    format_set_text_wrap(formats.wrapped);
    format_set_align(formats.wrapped, LXW_ALIGN_VERTICAL_TOP);
    return formats;
}

void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    if (!text.empty()) worksheet_write_string(sheet, row, column, protect_escapes(text).c_str(), format);
}

// The whole column is text, also below the heading where nothing stands yet: what is typed there stays as typed.
void put_sheet_to_fill(lxw_worksheet* sheet, const SheetSchema& schema, const Formats& formats) {
    for (std::size_t i = 0; i < schema.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        const double width = std::max<double>(18, static_cast<double>(display_width(schema.columns[i].chinese) + 2));
        worksheet_set_column(sheet, column, column, width, formats.text);
        put(sheet, 0, column, schema.columns[i].chinese, formats.heading);
    }
    worksheet_freeze_panes(sheet, 1, 0);
}

std::string joined(const std::vector<std::string>& examples) {
    std::string text;
    for (const std::string& example : examples) text += (text.empty() ? "" : "\n") + example;
    return text;
}

void put_explanations(lxw_worksheet* sheet, const SheetSchema& schema, const Formats& formats) {
    const std::array<std::pair<const char*, double>, 6> headings{{{"列名", 18},
                                                                  {"英文列名 Heading", 22},
                                                                  {"表头必须有 Required", 20},
                                                                  {"填写说明", 48},
                                                                  {"What to write", 48},
                                                                  {"示例 Examples", 28}}};
    for (lxw_col_t i = 0; i < headings.size(); ++i) {
        worksheet_set_column(sheet, i, i, headings[i].second, formats.text);
        put(sheet, 0, i, headings[i].first, formats.heading);
    }
    lxw_row_t row = 1;
    for (const SheetColumn& column : schema.columns) {
        put(sheet, row, 0, column.chinese, formats.wrapped);
        put(sheet, row, 1, column.key, formats.wrapped);
        put(sheet, row, 2, column.required ? "是 yes" : "否 no", formats.wrapped);
        put(sheet, row, 3, column.meaning.zh, formats.wrapped);
        put(sheet, row, 4, column.meaning.en, formats.wrapped);
        put(sheet, row, 5, joined(column.examples), formats.wrapped);
        ++row;
    }
    worksheet_freeze_panes(sheet, 1, 0);
}

}  // namespace

Result<void, Refusal> write_template(const SheetSchema& schema, const std::filesystem::path& path) {
    auto file = AtomicFile::create(path);
    if (!file) return pass_on(file);
    XlsxOut out;
    const std::filesystem::path& temporary = file->temporary_path();
    if (!out.open(temporary.string(), temporary.parent_path().string())) return refuse(WriteTableRefusal::cannot_write);
    const Formats formats = make_formats(out.book);
    put_sheet_to_fill(workbook_add_worksheet(out.book, "填写"), schema, formats);
    put_explanations(workbook_add_worksheet(out.book, "填写说明 Guide"), schema, formats);
    if (!out.close()) return refuse(WriteTableRefusal::cannot_write);
    return file->commit();
}

}  // namespace mingzhang
