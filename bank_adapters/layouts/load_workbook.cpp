// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>

#include "bank_adapters/layouts/load.hpp"
#include "bank_adapters/layouts/sheet_file.hpp"

namespace mingzhang::bank::layouts {
namespace {

// What Excel takes for the name of a sheet.
bool is_sheet_name(std::string_view text) {
    constexpr std::size_t characters_max = 31;
    const auto characters =
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; });
    return static_cast<std::size_t>(characters) <= characters_max &&
           text.find_first_of("[]:*?/\\") == std::string_view::npos && !text.starts_with('\'') && !text.ends_with('\'');
}

// Excel's mark of a text is taken away when a cell is read: no value of ours may begin with it.
void forbid_text_mark(FileShape& shape) {
    for (Row& row : shape.rows)
        for (Column& column : row.columns) column.forbidden += '\'';
}

}  // namespace

FileShape load_workbook(TomlTable table, Direction direction) {
    const std::size_t faults_before = table.faults_in_file();
    FileShape shape;
    shape.is_workbook = true;
    shape.separator = cell_separator;
    shape.line_end = LineEnd::lf;
    shape.file_name = load_pattern(table, "file_name", load_text(table, "file_name"));
    shape.sheet = table.text("sheet", Presence::optional).value_or("");
    if (!is_sheet_name(shape.sheet))
        table.fault("sheet", shape.sheet, {"不能作工作表名", "cannot be the name of a sheet"});
    constexpr std::array characters{FileEncoding::utf8, FileEncoding::gb18030, FileEncoding::gbk};
    shape.encoding = characters[load_choice(table, "characters", {"UTF-8", "GB18030", "GBK"})];
    load_rows(table, shape, direction);
    if (table.faults_in_file() == faults_before) check_detail(table, shape, direction);
    table.refuse_unknown_keys();
    forbid_text_mark(shape);
    return shape;
}

}  // namespace mingzhang::bank::layouts
