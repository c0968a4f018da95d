// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/payment_file.hpp"

#include <utility>

#include "bank_adapters/layouts/message_file.hpp"
#include "bank_adapters/layouts/row_reader.hpp"
#include "bank_adapters/layouts/row_writer.hpp"
#include "bank_adapters/layouts/sheet_file.hpp"

namespace mingzhang::bank::layouts {

namespace {

Result<Written, Refusal> write_rows(const Layout& layout, const FileHead& head, const InstructionSource& source,
                                    const ByteSink& sink) {
    RowWriter writer{layout, layout.payment, head, sink};
    writer.write_rows_before_details();
    std::uint64_t ordinal = 0;
    Record line;
    for (const Instruction* instruction = source(); instruction != nullptr; instruction = source()) {
        put(*instruction, line);
        writer.write_detail(line, instruction->amount, instruction->serial,
                            faults_of_instruction(*instruction, ++ordinal));
        if (writer.is_over_rows()) break;
    }
    return writer.finish();
}

}  // namespace

Result<Written, Refusal> write_payment_file(const Layout& layout, const FileHead& head, const InstructionSource& source,
                                            const ByteSink& sink) {
    if (!layout.has_payment()) return refuse(WriteError::no_payment_in_layout, layout.name);
    if (layout.payment.message) return write_payment_message(layout, head, source, sink);
    if (layout.payment.is_workbook)
        return write_workbook(
            layout.payment, [&](const ByteSink& lines) { return write_rows(layout, head, source, lines); }, sink);
    return write_rows(layout, head, source, sink);
}

Result<std::string, Refusal> write_payment_file(const Layout& layout, const PaymentFile& file) {
    std::string bytes;
    auto next = file.instructions.begin();
    const auto source = [&]() -> const Instruction* { return next == file.instructions.end() ? nullptr : &*next++; };
    auto written = write_payment_file(layout, file.head, source, [&](std::string_view more) { bytes += more; });
    if (!written) return pass_on(written);
    return bytes;
}

Result<std::string, Refusal> payment_file_name(const Layout& layout, const FileHead& head) {
    if (!layout.has_payment()) return refuse(WriteError::no_payment_in_layout, layout.name);
    auto file_name = layout.payment.file_name.fill(to_record(head));
    if (!file_name) return refuse(WriteError::head_field_missing, layout.name, name(file_name.error()));
    if (layout.payment.message)
        if (auto checked = check_message_head(layout, head); !checked) return pass_on(checked);
    return *std::move(file_name);
}

Result<PaymentFile, Refusal> read_payment_file(const Layout& layout, std::string_view bytes,
                                               std::string_view file_name) {
    if (!layout.has_payment()) return refuse(ReadError::no_payment_in_layout, layout.name);
    if (layout.payment.message) return read_payment_message(layout, bytes, file_name);
    PaymentFile file;
    const auto take = [&](const DetailPlace& place, Record& line, std::vector<RowFault>& faults) {
        if (!line[Field::number].present) line.set(Field::number, static_cast<std::int64_t>(place.ordinal));
        Instruction instruction = instruction_from(line);
        faults = faults_of_instruction(instruction, place.ordinal);
        if (faults.empty()) file.instructions.push_back(std::move(instruction));
    };
    const auto lines = FileLines::of(layout, layout.payment, bytes, file_name);
    if (!lines) return tl::unexpected{lines.error()};
    auto read = read_rows(layout, layout.payment, lines->bytes(), file_name, take);
    if (!read) return tl::unexpected{in_cells(std::move(read.error()))};
    file.head = head_from(read->head);
    file.head.count = read->count;
    file.head.total = read->total;
    return file;
}

}  // namespace mingzhang::bank::layouts
