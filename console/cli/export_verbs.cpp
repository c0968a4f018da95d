// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "reports/journal_export.hpp"

namespace mingzhang::console {

namespace {

using reports::JournalFormat;

Result<Reply, Refusal> export_journal(JournalFormat format, Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    const std::string out = invocation.text("out");
    auto answer = invocation.at_length([&](LongWork work) {
        return reports::export_journal(reading->store(), reading->county, format, out, std::move(work));
    });
    if (!answer) return pass_on(answer);
    return answered(answer->set("file", out), say("已导出 {0} 条分录、{1} 个科目的余额：{2}",
                                                  "{0} entries and the balances of {1} accounts were exported: {2}",
                                                  answer->number("entries"), answer->number("accounts"), out));
}

}  // namespace

std::vector<Verb> export_verbs() {
    struct Format {
        JournalFormat format;
        Text help;
    };
    std::vector<Verb> verbs;
    for (const Format& format : std::vector<Format>{
             {JournalFormat::ledger, {"导出全部分录，供 ledger 核对", "the whole journal, to be checked with ledger"}},
             {JournalFormat::hledger,
              {"导出全部分录，供 hledger 核对", "the whole journal, to be checked with hledger"}},
             {JournalFormat::beancount,
              {"导出全部分录，供 beancount 核对", "the whole journal, to be checked with beancount"}}})
        verbs.push_back({{"export", reports::code(format.format)},
                         format.help,
                         {required(option("--out", Kind::file, {"写到哪个文件", "the file to write"}))},
                         [format](Invocation& invocation) { return export_journal(format.format, invocation); }});
    return verbs;
}

}  // namespace mingzhang::console
