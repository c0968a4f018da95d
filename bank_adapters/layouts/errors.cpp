// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/errors.hpp"

#include "bank_adapters/layouts/layout.hpp"

namespace mingzhang::bank::layouts {

RefusalWords words(LayoutError reason) {
    switch (reason) {
        case LayoutError::not_toml:
            return {"bank.layout/not_toml", "银行文件格式“{0}”不是有效的 TOML 文件。",
                    "The layout \"{0}\" is not a TOML file.", "按所列行号改正后重新检查。",
                    "Correct the line named and check again."};
        case LayoutError::faulty:
            return {"bank.layout/faulty", "银行文件格式“{0}”有{1}处错误。", "The layout \"{0}\" has {1} faults.",
                    "按所列行号和键名逐处改正后重新检查。", "Correct each line and key named and check again."};
    }
    return {};
}

RefusalWords words(WriteError reason) {
    switch (reason) {
        case WriteError::head_field_missing:
            return {"bank.write/head_field_missing", "格式“{0}”需要的文件级内容缺少或不合要求：{1}。",
                    "The layout \"{0}\" needs something the file's head does not give or that does not fit: {1}.",
                    "在开户行设置或批次中补全该项后重新生成。",
                    "Complete it in the bank account or the batch, then write again."};
        case WriteError::row_refused:
            return {"bank.write/row_refused", "有{1}处内容不能按格式“{0}”写入银行文件。",
                    "{1} values cannot be written in the layout \"{0}\".",
                    "按所列序列号更正收款人资料，或将其暂缓后重新生成。",
                    "Correct the payees named by serial, or hold them, then write again."};
        case WriteError::too_few_rows:
            return {"bank.write/too_few_rows", "文件共{0}笔，银行要求每个文件不少于{1}笔。",
                    "The file has {0} rows; the bank asks for at least {1}.", "与其他批次合并后发放。",
                    "Merge it with another batch."};
        case WriteError::too_many_rows:
            return {"bank.write/too_many_rows", "文件超过银行规定的每个文件{0}笔。",
                    "The file has more than the {0} rows the bank takes.", "拆分批次后重新生成。",
                    "Split the batch and write again."};
        case WriteError::total_over_limit:
            return {"bank.write/total_over_limit", "文件总金额超过上限{0}元。",
                    "The file's total is over the limit of {0} yuan.", "拆分批次后重新生成。",
                    "Split the batch and write again."};
        case WriteError::count_differs:
            return {"bank.write/count_differs", "批次登记{0}笔，明细为{1}笔。",
                    "The batch declares {0} rows, there are {1}.", "不要发送。核对批次明细后重新生成。",
                    "Do not send. Check the batch's lines and write again."};
        case WriteError::total_differs:
            return {"bank.write/total_differs", "批次登记总额{0}元，明细合计{1}元。",
                    "The batch declares {0} yuan, its rows add up to {1}.", "不要发送。核对批次明细后重新生成。",
                    "Do not send. Check the batch's lines and write again."};
        case WriteError::no_result_in_layout:
            return {"bank.write/no_result_in_layout", "格式“{0}”没有定义回盘文件。",
                    "The layout \"{0}\" describes no result file.", "选用定义了回盘文件的格式。",
                    "Choose a layout that describes one."};
        case WriteError::no_payment_in_layout:
            return {"bank.write/no_payment_in_layout", "格式“{0}”没有定义付款文件，只能用来读对账单。",
                    "The layout \"{0}\" describes no payment file; it only reads statements.",
                    "选用定义了付款文件的格式。", "Choose a layout that describes one."};
    }
    return {};
}

RefusalWords words(ReadError reason) {
    switch (reason) {
        case ReadError::no_payment_in_layout:
            return {"bank.read/no_payment_in_layout", "格式“{0}”没有定义付款文件。",
                    "The layout \"{0}\" describes no payment file.", "选用定义了付款文件的格式。",
                    "Choose a layout that describes one."};
        case ReadError::no_statement_in_layout:
            return {"bank.read/no_statement_in_layout", "格式“{0}”没有定义对账单。",
                    "The layout \"{0}\" describes no statement.",
                    "选用定义了对账单的格式，如 statement-csv、statement-xlsx。",
                    "Choose a layout that describes one, such as statement-csv or statement-xlsx."};
        case ReadError::no_result_in_layout:
            return {"bank.read/no_result_in_layout", "格式“{0}”没有定义回盘文件。",
                    "The layout \"{0}\" describes no result file.", "选用定义了回盘文件的格式。",
                    "Choose a layout that describes one."};
        case ReadError::empty_file:
            return {"bank.read/empty_file", "文件“{0}”是空的。", "The file \"{0}\" is empty.",
                    "向银行重新下载后再导入。", "Download it from the bank again."};
        case ReadError::not_this_layout:
            return {"bank.read/not_this_layout", "文件“{0}”不是格式“{1}”的文件。",
                    "The file \"{0}\" is not of the layout \"{1}\".", "核对选用的银行和格式；所列各行是不符之处。",
                    "Check the bank and layout chosen; the rows listed do not fit."};
        case ReadError::row_refused:
            return {"bank.read/row_refused", "文件“{0}”有{2}处内容不符合格式“{1}”，整个文件未导入。",
                    "The file \"{0}\" has {2} values that do not fit the layout \"{1}\"; nothing was read from it.",
                    "不要手工修改银行文件；向银行重新下载，或更正格式文件后再导入。",
                    "Do not edit the bank's file; download it again, or correct the layout."};
        case ReadError::too_many_rows:
            return {"bank.read/too_many_rows", "文件“{0}”超过格式规定的{1}笔。",
                    "The file \"{0}\" has more than the {1} rows the layout allows.", "核对选用的格式。",
                    "Check the layout chosen."};
        case ReadError::count_differs:
            return {"bank.read/count_differs", "文件“{0}”声明{1}笔，实际{2}笔，整个文件未导入。",
                    "The file \"{0}\" declares {1} rows and has {2}; nothing was read from it.",
                    "文件可能不完整：向银行重新下载后再导入。", "It may be cut short: download it again."};
        case ReadError::total_differs:
            return {"bank.read/total_differs", "文件“{0}”声明总额{1}元，明细合计{2}元，整个文件未导入。",
                    "The file \"{0}\" declares {1} yuan and its rows add up to {2}; nothing was read from it.",
                    "文件可能不完整或被改动：向银行重新下载后再导入。",
                    "It may be cut short or altered: download it again."};
        case ReadError::balance_breaks:
            return {"bank.read/balance_breaks", "对账单“{0}”有{2}处余额接不上，整个文件未导入。",
                    "The balances of the statement \"{0}\" break in {2} places; nothing was read from it.",
                    "文件可能缺行、被改动或排序：向银行重新下载原件后再导入。",
                    "Rows may be missing, altered or sorted: download it from the bank again."};
    }
    return {};
}

}  // namespace mingzhang::bank::layouts
