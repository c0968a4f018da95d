// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <utility>

#include "bank_adapters/iso20022/agent.hpp"
#include "bank_adapters/iso20022/camt_values.hpp"
#include "bank_adapters/iso20022/message.hpp"
#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/recall.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

using Done = Result<void, StatementFaultKind>;
using Event = MessageReader::Event;

constexpr std::string_view recall_element = "Undrlyg/TxInf";

// The words that tell a death from what is merely not due, and what else was said.
std::optional<std::string> said_of_a_death(std::string_view note) {
    const std::string words = name(RecallReason::deceased).zh;
    if (note == words) return std::string{};
    const std::string before = words + "：";
    if (!note.starts_with(before)) return std::nullopt;
    return std::string{note.substr(before.size())};
}

class RecallReader {
public:
    RecallReader(MessageReader& reader, const Message& message, const RecallVisitor& visit)
        : reader_{reader}, message_{message}, visit_{visit} {}

    Result<RecallHead, StatementFault> read() {
        for (;;) {
            const auto event = reader_.next();
            if (!event) return tl::unexpected{event.error()};
            if (*event == Event::end) return std::move(head_);
            if (*event == Event::opened) {
                currency_ = reader_.name() == "InstdAmt" ? reader_.attribute("Ccy") : std::string{};
                continue;
            }
            const std::string_view path = reader_.path_below(message_.depth);
            const Done done = path == recall_element ? hand_out() : reader_.is_leaf() ? take(path) : Done{};
            if (!done) return tl::unexpected{StatementFault{reader_.line(), std::string{path}, done.error()}};
        }
    }

private:
    Done take(std::string_view path) {
        const std::string_view text = reader_.text();
        if (path == "Assgnmt/Id") head_.id = text;
        if (path == "Assgnmt/Assgnr/Pty/Nm") head_.asker = text;
        if (path == "Assgnmt/CreDtTm") {
            head_.created_at = parse_message_time(text);
            if (!head_.created_at) return tl::unexpected{StatementFaultKind::not_a_date};
        }
        constexpr std::string_view asked = "Assgnmt/Assgne/Agt/";
        if (path.starts_with(asked) && names_agent(path.substr(asked.size()))) head_.bank_code = text;
        if (path.starts_with(recall_element)) return take_recall(path.substr(recall_element.size() + 1));
        return {};
    }

    Done take_recall(std::string_view path) {
        const std::string_view text = reader_.text();
        if (path == "OrgnlGrpInf/OrgnlMsgId") head_.order_id = text;
        if (path == "OrgnlGrpInf/OrgnlMsgNmId") head_.order_version = text;
        if (path == "OrgnlEndToEndId") recall_.serial = text;
        if (path == "CxlRsnInf/Rsn/Cd") reason_ = text;
        if (path == "CxlRsnInf/AddtlInf") recall_.note = text;
        if (path == "OrgnlTxRef/Amt/InstdAmt") {
            const auto amount = parse_amount(text, currency_);
            if (!amount) return tl::unexpected{amount.error()};
            if (amount->currency != "CNY") return tl::unexpected{StatementFaultKind::malformed};
            recall_.amount = Money::fen(amount->units);
        }
        return {};
    }

    Done hand_out() {
        Recall recall = std::exchange(recall_, {});
        const std::string reason = std::exchange(reason_, {});
        if (recall.serial.empty() || recall.amount.is_zero()) return tl::unexpected{StatementFaultKind::missing};
        const auto known = reason_of(reason);
        if (!known) return tl::unexpected{StatementFaultKind::unknown_code};
        recall.reason = *known;
        if (auto rest = said_of_a_death(recall.note); rest && *known == RecallReason::undue) {
            recall.reason = RecallReason::deceased;
            recall.note = *std::move(rest);
        }
        const auto total = add(head_.total, recall.amount);
        if (!total) return tl::unexpected{StatementFaultKind::amount_out_of_range};
        head_.total = *total;
        ++head_.count;
        visit_(recall);
        return {};
    }

    static std::optional<RecallReason> reason_of(std::string_view iso) {
        for (int i = 0; i <= static_cast<int>(RecallReason::deceased); ++i)
            if (iso_code(static_cast<RecallReason>(i)) == iso) return static_cast<RecallReason>(i);
        return std::nullopt;
    }

    MessageReader& reader_;
    const Message& message_;
    const RecallVisitor& visit_;
    RecallHead head_;
    Recall recall_;
    std::string reason_;
    std::string currency_;
};

}  // namespace

Result<RecallHead, Refusal> read_recall(std::istream& bytes, std::string_view file_name, const RecallVisitor& visit) {
    MessageReader reader{bytes};
    const auto message = find_message(reader);
    if (!message) return tl::unexpected{refused_at(message.error(), file_name)};
    if (message->kind != Message::Kind::recall)
        return tl::unexpected{other_message(file_name, "camt056", message->name(), message->as_fault())};
    auto head = RecallReader{reader, *message, visit}.read();
    if (!head) return tl::unexpected{refused_at(head.error(), file_name)};
    return *std::move(head);
}

}  // namespace mingzhang::bank::iso20022
