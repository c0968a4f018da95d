// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/result_file.hpp"

#include <utility>

#include "bank_adapters/layouts/message_result.hpp"
#include "bank_adapters/layouts/row_reader.hpp"
#include "bank_adapters/layouts/row_writer.hpp"
#include "bank_adapters/layouts/sheet_file.hpp"

namespace mingzhang::bank::layouts {
namespace {

void put_outcome(const Layout& layout, const DetailPlace& place, const Record& record, OutcomeLine& line) {
    put(record, line);
    line.row = place.row;
    line.status = layout.answers.status_of(line.status_text);
    line.reason = reason_of(line.status, line.reason_text, layout.answers.reason_for(reason_words(line)));
}

// The words the bank would use, where the line brings none of its own. What the status says already is not repeated.
OutcomeLine in_the_banks_words(const Layout& layout, OutcomeLine line) {
    const Answers& answers = layout.answers;
    if (line.status_text.empty()) {
        const auto found = answers.status_texts.find(line.status);
        if (found != answers.status_texts.end()) line.status_text = found->second;
    }
    const bool is_said = line.reason == Reason::not_given || line.reason == answers.reason_for(line.status_text);
    if (line.reason_text.empty() && line.reason && !is_said) {
        const auto found = answers.reason_texts.find(*line.reason);
        line.reason_text = found != answers.reason_texts.end() ? found->second : std::string{chinese(*line.reason)};
    }
    return line;
}

}  // namespace

Result<ResultFile, Refusal> read_result_file(const Layout& layout, std::string_view bytes, std::string_view file_name) {
    std::vector<OutcomeLine> lines;
    auto file = read_result_file(layout, bytes, file_name, [&](const OutcomeLine& line) { lines.push_back(line); });
    if (file) file->lines = std::move(lines);
    return file;
}

Result<ResultFile, Refusal> read_result_file(const Layout& layout, std::string_view bytes, std::string_view file_name,
                                             const OutcomeVisitor& visit) {
    if (!layout.result) return refuse(ReadError::no_result_in_layout, layout.name);
    if (layout.result->message) return read_result_message(layout, bytes, file_name, visit);
    const auto lines = FileLines::of(layout, *layout.result, bytes, file_name);
    if (!lines) return tl::unexpected{lines.error()};
    OutcomeLine line;
    const auto hand_out = [&](const DetailPlace& place, const Record& record, std::vector<RowFault>&) {
        put_outcome(layout, place, record, line);
        visit(line);
    };
    auto read = read_rows(layout, *layout.result, lines->bytes(), file_name, hand_out);
    if (!read) return tl::unexpected{in_cells(std::move(read.error()))};

    ResultFile file;
    file.head = head_from(read->head);
    file.head.count = read->count;
    file.head.total = read->total;
    if (read->head[Field::count].present) file.declared_count = read->count;
    if (read->head[Field::total].present) file.declared_total = read->total;
    return file;
}

Result<Written, Refusal> write_result_file(const Layout& layout, const FileHead& head,
                                           std::span<const OutcomeLine> lines, const ByteSink& sink) {
    if (!layout.result) return refuse(WriteError::no_result_in_layout, layout.name);
    FileHead own = head;
    own.count = lines.size();
    own.total = Money{};
    for (const OutcomeLine& line : lines) own.total = sum(own.total, line.amount);

    if (layout.result->message) {
        std::vector<OutcomeLine> in_words;
        for (const OutcomeLine& line : lines) in_words.push_back(in_the_banks_words(layout, line));
        return write_result_message(own, in_words, sink);
    }
    const auto write = [&](const ByteSink& rows) {
        RowWriter writer{layout, *layout.result, own, rows};
        writer.write_rows_before_details();
        for (const OutcomeLine& line : lines)
            writer.write_detail(to_record(in_the_banks_words(layout, line)), line.amount, line.serial, {});
        return writer.finish();
    };
    return layout.result->is_workbook ? write_workbook(*layout.result, write, sink) : write(sink);
}

}  // namespace mingzhang::bank::layouts
