// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <algorithm>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/load.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {
namespace {

void load_statuses(const TomlNode& node, Answers& answers, std::vector<Finding>& faults) {
    TomlTable table{node, "answers.statuses", faults};
    for (const OutcomeStatus status : {OutcomeStatus::paid, OutcomeStatus::failed, OutcomeStatus::pending}) {
        for (const std::string& text : table.texts(code(status))) {
            if (!answers.statuses.emplace(text, status).second)
                table.fault(code(status), text, {"同一文字列了两次", "the text is listed twice"});
            answers.status_texts.emplace(status, text);
        }
    }
    if (!answers.status_texts.contains(OutcomeStatus::paid))
        table.fault("paid", {}, {"须列出表示成功的文字", "the text for success must be listed"});
}

void load_reasons(const TomlNode& node, const std::string& path, Answers& answers, std::vector<Finding>& faults) {
    TomlTable table{node, path, faults};
    for (const std::string& key : table.keys()) {
        const auto reason = parse_reason(key);
        const auto texts = table.texts(key);
        if (!reason || *reason == Reason::unmapped) {
            table.fault(key, {}, {"原因目录中没有这一项", "the catalogue of reasons has no such entry"});
            continue;
        }
        for (const std::string& text : texts) {
            if (text.empty() || !answers.reasons.emplace(text, *reason).second)
                table.fault(key, text, {"文字为空或列了两次", "the text is empty or listed twice"});
            answers.reason_texts.emplace(*reason, text);
        }
    }
}

// The words all banks share give way to the layout's own.
void add_common_reasons(Answers& answers) {
    std::vector<Finding> faults;
    Answers common;
    const auto document = parse_toml(common_reasons_toml());
    MINGZHANG_CHECK(document.has_value());
    load_reasons(*document, {}, common, faults);
    MINGZHANG_CHECK(faults.empty());
    answers.reasons.merge(common.reasons);
    answers.reason_texts.merge(common.reason_texts);
}

bool is_name(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Text load_both_languages(TomlTable& parent, std::string_view key, std::vector<Finding>& faults) {
    const TomlNode* node = parent.table(key);
    if (node == nullptr) {
        if (!parent.has(key)) parent.fault(key, {}, {"须写明 zh 和 en", "must give zh and en"});
        return {};
    }
    TomlTable table{*node, std::string{key}, faults};
    std::string zh = table.required_text("zh");
    return {std::move(zh), table.required_text("en")};
}

Layout load(const TomlNode& document, std::vector<Finding>& faults) {
    TomlTable table{document, {}, faults};
    Layout layout;
    layout.name = table.required_text("name");
    if (!is_name(layout.name))
        table.fault("name", layout.name, {"只用小写字母、数字和连字符", "use lower-case letters, digits and hyphens"});
    layout.title = load_both_languages(table, "title", faults);
    layout.source = table.required_text("source");
    layout.warning = load_both_languages(table, "warning", faults);

    if (const TomlNode* payment = table.table("payment")) {
        layout.payment = load_shape(*payment, Direction::payment, faults);
    } else {
        table.fault("payment", {}, {"缺少付款文件的描述", "the payment file is not described"});
    }
    const TomlNode* result = table.table("result");
    const TomlNode* answers = table.table("answers");
    if (result != nullptr) layout.result = load_shape(*result, Direction::result, faults);
    if ((result == nullptr) != (answers == nullptr))
        table.fault("answers", {}, {"result 与 answers 须同时描述", "result and answers go together"});
    if (answers != nullptr) layout.answers = load_answers(*answers, faults);
    return layout;
}

}  // namespace

Answers load_answers(const TomlNode& node, std::vector<Finding>& faults) {
    TomlTable table{node, "answers", faults};
    Answers answers;
    if (const TomlNode* statuses = table.table("statuses")) {
        load_statuses(*statuses, answers, faults);
    } else {
        table.fault("statuses", {}, {"缺少这个键", "this key is missing"});
    }
    if (const TomlNode* reasons = table.table("reasons")) load_reasons(*reasons, "answers.reasons", answers, faults);
    add_common_reasons(answers);
    return answers;
}

Result<Layout, Refusal> load_layout(std::string_view toml, std::string_view file_name) {
    const auto document = parse_toml(toml);
    if (!document) {
        Finding finding{std::string{file_name},
                        document.error().line,
                        {},
                        {},
                        {"TOML 语法错误：" + document.error().message, "TOML syntax: " + document.error().message}};
        return tl::unexpected{refusal(LayoutError::not_toml, file_name).with({std::move(finding)})};
    }
    std::vector<Finding> faults;
    Layout layout = load(*document, faults);
    if (faults.empty()) return layout;
    for (Finding& fault : faults) fault.file = file_name;
    std::ranges::stable_sort(faults, {}, &Finding::row);
    return tl::unexpected{refusal(LayoutError::faulty, file_name, faults.size()).with(std::move(faults))};
}

}  // namespace mingzhang::bank::layouts
