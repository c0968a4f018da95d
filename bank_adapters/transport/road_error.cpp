// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/road_error.hpp"

namespace mingzhang::bank::transport {

RefusalWords words(RoadError reason) {
    switch (reason) {
        case RoadError::secret_unreadable:
            return {"bank.road/secret_unreadable", "通道“{0}”的密钥或口令文件不能用：{1}",
                    "A key or password file of the road \"{0}\" cannot be used: {2}",
                    "请核对文件位置和内容，并改为只有本人可读写（600）。",
                    "Check where the file is and what is in it, and that its owner alone may read it (600)."};
        case RoadError::cannot_reach:
            return {"bank.road/cannot_reach", "通道“{0}”连不上：{1}", "The road \"{0}\" cannot be reached: {1}",
                    "检查网络、共享文件夹和银行前置机后重试。",
                    "Check the network, the shared folder and the bank's front machine, then try again."};
        case RoadError::not_trusted:
            return {"bank.road/not_trusted", "通道“{0}”的对方不是约定的银行：{1}",
                    "The other side of the road \"{0}\" is not the one agreed on: {1}",
                    "不要继续。打银行的固定电话核对指纹或证书，核实无误后再改设置。",
                    "Do not go on. Call the bank on its known number, compare, and only then change the settings."};
        case RoadError::not_let_in:
            return {"bank.road/not_let_in", "通道“{0}”不让登录：{1}", "The road \"{0}\" does not let us in: {1}",
                    "核对用户名、密钥和证书，并请银行确认已经登记。",
                    "Check the user, key and certificate, and ask the bank whether they are on its list."};
        case RoadError::asks_more:
            return {"bank.road/asks_more", "登录通道“{0}”时对方还要问：{1}；程序只会回答口令",
                    "To sign in, the road \"{0}\" asks: {1}; the program answers a password alone",
                    "请银行给本单位改用密钥登录（最好），或只问一次口令。",
                    "Ask the bank to let the office sign in by a key (best), or to ask for the password alone."};
        case RoadError::no_answer:
            return {"bank.road/no_answer", "通道“{0}”没有按时答复：{1}", "The road \"{0}\" did not answer in time: {1}",
                    "稍后重试；一直如此请联系银行。", "Try again later; call the bank when it goes on."};
        case RoadError::name_refused:
            return {"bank.road/name_refused", "通道“{0}”不收发这样的文件名：{1}",
                    "The road \"{0}\" carries no file of such a name: {1}", "文件名不能带路径，也不能以点开头。",
                    "A name holds no path and does not begin with a dot."};
        case RoadError::refused:
            return {"bank.road/refused", "通道“{0}”拒绝了：{1}", "The road \"{0}\" said no: {1}",
                    "核对文件夹权限和空间，或询问银行。", "Check the folder's rights and space, or ask the bank."};
        case RoadError::bad_answer:
            return {"bank.road/bad_answer", "通道“{0}”的答复看不懂：{1}",
                    "The answer of the road \"{0}\" cannot be read: {1}", "把这段话交给银行的技术人员核对。",
                    "Give these words to the bank's technicians."};
        case RoadError::not_there:
            return {"bank.road/not_there", "通道“{0}”上已没有文件：{1}", "The file is gone from the road \"{0}\": {1}",
                    "重新列出待收文件。", "List the waiting files again."};
        case RoadError::changed:
            return {"bank.road/changed", "通道“{0}”上的文件已不是列出的那一个：{1}",
                    "The file on the road \"{0}\" is no longer the one listed: {1}", "重新列出待收文件后再收。",
                    "List the waiting files again and fetch it anew."};
        case RoadError::too_large:
            return {"bank.road/too_large", "通道“{0}”上的文件太大，没有收：{1}",
                    "The file on the road \"{0}\" is too large and was not fetched: {1}", "请银行拆成几个文件。",
                    "Ask the bank to split it."};
    }
    return {};
}

}  // namespace mingzhang::bank::transport
