// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <charconv>
#include <utility>

#include "bank_adapters/iso20022/agent.hpp"
#include "bank_adapters/iso20022/camt_values.hpp"
#include "bank_adapters/iso20022/message.hpp"
#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/payment_order.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

using Done = Result<void, StatementFaultKind>;
using Event = MessageReader::Event;

constexpr std::string_view payment_prefix = "PmtInf/CdtTrfTxInf/";

tl::unexpected<StatementFaultKind> malformed() {
    return tl::unexpected{StatementFaultKind::malformed};
}

Done store_yuan(const Read<CurrencyAmount>& amount, Money& place) {
    if (!amount) return tl::unexpected{amount.error()};
    if (amount->currency != "CNY") return malformed();
    place = Money::fen(amount->units);
    return {};
}

Done store_account(std::string_view text, std::optional<AccountNumber>& place) {
    const auto account = AccountNumber::parse(text);
    if (!account) return malformed();
    place = *account;
    return {};
}

class OrderReader {
public:
    OrderReader(MessageReader& reader, const Message& message, const InstructionVisitor& visit)
        : reader_{reader}, levels_{message.depth}, visit_{visit} {
        order_.version = message.version;
    }

    Result<PaymentOrder, StatementFault> read() {
        for (;;) {
            const auto event = reader_.next();
            if (!event) return tl::unexpected{event.error()};
            if (*event == Event::end) return std::move(order_);
            const std::string_view path = reader_.path_below(levels_);
            if (*event == Event::opened) {
                currency_ = reader_.name() == "InstdAmt" ? reader_.attribute("Ccy") : std::string{};
                continue;
            }
            const Done done = path == payment_prefix.substr(0, payment_prefix.size() - 1) ? hand_out()
                              : reader_.is_leaf()                                         ? take(path, reader_.text())
                                                                                          : Done{};
            if (!done) return tl::unexpected{StatementFault{reader_.line(), std::string{path}, done.error()}};
        }
    }

private:
    Done take(std::string_view path, std::string_view text) {
        if (path.starts_with(payment_prefix)) return take_payment(path.substr(payment_prefix.size()), text);
        FileHead& head = order_.head;
        if (path == "GrpHdr/MsgId") order_.message_id = text;
        if (path == "GrpHdr/CreDtTm") {
            head.created_at = parse_message_time(text);
            if (!head.created_at) return tl::unexpected{StatementFaultKind::not_a_date};
        }
        if (path == "GrpHdr/NbOfTxs") return take_count(text);
        if (path == "GrpHdr/CtrlSum") {
            Money total;
            const Done done = store_yuan(parse_amount(text, "CNY"), total);
            order_.declared_total = total;
            return done;
        }
        if (path == "PmtInf/ReqdExctnDt" || path == "PmtInf/ReqdExctnDt/Dt" || path == "PmtInf/ReqdExctnDt/DtTm") {
            const auto day = parse_day(text);
            if (!day) return tl::unexpected{day.error()};
            head.date = *day;
        }
        if (path == "PmtInf/Dbtr/Nm") head.payer_name = text;
        if (path == "PmtInf/DbtrAcct/Id/Othr/Id") return store_account(text, head.payer_account);
        constexpr std::string_view agent = "PmtInf/DbtrAgt/";
        if (path.starts_with(agent) && names_agent(path.substr(agent.size()))) head.payer_bank_code = text;
        return {};
    }

    Done take_count(std::string_view text) {
        std::uint64_t count = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
        if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return malformed();
        order_.declared_count = count;
        return {};
    }

    Done take_payment(std::string_view path, std::string_view text) {
        if (path == "PmtId/EndToEndId") payment_.serial = text;
        if (path == "Amt/InstdAmt") return store_yuan(parse_amount(text, currency_), payment_.amount);
        if (path == "Cdtr/Nm") payment_.name = text;
        if (path == "CdtrAcct/Id/Othr/Id") return store_account(text, payment_.account);
        if (path == "RmtInf/Ustrd") payment_.memo = text;
        constexpr std::string_view agent = "CdtrAgt/";
        if (path.starts_with(agent) && names_agent(path.substr(agent.size()))) payment_.bank_code = text;
        return {};
    }

    Done hand_out() {
        Payment payment = std::exchange(payment_, {});
        if (!payment.account || payment.amount.is_zero()) return tl::unexpected{StatementFaultKind::missing};
        FileHead& head = order_.head;
        const auto total = add(head.total, payment.amount);
        if (!total) return tl::unexpected{StatementFaultKind::amount_out_of_range};
        head.total = *total;
        Instruction instruction{
            ++head.count,   std::move(payment.serial), *std::move(payment.account), std::move(payment.name),
            payment.amount, std::move(payment.memo)};
        instruction.bank_code = std::move(payment.bank_code);
        visit_(instruction);
        return {};
    }

    // An instruction whose account is not known yet.
    struct Payment {
        std::string serial;
        std::optional<AccountNumber> account;
        std::string name;
        Money amount;
        std::string memo;
        std::string bank_code;
    };

    MessageReader& reader_;
    std::size_t levels_;
    const InstructionVisitor& visit_;
    PaymentOrder order_;
    Payment payment_;
    std::string currency_;
};

}  // namespace

Result<PaymentOrder, Refusal> read_payment_order(std::istream& bytes, std::string_view file_name,
                                                 const InstructionVisitor& visit) {
    MessageReader reader{bytes};
    const auto message = find_message(reader);
    if (!message) return tl::unexpected{refused_at(message.error(), file_name)};
    if (message->kind != Message::Kind::payment_order)
        return tl::unexpected{other_message(file_name, "pain001", message->name(), message->as_fault())};
    auto order = OrderReader{reader, *message, visit}.read();
    if (!order) return tl::unexpected{refused_at(order.error(), file_name)};
    return *std::move(order);
}

}  // namespace mingzhang::bank::iso20022
