// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/payment_status.hpp"

#include <optional>
#include <utility>

#include "bank_adapters/iso20022/camt_values.hpp"
#include "bank_adapters/iso20022/message.hpp"

namespace mingzhang::bank::iso20022 {

std::string_view code(PaymentStatus status) noexcept {
    switch (status) {
        case PaymentStatus::accepted:
            return "accepted";
        case PaymentStatus::partly_accepted:
            return "partly_accepted";
        case PaymentStatus::pending:
            return "pending";
        case PaymentStatus::rejected:
            return "rejected";
        case PaymentStatus::not_given:
            return "not_given";
    }
    return {};
}

std::string_view code(PaymentStatusLine::Level level) noexcept {
    switch (level) {
        case PaymentStatusLine::Level::file:
            return "file";
        case PaymentStatusLine::Level::batch:
            return "batch";
        case PaymentStatusLine::Level::payment:
            return "payment";
    }
    return {};
}

namespace {

using Level = PaymentStatusLine::Level;
using Event = MessageReader::Event;

// ISO 20022 external payment group and transaction status codes. The list is open and grows each quarter (2025 brought
// those of the verification of payees, RCVC to RVNM): what is not here waits like what is pending. It is never a
// rejection, after which money would be sent again.
PaymentStatus status_of(std::string_view text) {
    for (const std::string_view accepted :
         {"ACCP", "ACTC", "ACSP", "ACSC", "ACWC", "ACWP", "ACCC", "ACFC", "ACIS", "ACPD", "CPUC"})
        if (text == accepted) return PaymentStatus::accepted;
    if (text == "PART") return PaymentStatus::partly_accepted;
    for (const std::string_view rejected : {"RJCT", "CANC", "BLCK"})
        if (text == rejected) return PaymentStatus::rejected;
    return PaymentStatus::pending;
}

std::optional<Level> level_of(std::string_view element) {
    if (element == "OrgnlGrpInfAndSts") return Level::file;
    if (element == "OrgnlPmtInfAndSts") return Level::batch;
    if (element == "TxInfAndSts") return Level::payment;
    return std::nullopt;
}

// In which a level repeats the number we gave it. A payment may repeat its batch's too.
std::string_view own_id_of(Level level) {
    switch (level) {
        case Level::file:
            return "OrgnlMsgId";
        case Level::batch:
            return "OrgnlPmtInfId";
        case Level::payment:
            break;
    }
    return "OrgnlInstrId";
}

// A line being read. A payment stands inside its batch, so that two may be open at once.
struct OpenLine {
    PaymentStatusLine line;
    std::size_t prefix;  // Where paths below its element begin.
    std::size_t depth;
    bool handed_out = false;
};

class StatusReader {
public:
    StatusReader(MessageReader& reader, const Message& message, const PaymentStatusVisitor& visit)
        : reader_{reader}, message_{message}, visit_{visit} {}

    using Done = Result<void, StatementFault>;

    Done read() {
        for (;;) {
            const auto event = reader_.next();
            if (!event) return tl::unexpected{event.error()};
            if (*event == Event::end) return {};
            if (const auto done = *event == Event::opened ? open() : close(); !done) return done;
        }
    }

private:
    Done open() {
        if (reader_.depth() == message_.depth && kind_of(reader_.name()).value_or(message_.kind) != message_.kind)
            return tl::unexpected{
                StatementFault{reader_.line(), std::string{reader_.name()}, StatementFaultKind::another_message}};
        if (reader_.name() == "InstdAmt") currency_ = reader_.attribute("Ccy");
        const auto level = level_of(reader_.name());
        const bool is_nested = line_ || (batch_ && level == Level::batch);  // No message has that.
        if (!level || is_nested) return {};
        // What a batch says of itself stands before its payments.
        if (batch_ && *level == Level::payment) hand_out(*batch_);
        std::optional<OpenLine>& slot = *level == Level::batch ? batch_ : line_;
        slot = OpenLine{{.level = *level}, reader_.path().size() + 1, reader_.depth()};
        return {};
    }

    Done close() {
        std::optional<OpenLine>& slot = line_ ? line_ : batch_;
        if (!slot) return {};
        if (reader_.depth() == slot->depth) {
            hand_out(*slot);
            slot.reset();
            return {};
        }
        if (!reader_.is_leaf()) return {};
        return take(slot->line, reader_.path().substr(slot->prefix), reader_.text());
    }

    static void take_status(PaymentStatusLine& line, std::string_view text) {
        line.status = status_of(text);
        line.status_code = text;
    }

    Done take(PaymentStatusLine& line, std::string_view path, std::string_view text) {
        for (const std::string_view status : {"GrpSts", "PmtInfSts", "TxSts"})
            if (path == status && !text.empty()) take_status(line, text);
        if (text.empty()) return {};
        if (path == "OrgnlTxRef/Amt/InstdAmt") {
            const auto amount = parse_amount(text, currency_);
            if (!amount) return tl::unexpected{StatementFault{reader_.line(), std::string{path}, amount.error()}};
            line.amount = *amount;
        }
        if (path == own_id_of(line.level)) line.original_id = text;
        if (path == "OrgnlEndToEndId") line.end_to_end_id = text;
        // Up to .02 reasons have longer names. The first of several is the one the bank decided by.
        for (const std::string_view reason :
             {"StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry", "StsRsnInf/StsRsn/Cd", "StsRsnInf/StsRsn/Prtry"})
            if (path == reason && line.reason.empty()) line.reason = text;
        if (path == "StsRsnInf/AddtlInf" || path == "StsRsnInf/AddtlStsRsnInf")
            line.text += (line.text.empty() ? "" : " ") + std::string{text};
        return {};
    }

    void hand_out(OpenLine& open) {
        if (std::exchange(open.handed_out, true)) return;
        visit_(open.line);
    }

    MessageReader& reader_;
    const Message& message_;
    const PaymentStatusVisitor& visit_;
    std::string currency_;
    std::optional<OpenLine> batch_;
    std::optional<OpenLine> line_;  // A file's or a payment's.
};

}  // namespace

Result<std::string, Refusal> read_payment_status(std::istream& bytes, std::string_view file_name,
                                                 const PaymentStatusVisitor& visit) {
    MessageReader reader{bytes};
    const auto message = find_message(reader);
    if (!message) return tl::unexpected{refused_at(message.error(), file_name)};
    if (message->kind != Message::Kind::payment_status_report)
        return tl::unexpected{other_message(file_name, "pain002", message->name(), message->as_fault())};
    if (const auto read = StatusReader{reader, *message, visit}.read(); !read)
        return tl::unexpected{refused_at(read.error(), file_name)};
    return message->version;
}

}  // namespace mingzhang::bank::iso20022
