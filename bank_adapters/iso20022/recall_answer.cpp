// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/recall_answer.hpp"

#include <optional>
#include <utility>

#include "bank_adapters/iso20022/camt_values.hpp"
#include "bank_adapters/iso20022/message.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

using Done = Result<void, StatementFault>;
using Event = MessageReader::Event;
using Level = PaymentStatusLine::Level;

// What became of a recall, of the whole of it (ExternalInvestigationExecutionConfirmation1Code) and of its parts
// (GroupCancellationStatus1Code, CancellationIndividualStatus1Code). One that is not here is refused: nobody knows what
// it says.
std::optional<PaymentStatus> status_of(std::string_view text) {
    if (text == "ACCR" || text == "CNCL") return PaymentStatus::accepted;
    if (text == "PACR" || text == "PECR") return PaymentStatus::partly_accepted;
    if (text == "PDCR") return PaymentStatus::pending;
    if (text == "RJCR") return PaymentStatus::rejected;
    return std::nullopt;
}

std::optional<Level> level_of(std::string_view element) {
    if (element == "OrgnlGrpInfAndSts") return Level::file;
    if (element == "OrgnlPmtInfAndSts") return Level::batch;
    if (element == "TxInfAndSts") return Level::payment;
    return std::nullopt;
}

// A line being read, and kept while what stands in it is read.
struct Part {
    RecallAnswerLine line;
    std::size_t prefix = 0;  // Where paths below its element begin.
    std::size_t depth = 0;
    bool is_open = true;
    bool is_handed_out = false;
};

// The original message of a CxlDtls stands before its payments, a group around them (UnderlyingTransaction22,
// OriginalPaymentInstruction30), so that one pass is enough.
class AnswerReader {
public:
    AnswerReader(MessageReader& reader, const Message& message, const RecallAnswerVisitor& visit)
        : reader_{reader}, message_{message}, visit_{visit} {}

    Done read() {
        for (;;) {
            const auto event = reader_.next();
            if (!event) return tl::unexpected{event.error()};
            if (*event == Event::end) return {};
            if (const Done done = *event == Event::opened ? open() : close(); !done) return done;
        }
    }

private:
    [[nodiscard]] bool is_details() const { return reader_.path_below(message_.depth) == "CxlDtls"; }

    [[nodiscard]] Part* inner() {
        for (std::optional<Part>* part : {&payment_, &group_, &original_})
            if (*part && (*part)->is_open) return &**part;
        return nullptr;
    }

    Done open() {
        if (reader_.depth() == message_.depth) return begin_another();
        if (is_details()) {
            ++details_;
            original_.reset();
            return {};
        }
        if (reader_.name() == "InstdAmt" || reader_.name() == "OrgnlInstdAmt") currency_ = reader_.attribute("Ccy");
        const auto level = level_of(reader_.name());
        const Part* around = inner();
        const bool is_nested =
            around != nullptr && (around != (group_ ? &*group_ : nullptr) || level != Level::payment);
        if (!level || is_nested) return {};
        // What a group says of itself stands before its payments.
        if (group_) hand_out(*group_);
        std::optional<Part>& slot = *level == Level::file ? original_ : *level == Level::batch ? group_ : payment_;
        slot.emplace();
        slot->line.said.level = *level;
        slot->line.row = reader_.line();
        slot->line.details = details_;
        slot->prefix = reader_.path().size() + 1;
        slot->depth = reader_.depth();
        return {};
    }

    // Banks' downloads hold several messages one behind the other. What one says of the whole is nothing to the next,
    // and one of another kind refuses the file.
    Done begin_another() {
        if (kind_of(reader_.name()).value_or(message_.kind) != message_.kind)
            return tl::unexpected{
                StatementFault{reader_.line(), std::string{reader_.name()}, StatementFaultKind::another_message}};
        whole_ = {};
        original_.reset();
        return {};
    }

    Done close() {
        Part* part = inner();
        if (part == nullptr) return take_whole(reader_.path_below(message_.depth));
        if (reader_.depth() == part->depth) {
            hand_out(*part);
            part->is_open = false;
            if (part->line.said.level == Level::batch) group_.reset();
            return {};
        }
        if (!reader_.is_leaf()) return {};
        return take(part->line, reader_.path().substr(part->prefix), reader_.text());
    }

