// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/recall.hpp"

#include <algorithm>
#include <array>

#include "bank_adapters/iso20022/agent.hpp"
#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/order_faults.hpp"
#include "bank_adapters/iso20022/xml_text.hpp"
#include "base/values/vocabulary.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

constexpr Vocabulary<RecallReason, 8> reasons{{{
    {RecallReason::duplicate, "duplicate", "重复发放", "paid twice"},
    {RecallReason::requested, "requested", "本单位要求", "asked for by the payer"},
    {RecallReason::technical, "technical", "技术差错", "technical problem"},
    {RecallReason::fraud, "fraud", "涉嫌欺诈", "suspected fraud"},
    {RecallReason::wrong_account, "wrong_account", "账号有误", "wrong account"},
    {RecallReason::wrong_amount, "wrong_amount", "金额有误", "wrong amount"},
    {RecallReason::undue, "undue", "不应发放", "not due"},
    {RecallReason::deceased, "deceased", "收款人死亡", "payee deceased"},
}}};

constexpr std::array<std::string_view, 8> iso_codes{"DUPL", "CUST", "TECH", "FRAD", "AC03", "AM09", "UPAY", "UPAY"};

constexpr std::size_t note_characters_max = 105;  // Max105Text

// What the bank reads beside the code. A death has no code of its own: the words tell it from what is merely not due.
std::string note_of(const Recall& recall) {
    if (recall.reason != RecallReason::deceased) return recall.note;
    const Text words = name(recall.reason);
    return recall.note.empty() ? words.zh : words.zh + "：" + recall.note;
}

}  // namespace

std::string_view code(RecallReason reason) noexcept {
    return reasons.of(reason).code;
}
std::string_view iso_code(RecallReason reason) noexcept {
    return iso_codes[static_cast<std::size_t>(reason)];
}
Text name(RecallReason reason) {
    return reasons.name(reason);
}
std::optional<RecallReason> parse_recall_reason(std::string_view text) noexcept {
    return reasons.parse(text);
}

std::vector<OrderFault> RecallWriter::faults_of_head() const {
    OrderFaults faults;
    faults.text("id", head_.id, id_characters_max);
    faults.text("asker", head_.asker, name_characters_max);
    faults.agent("bank_code", head_.bank_code);
    faults.given("created_at", head_.created_at.has_value());
    faults.text("order_id", head_.order_id, id_characters_max);
    faults.text("order_version", head_.order_version, id_characters_max);
    return std::move(faults).all();
}

std::vector<OrderFault> RecallWriter::faults_of(const Recall& recall) const {
    OrderFaults faults;
    faults.text("serial", recall.serial, id_characters_max);
    faults.amount("amount", recall.amount);
    faults.optional_text("note", note_of(recall), note_characters_max);
    return std::move(faults).all();
}

void RecallWriter::begin(std::string& out) const {
    out += R"(<?xml version="1.0" encoding="UTF-8"?>)"
           "\n"
           R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.056.001.08"><FIToFIPmtCxlReq>)"
           "\n<Assgnmt>";
    append_element(out, "Id", head_.id);
    out += "<Assgnr><Pty>";
    append_element(out, "Nm", head_.asker);
    out += "</Pty></Assgnr><Assgne><Agt>";
    append_agent(out, head_.bank_code, bic_element(/*is_old=*/false));
    out += "</Agt></Assgne>";
    append_element(out, "CreDtTm", message_time(*head_.created_at));
    out += "</Assgnmt>\n<CtrlData>";
    append_element(out, "NbOfTxs", std::to_string(head_.count));
    append_element(out, "CtrlSum", to_yuan(head_.total));
    out += "</CtrlData>\n<Undrlyg>\n";
}

void RecallWriter::recall(const Recall& recall, std::string& out) const {
    out += "<TxInf><OrgnlGrpInf>";
    append_element(out, "OrgnlMsgId", head_.order_id);
    append_element(out, "OrgnlMsgNmId", head_.order_version);
    out += "</OrgnlGrpInf>";
    append_element(out, "OrgnlInstrId", recall.serial);
    append_element(out, "OrgnlEndToEndId", recall.serial);
    out += "<CxlRsnInf><Rsn>";
    append_element(out, "Cd", iso_code(recall.reason));
    out += "</Rsn>";
    if (const std::string note = note_of(recall); !note.empty()) append_element(out, "AddtlInf", note);
    out += R"(</CxlRsnInf><OrgnlTxRef><Amt><InstdAmt Ccy="CNY">)";
    out += to_yuan(recall.amount);
    out += "</InstdAmt></Amt></OrgnlTxRef></TxInf>\n";
}

void RecallWriter::end(std::string& out) const {
    out += "</Undrlyg></FIToFIPmtCxlReq></Document>\n";
}

}  // namespace mingzhang::bank::iso20022
