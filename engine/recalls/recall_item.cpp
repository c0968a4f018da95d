// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/recall_item.hpp"

#include <fmt/format.h>

#include "engine/worklist/worklist.hpp"

namespace mingzhang::recalls {

namespace {

std::string subject_of(const Recall& recall) {
    return fmt::format("R{}", recall.number);
}

std::vector<std::int64_t> open_items(CommandContext& context, const Recall& recall) {
    std::vector<std::int64_t> numbers;
    const std::string subject = subject_of(recall);
    worklist::read_items(context.sql(), context.county(), /*only_open=*/true, [&](const worklist::Item& item) {
        if (item.what.kind == worklist::Kind::recall_open && item.what.subject == subject)
            numbers.push_back(item.number);
    });
    return numbers;
}

}  // namespace

std::int64_t open_item(CommandContext& context, const Recall& recall) {
    const Text why = name(recall.reason);
    return worklist::open_item(context,
                               {worklist::Kind::recall_open,
                                {},
                                recall.total,
                                subject_of(recall),
                                {fmt::format("第 {} 号批次 {} 笔，{}", recall.batch, recall.instructions, why.zh),
                                 fmt::format("{} payments of batch {}, {}", recall.instructions, recall.batch, why.en)},
                                Role::liaison});
}

Result<void, Refusal> end_items(CommandContext& context, const Recall& recall) {
    const std::string decision = fmt::format("银行已逐笔答复（第 {} 号追回请求）", recall.number);
    for (const std::int64_t number : open_items(context, recall))
        if (auto ended = worklist::end_if_open(context, number, decision); !ended) return pass_on(ended);
    return {};
}

void open_item_again(CommandContext& context, const Recall& recall) {
    if (open_items(context, recall).empty()) static_cast<void>(open_item(context, recall));
}

}  // namespace mingzhang::recalls