    // What the message says of the whole stands before its parts.
    Done take_whole(std::string_view path) {
        if (path == "RslvdCase/Id") whole_.cases.emplace_back(reader_.text());
        if (path != "Sts/Conf") return {};
        whole_.said.level = Level::file;
        whole_.row = reader_.line();
        if (const Done taken = take_status(whole_.said, path, reader_.text()); !taken) return taken;
        visit_(whole_);
        return {};
    }

    Done take_status(PaymentStatusLine& said, std::string_view path, std::string_view text) {
        const auto status = status_of(text);
        if (!status)
            return tl::unexpected{StatementFault{reader_.line(), std::string{path}, StatementFaultKind::unknown_code}};
        said.status = *status;
        said.status_code = text;
        return {};
    }

    Done take(RecallAnswerLine& line, std::string_view path, std::string_view text) {
        PaymentStatusLine& said = line.said;
        if (text.empty()) return {};
        if (path == "GrpCxlSts" || path == "PmtInfCxlSts" || path == "TxCxlSts") return take_status(said, path, text);
        if (path == "OrgnlTxRef/Amt/InstdAmt" || path == "OrgnlInstdAmt") {
            const auto amount = parse_amount(text, currency_);
            if (!amount) return tl::unexpected{StatementFault{reader_.line(), std::string{path}, amount.error()}};
            said.amount = *amount;
        }
        if (path == "OrgnlMsgId" || path == "OrgnlPmtInfId" || path == "OrgnlInstrId") said.original_id = text;
        if (path == "OrgnlMsgId" || path == "OrgnlGrpInf/OrgnlMsgId") line.order_id = text;
        if (path == "OrgnlEndToEndId") said.end_to_end_id = text;
        if (path == "RslvdCase/Id" || path == "OrgnlGrpCxlId" || path == "OrgnlPmtInfCxlId")
            line.cases.emplace_back(text);
        // The first of several is the one the bank decided by.
        if ((path == "CxlStsRsnInf/Rsn/Cd" || path == "CxlStsRsnInf/Rsn/Prtry") && said.reason.empty())
            said.reason = text;
        if (path == "CxlStsRsnInf/AddtlInf") said.text += (said.text.empty() ? "" : " ") + std::string{text};
        return {};
    }

    void hand_out(Part& part) {
        if (std::exchange(part.is_handed_out, true)) return;
        RecallAnswerLine line = part.line;
        if (line.said.level == Level::payment && group_) inherit(group_->line, line);
        if (line.said.level != Level::file && original_) inherit(original_->line, line);
        inherit(whole_, line);
        visit_(line);
    }

    // A status goes to payments alone; by what case something is answered holds for all that stands in it.
    static void inherit(const RecallAnswerLine& around, RecallAnswerLine& line) {
        line.cases.insert(line.cases.end(), around.cases.begin(), around.cases.end());
        if (line.order_id.empty()) line.order_id = around.order_id;
        PaymentStatusLine& said = line.said;
        if (said.level != Level::payment || said.status != PaymentStatus::not_given) return;
        said.status = around.said.status;
        said.status_code = around.said.status_code;
        if (said.reason.empty() && said.text.empty()) {
            said.reason = around.said.reason;
            said.text = around.said.text;
        }
    }

    MessageReader& reader_;
    const Message& message_;
    const RecallAnswerVisitor& visit_;
    std::string currency_;
    std::size_t details_ = 0;
    RecallAnswerLine whole_;
    std::optional<Part> original_;  // Of the CxlDtls at hand.
    std::optional<Part> group_;
    std::optional<Part> payment_;
};

}  // namespace

Result<std::string, Refusal> read_recall_answer(std::istream& bytes, std::string_view file_name,
                                                const RecallAnswerVisitor& visit) {
    MessageReader reader{bytes};
    const auto message = find_message(reader);
    if (!message) return tl::unexpected{refused_at(message.error(), file_name)};
    if (message->kind != Message::Kind::recall_answer)
        return tl::unexpected{other_message(file_name, "camt029", message->name(), message->as_fault())};
    if (const Done read = AnswerReader{reader, *message, visit}.read(); !read)
        return tl::unexpected{refused_at(read.error(), file_name)};
    return message->version;
}

bool is_recall_answer(std::istream& bytes) {
    const auto message = identify(bytes);
    return message && message->kind == Message::Kind::recall_answer;
}

}  // namespace mingzhang::bank::iso20022
