// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank {

Text sentence(StatementFaultKind kind) {
    switch (kind) {
        case StatementFaultKind::missing:
            return {"缺少此项", "this is missing"};
        case StatementFaultKind::not_an_amount:
            return {"不是金额", "this is not an amount"};
        case StatementFaultKind::too_many_decimals:
            return {"小数位数超过该币种的规定", "there are more decimals than the currency has"};
        case StatementFaultKind::amount_out_of_range:
            return {"金额或合计超出范围", "the amount, or a sum of amounts, is out of range"};
        case StatementFaultKind::not_a_date:
            return {"不是真实存在的日期", "this is not a date that exists"};
        case StatementFaultKind::not_a_currency:
            return {"不是币种代码", "this is not a currency code"};
        case StatementFaultKind::unknown_code:
            return {"代码不在规定范围内", "this code is not one of those that are allowed"};
        case StatementFaultKind::malformed:
            return {"不符合此项的写法", "this is not built as the field is"};
        case StatementFaultKind::out_of_order:
            return {"此项不应出现在这里", "this field has no place here"};
        case StatementFaultKind::repeated:
            return {"此项重复出现", "this stands twice"};
        case StatementFaultKind::cut_short:
            return {"文件不完整：对账单没有期末余额就结束了",
                    "the file is cut short: the statement ends without its closing balance"};
        case StatementFaultKind::currency_differs:
            return {"同一份对账单中币种不一致", "one statement has two currencies"};
        case StatementFaultKind::not_plain_characters:
            return {"编号中有非 ASCII 字符，文件可能已损坏",
                    "a reference has characters other than ASCII; the file may be damaged"};
        case StatementFaultKind::wrong_characters:
            return {"有不属于该字符集的字节", "there are bytes that are not of the character set"};
        case StatementFaultKind::unclear_characters:
            return {"这些字节按 GB18030 和按 ISO-8859-1 读出的文字不同，不能猜测",
                    "these bytes read one way in GB18030 and another in ISO-8859-1, and must not be guessed"};
        case StatementFaultKind::another_message:
            return {"这是另一种报文", "this is another message"};
        case StatementFaultKind::too_long:
            return {"内容过长", "this is too long"};
        case StatementFaultKind::too_deep:
            return {"XML 嵌套过深", "the XML is nested too deep"};
        case StatementFaultKind::broken_xml:
            return {"XML 格式不完整或有错", "the XML is broken or cut short"};
        case StatementFaultKind::forbidden_xml:
            return {"XML 中有文档类型声明或自定义实体", "the XML declares a document type or entities of its own"};
    }
    return {};
}

StatementFaultKind fault_of(AmountFault fault) noexcept {
    switch (fault) {
        case AmountFault::not_an_amount:
            break;
        case AmountFault::too_many_decimals:
            return StatementFaultKind::too_many_decimals;
        case AmountFault::out_of_range:
            return StatementFaultKind::amount_out_of_range;
    }
    return StatementFaultKind::not_an_amount;
}

RefusalWords words(StatementRefusal reason) {
    switch (reason) {
        case StatementRefusal::empty_file:
            return {"bank.statement/empty_file", "文件“{0}”是空的。", "The file \"{0}\" is empty.", "向银行重新下载。",
                    "Download it from the bank again."};
        case StatementRefusal::not_this_format:
            return {"bank.statement/not_this_format", "文件“{0}”不是“{1}”，而是“{2}”。",
                    "The file \"{0}\" is not \"{1}\" but \"{2}\".", "核对文件，或用 --format 指明它的格式。",
                    "Check the file, or say with --format what it is."};
        case StatementRefusal::characters:
            return {
                "bank.statement/characters", "文件“{0}”的文字读不出来，没有采用其中任何内容。",
                "The characters of the file \"{0}\" cannot be read; nothing was taken from it.",
                "向银行要 UTF-8 的文件，或用 --encoding 指明字符集（utf8、gb18030、latin1、cp850）。",
                "Ask the bank for UTF-8, or name the character set with --encoding (utf8, gb18030, latin1, cp850)."};
        case StatementRefusal::fault:
            return {"bank.statement/fault", "文件“{0}”读不懂，没有采用其中任何内容。",
                    "The file \"{0}\" is not understood; nothing was taken from it.",
                    "不要手工修改银行文件；向银行重新下载，或把所列的行和项告诉银行。",
                    "Do not edit the bank's file: download it again, or tell the bank the line and field named."};
    }
    return {};
}

Refusal refused_at(const StatementFault& fault, std::string_view file_name) {
    const bool is_of_characters =
        fault.kind == StatementFaultKind::wrong_characters || fault.kind == StatementFaultKind::unclear_characters;
    return refusal(is_of_characters ? StatementRefusal::characters : StatementRefusal::fault, file_name)
        .with({Finding{std::string{file_name}, fault.line, fault.field, "", sentence(fault.kind)}});
}

Refusal other_message(std::string_view file_name, std::string_view wanted, std::string_view found,
                      const StatementFault& at) {
    return refusal(StatementRefusal::not_this_format, file_name, wanted, found)
        .with({Finding{std::string{file_name}, at.line, at.field, "", sentence(at.kind)}});
}

}  // namespace mingzhang::bank
