// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/message_file.hpp"

#include <utility>

#include "bank_adapters/iso20022/payment_order.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "bank_adapters/layouts/file_tally.hpp"

namespace mingzhang::bank::layouts {
namespace {

using iso20022::OrderFault;
using iso20022::PaymentOrderVersion;
using iso20022::PaymentOrderWriter;

PaymentOrderWriter writer_for(const Layout& layout, const FileHead& head) {
    const bool is_old = layout.payment.message == MessageForm::pain_001_03;
    return {is_old ? PaymentOrderVersion::v03 : PaymentOrderVersion::v09,
            layout.payment.message_id.fill(to_record(head)).value_or(""), head};
}

std::vector<RowFault> row_faults(std::vector<OrderFault> faults) {
    std::vector<RowFault> rows;
    for (OrderFault& fault : faults) rows.push_back({std::string{fault.field}, {}, std::move(fault.reason)});
    return rows;
}

// The message is always UTF-8; what the bank's own books can carry may be less.
void check_characters(FileEncoding encoding, Field field, const std::string& text, std::vector<RowFault>& faults) {
    if (encoding == FileEncoding::utf8 || text.empty()) return;
    auto bytes = encode(encoding, text);
    if (!bytes) faults.push_back({std::string{name(field)}, {}, std::move(bytes.error())});
}

std::vector<RowFault> faults_of(const FileShape& shape, const PaymentOrderWriter& writer,
                                const Instruction& instruction, std::uint64_t ordinal) {
    std::vector<RowFault> faults = faults_of_instruction(instruction, ordinal);
    for (RowFault& fault : row_faults(writer.faults_of(instruction))) faults.push_back(std::move(fault));
    if (!faults.empty()) return faults;
    check_characters(shape.encoding, Field::name, instruction.name, faults);
    check_characters(shape.encoding, Field::memo, instruction.memo, faults);
    return faults;
}

std::vector<RowFault> head_faults(const FileShape& shape, const PaymentOrderWriter& writer, const FileHead& head) {
    std::vector<RowFault> faults = row_faults(writer.faults_of_head());
    if (faults.empty()) check_characters(shape.encoding, Field::payer_name, head.payer_name, faults);
    return faults;
}

}  // namespace

Result<Written, Refusal> write_payment_message(const Layout& layout, const FileHead& head,
                                               const InstructionSource& source, const ByteSink& sink) {
    constexpr std::size_t no_row = 0;
    constexpr std::size_t piece_size = 1U << 16U;  // A call of the sink for many payments.
    const FileShape& shape = layout.payment;
    const PaymentOrderWriter writer = writer_for(layout, head);
    FileTally tally{layout, shape, head};
    tally.note_head(no_row, head_faults(shape, writer, head));
    std::string piece;
    std::uint64_t bytes = 0;
    const auto hand_out = [&] {
        sink(piece);
        bytes += piece.size();
        piece.clear();
    };
    if (tally.is_clean()) writer.begin(piece);
    std::uint64_t ordinal = 0;
    for (const Instruction* instruction = source(); instruction != nullptr; instruction = source()) {
        std::vector<RowFault> faults = faults_of(shape, writer, *instruction, ++ordinal);
        tally.count(instruction->amount, faults);
        tally.note(ordinal, instruction->serial, std::move(faults));
        if (tally.is_over_rows()) break;
        if (!tally.is_clean()) continue;
        writer.payment(*instruction, piece);
        if (piece.size() >= piece_size) hand_out();
    }
    if (tally.is_clean()) {
        writer.end(piece);
        hand_out();
    }
    return tally.finish(bytes);
}

Result<void, Refusal> check_message_head(const Layout& layout, const FileHead& head) {
    const auto faults = head_faults(layout.payment, writer_for(layout, head), head);
    if (!faults.empty()) return refuse(WriteError::head_field_missing, layout.name, faults.front().column);
    return {};
}

Result<PaymentFile, Refusal> read_payment_message(const Layout& layout, std::string_view bytes,
                                                  std::string_view file_name) {
    if (bytes.empty()) return refuse(ReadError::empty_file, file_name);
    PaymentFile file;
    ByteStream stream{bytes};
    auto order = iso20022::read_payment_order(
        stream, file_name, [&](const Instruction& instruction) { file.instructions.push_back(instruction); });
    if (!order) return pass_on(order);
    const FileHead& read = order->head;
    if (order->declared_count && *order->declared_count != read.count)
        return refuse(ReadError::count_differs, file_name, *order->declared_count, read.count);
    if (order->declared_total && *order->declared_total != read.total)
        return refuse(ReadError::total_differs, file_name, to_yuan(*order->declared_total), to_yuan(read.total));
    // What the head has beyond the message's own elements stands in its number.
    Record in_id;
    if (layout.payment.message_id.take(order->message_id, in_id)) file.head = head_from(in_id);
    const FileHead of_id = std::exchange(file.head, read);
    file.head.merchant = of_id.merchant;
    file.head.batch = of_id.batch;
    return file;
}

}  // namespace mingzhang::bank::layouts
