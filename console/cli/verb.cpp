// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/verb.hpp"

#include <fmt/ranges.h>

namespace mingzhang::console {

std::string Verb::spoken() const {
    return fmt::format("{}", fmt::join(path, " "));
}

const std::vector<Parameter>& global_parameters() {
    static const std::vector<Parameter> parameters{
        option("--db", Kind::text,
               {"数据库 sqlite:文件 或 postgresql://…，默认 sqlite:mingzhang.db",
                "the database, sqlite:FILE or postgresql://…; sqlite:mingzhang.db when not given"}),
        option("--key-file", Kind::file,
               {"密钥文件，默认为数据库文件名加 .key", "the key file; the database file's name with .key"}),
        option("--as", Kind::text, {"以哪个用户的身份办理", "the user who asks"}),
        option("--password-stdin", Kind::flag,
               {"从标准输入读一行口令", "read the password as one line of standard input"}),
        option("--county", Kind::county,
               {"区县代码；只有一个区县时不必写", "the county; not needed when there is only one"}),
        option("--key", Kind::text,
               {"幂等键：同一键重复提交只办一次", "idempotency key: the same key is carried out once"}),
        option("--now", Kind::moment,
               {"当作现在的时刻，仅限练习库", "the time to take for now; practice databases only"}),
        option("--json", Kind::flag, {"以一份 JSON 文档回答", "answer with one JSON document"}),
        option("--lang", Kind::language, {"语言：zh（默认）或 en", "language: zh (default) or en"}),
    };
    return parameters;
}

}  // namespace mingzhang::console
