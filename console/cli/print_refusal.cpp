// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/print_refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <ostream>

namespace mingzhang::console {

namespace {

// Parts that do not apply are left out: a fault of the whole file has no row, one of a row no column.
std::string line_of(const Finding& finding, Language language) {
    std::string line = finding.file;
    if (finding.row > 0) line += fmt::format(":{}", finding.row);
    for (const std::string* part : {&finding.column, &finding.value})
        if (!part->empty()) line += ": " + *part;
    return line + ": " + finding.reason.in(language);
}

}  // namespace

void print_refusal(const Refusal& refusal, Language language, std::ostream& out) {
    const bool zh = language == Language::zh;
    out << (zh ? "未办理：" : "Refused: ") << refusal.what().in(language) << '\n';
    const auto& findings = refusal.findings();
    const std::size_t shown = std::min(findings.size(), findings_shown_max);
    for (std::size_t i = 0; i < shown; ++i) out << line_of(findings[i], language) << '\n';
    if (findings.size() > shown)
        out << fmt::format(fmt::runtime(zh ? "……另有 {} 处。\n" : "… and {} more.\n"), findings.size() - shown);
    if (!refusal.next().in(language).empty())
        out << (zh ? "下一步：" : "Next: ") << refusal.next().in(language) << '\n';
}

std::string refusal_document(const Refusal& refusal, Language language) {
    boost::json::array findings;
    for (const Finding& finding : refusal.findings())
        findings.push_back({{"file", finding.file},
                            {"row", finding.row},
                            {"column", finding.column},
                            {"value", finding.value},
                            {"reason", finding.reason.in(language)}});
    return boost::json::serialize(boost::json::object{{"refused", refusal.code()},
                                                      {"reason", refusal.what().in(language)},
                                                      {"next", refusal.next().in(language)},
                                                      {"findings", std::move(findings)}});
}

}  // namespace mingzhang::console
