// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/row_reader.hpp"

namespace mingzhang {

RefusalWords words(ReadTableRefusal reason) noexcept {
    switch (reason) {
        case ReadTableRefusal::cannot_open:
            return {"table.read/cannot_open", "文件无法打开或读取", "The file cannot be opened or read",
                    "请检查文件名和读取权限。", "Check the name and whether you may read it."};
        case ReadTableRefusal::too_large:
            return {"table.read/too_large", "文件超过允许的大小（{0}）", "The file is larger than allowed ({0})",
                    "请拆分文件，或删去多余的行列后重试。",
                    "Split the file, or delete rows and columns that are not needed."};
        case ReadTableRefusal::old_excel:
            return {"table.read/old_excel", "这是旧版 Excel（.xls）文件或加密的工作簿，不能读取",
                    "This is an old Excel (.xls) file or an encrypted workbook; it cannot be read",
                    "请在 Excel 或 WPS 中去掉密码，另存为 .xlsx 或 CSV。",
                    "In Excel or WPS take the password off and save it as .xlsx or CSV."};
        case ReadTableRefusal::not_a_workbook:
            return {"table.read/not_a_workbook", "文件不是完整的 Excel 工作簿（{0}）",
                    "The file is not a sound Excel workbook ({0})", "请在 Excel 或 WPS 中打开后另存为 .xlsx 或 CSV。",
                    "Open it in Excel or WPS and save it as .xlsx or CSV."};
        case ReadTableRefusal::no_visible_sheet:
            return {"table.read/no_visible_sheet", "工作簿中没有可见的工作表", "The workbook has no visible sheet",
                    "请取消隐藏要导入的工作表并保存。", "Show the sheet to be imported and save."};
        case ReadTableRefusal::no_such_sheet:
            return {"table.read/no_such_sheet", "工作簿中没有名为“{0}”的工作表",
                    "The workbook has no sheet called \"{0}\"", "请核对文件，或改正格式文件中的工作表名。",
                    "Check the file, or correct the sheet's name in the layout."};
        case ReadTableRefusal::unknown_kind:
            return {"table.read/unknown_kind", "文件是 {0}，不是表格", "The file is {0}, not a table",
                    "请另存为 .xlsx 或 CSV（UTF-8）。", "Save it as .xlsx or as CSV (UTF-8)."};
        case ReadTableRefusal::wrong_encoding:
            return {"table.read/wrong_encoding", "第 {0} 个字节（从 0 计）不是 {1} 编码的文字",
                    "Byte {0} (from 0) is not text in {1}", "请另存为 CSV（UTF-8）或 .xlsx。",
                    "Save it as CSV (UTF-8) or as .xlsx."};
        case ReadTableRefusal::nul_byte:
            return {"table.read/nul_byte", "第 {0} 行含有空字节，文件已损坏或不是 CSV",
                    "Row {0} holds a zero byte: the file is damaged or no CSV", "请重新导出文件。",
                    "Export the file again."};
        case ReadTableRefusal::quote_not_closed:
            return {"table.read/quote_not_closed", "第 {0} 行的引号没有结束",
                    "A quote opened in row {0} is never closed", "请补上引号，或另存为 .xlsx。",
                    "Close the quote, or save it as .xlsx."};
        case ReadTableRefusal::text_after_quote:
            return {"table.read/text_after_quote", "第 {0} 行的结束引号后还有文字",
                    "In row {0} text follows a closing quote", "引号内的引号请写两个，或另存为 .xlsx。",
                    "Write a quote inside quotes twice, or save it as .xlsx."};
    }
    return {};
}

Text reason(CellFault fault, const std::string& address) {
    const std::string zh = "单元格 " + address;
    const std::string en = "cell " + address;
    switch (fault) {
        case CellFault::too_many_digits:
            return {
                zh + " 是超过 15 位的数字，Excel 已丢失末尾数字；请把该列设为文本后重新填写",
                en + " is a number of more than 15 digits, the last ones already lost by Excel; make the column text "
                     "and type it again"};
        case CellFault::e_notation:
            return {zh + " 是科学计数法的数字；请把该列设为文本后重新填写",
                    en + " is a number in E notation; make the column text and type it again"};
        case CellFault::error_value:
            return {zh + " 是错误值（如 #N/A）；请改正公式或填写数值",
                    en + " is an error value such as #N/A; correct the formula or type the value"};
        case CellFault::formula_without_value:
            return {zh + " 的公式没有计算结果；请在 Excel 或 WPS 中打开并保存",
                    en + " is a formula without its result; open the file in Excel or WPS and save it"};
        case CellFault::not_a_date:
            return {zh + " 不是完整的日期；请写成 YYYY-MM-DD", en + " is not a whole date; write YYYY-MM-DD"};
    }
    return {};
}

}  // namespace mingzhang
