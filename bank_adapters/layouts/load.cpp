// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <algorithm>

#include "bank_adapters/layouts/code_families.hpp"
#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/load.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {
namespace {

const TomlManner manner_of_layouts{
    .missing = {"缺少这个键", "this key is missing"},
    .unknown_key = {"没有这个键", "there is no such key"},
    .not_text = {"应为文本", "should be text"},
    .not_table = {"应为表", "should be a table"},
    .not_whole_number = {"应为大于零的整数", "should be a whole number above zero"},
    .out_of_range = {"应为大于零的整数", "should be a whole number above zero"},
    .not_among_words = {"应为以下之一：{0}", "should be one of: {0}"},
    .word_not_text = {"应为文本", "should be text"},
    .between_words_zh = "、",
    .shows_other_types = false,
    .shown_bytes_max = std::nullopt,
};

void load_statuses(TomlTable table, Answers& answers) {
    for (const OutcomeStatus status : {OutcomeStatus::paid, OutcomeStatus::failed, OutcomeStatus::pending}) {
        for (const std::string& text : table.texts(code(status))) {
            if (!answers.statuses.emplace(text, status).second)
                table.fault(code(status), text, {"同一文字列了两次", "the text is listed twice"});
            answers.status_texts.emplace(status, text);
        }
    }
    if (!answers.status_texts.contains(OutcomeStatus::paid))
        table.fault("paid", {}, {"须列出表示成功的文字", "the text for success must be listed"});
    table.refuse_unknown_keys();
}

// Every key is asked for, so none is unknown to the table.
void load_reasons(TomlTable table, Answers& answers) {
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
    TomlFaults faults{{}, manner_of_layouts};
    Answers common;
    const auto document = parse_toml(common_reasons_toml(), TomlLines::of_keys);
    MINGZHANG_CHECK(document.has_value());
    load_reasons(TomlTable{*document, {}, faults}, common);
    MINGZHANG_CHECK(faults.count() == 0);
    answers.reasons.merge(common.reasons);
    answers.reason_texts.merge(common.reason_texts);
}

// Families of codes that the layout says its bank uses. Two that give one code two meanings cannot stand together.
void load_codes(TomlTable& table, Answers& answers) {
    for (const std::string& named : table.texts("codes")) {
        const CodeFamily* family = find_code_family(named);
        if (family == nullptr) {
            table.fault("codes", named, {"没有这一组返回码", "there is no such family of codes"});
            continue;
        }
        for (const auto& [code, meaning] : family->meanings)
            if (const auto [at, is_new] = answers.codes.emplace(code, meaning); !is_new && at->second != meaning)
                table.fault("codes", code, {"两组返回码含义不同", "two families give it different meanings"});
    }
}

bool is_name(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Text load_both_languages(TomlTable& parent, std::string_view key) {
    auto table = parent.table(key, Presence::optional);
    if (!table) {
        if (!parent.has(key)) parent.fault(key, {}, {"须写明 zh 和 en", "must give zh and en"});
        return {};
    }
    std::string zh = load_text(*table, "zh");
    std::string en = load_text(*table, "en");
    table->refuse_unknown_keys();
    return {std::move(zh), std::move(en)};
}

Layout load(TomlTable table) {
    Layout layout;
    layout.name = load_text(table, "name");
    if (!is_name(layout.name))
        table.fault("name", layout.name, {"只用小写字母、数字和连字符", "use lower-case letters, digits and hyphens"});
    layout.title = load_both_languages(table, "title");
    layout.source = load_text(table, "source");
    layout.warning = load_both_languages(table, "warning");

    if (auto payment = table.table("payment", Presence::optional)) {
        layout.payment = load_shape(*std::move(payment), Direction::payment);
    } else if (!table.has("statement")) {
        table.fault("payment", {}, {"缺少付款文件的描述", "the payment file is not described"});
    }
    if (auto statement = table.table("statement", Presence::optional))
        layout.statement = load_statement(*std::move(statement));
    auto result = table.table("result", Presence::optional);
    auto answers = table.table("answers", Presence::optional);
    const bool together = result.has_value() == answers.has_value();
    if (result) layout.result = load_shape(*std::move(result), Direction::result);
    // A message's statuses are codes, and a statement has none: reasons alone, and none need be given.
    const bool reasons_alone = layout.result ? layout.result->message.has_value() : layout.statement.has_value();
    if (reasons_alone) {
        layout.answers = load_message_answers(std::move(answers));
        table.refuse_unknown_keys();
        return layout;
    }
    if (!together) table.fault("answers", {}, {"result 与 answers 须同时描述", "result and answers go together"});
    if (answers) layout.answers = load_answers(*std::move(answers));
    table.refuse_unknown_keys();
    return layout;
}

}  // namespace

const TomlManner& layout_manner() noexcept {
    return manner_of_layouts;
}

Answers load_answers(TomlTable table) {
    Answers answers;
    if (auto statuses = table.table("statuses", Presence::optional)) {
        load_statuses(*std::move(statuses), answers);
    } else {
        table.fault("statuses", {}, {"缺少这个键", "this key is missing"});
    }
    if (auto reasons = table.table("reasons", Presence::optional)) load_reasons(*std::move(reasons), answers);
    load_codes(table, answers);
    add_common_reasons(answers);
    table.refuse_unknown_keys();
    return answers;
}

Answers load_message_answers(std::optional<TomlTable> table) {
    Answers answers;
    if (table) {
        if (auto reasons = table->table("reasons", Presence::optional)) load_reasons(*std::move(reasons), answers);
        load_codes(*table, answers);
        table->refuse_unknown_keys();
    }
    add_common_reasons(answers);
    return answers;
}

Result<Layout, Refusal> load_layout(std::string_view toml, std::string_view file_name) {
    const auto document = parse_toml(toml, TomlLines::of_keys);
    if (!document) {
        return tl::unexpected{
            refusal(LayoutError::not_toml, file_name).with({syntax_finding(file_name, document.error())})};
    }
    TomlFaults faults{file_name, manner_of_layouts};
    Layout layout = load(TomlTable{*document, {}, faults});
    if (faults.count() == 0) return layout;
    auto findings = std::move(faults).by_line();
    const std::size_t count = findings.size();
    return tl::unexpected{refusal(LayoutError::faulty, file_name, count).with(std::move(findings))};
}

}  // namespace mingzhang::bank::layouts
