// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/payment_order.hpp"

#include <utility>

#include "bank_adapters/iso20022/agent.hpp"
#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/order_faults.hpp"
#include "bank_adapters/iso20022/xml_text.hpp"

namespace mingzhang::bank::iso20022 {

std::string_view code(PaymentOrderVersion version) noexcept {
    return version == PaymentOrderVersion::v03 ? "pain.001.001.03" : "pain.001.001.09";
}

PaymentOrderWriter::PaymentOrderWriter(PaymentOrderVersion version, std::string message_id, FileHead head)
    : version_{version}, message_id_{std::move(message_id)}, head_{std::move(head)} {}

std::vector<OrderFault> PaymentOrderWriter::faults_of_head() const {
    OrderFaults faults;
    faults.text("message_id", message_id_, id_characters_max);
    faults.given("created_at", head_.created_at.has_value());
    faults.given("date", head_.date.has_value());
    faults.text("payer_name", head_.payer_name, name_characters_max);
    faults.given("payer_account", head_.payer_account.has_value());
    faults.agent("payer_bank_code", head_.payer_bank_code);
    return std::move(faults).all();
}

std::vector<OrderFault> PaymentOrderWriter::faults_of(const Instruction& instruction) const {
    OrderFaults faults;
    faults.text("serial", instruction.serial, id_characters_max);
    faults.text("name", instruction.name, name_characters_max);
    faults.optional_text("memo", instruction.memo, name_characters_max);
    faults.agent("bank_code", instruction.bank_code);
    return std::move(faults).all();
}

void PaymentOrderWriter::begin(std::string& out) const {
    const std::string count = std::to_string(head_.count);
    const std::string total = to_yuan(head_.total);
    const std::string day = to_string(*head_.date);
    out += R"(<?xml version="1.0" encoding="UTF-8"?>)"
           "\n"
           R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:)";
    out += code(version_);
    out += "\"><CstmrCdtTrfInitn>\n<GrpHdr>";
    append_element(out, "MsgId", message_id_);
    append_element(out, "CreDtTm", message_time(*head_.created_at));
    append_element(out, "NbOfTxs", count);
    append_element(out, "CtrlSum", total);
    out += "<InitgPty>";
    append_element(out, "Nm", head_.payer_name);
    out += "</InitgPty></GrpHdr>\n<PmtInf>";
    append_element(out, "PmtInfId", message_id_);
    out += "<PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>";  // One debit for the batch.
    append_element(out, "NbOfTxs", count);
    append_element(out, "CtrlSum", total);
    if (version_ == PaymentOrderVersion::v03)
        append_element(out, "ReqdExctnDt", day);
    else
        out.append("<ReqdExctnDt><Dt>").append(day).append("</Dt></ReqdExctnDt>");  // A choice from .08 on.
    out += "<Dbtr>";
    append_element(out, "Nm", head_.payer_name);
    out += "</Dbtr><DbtrAcct><Id><Othr>";
    append_element(out, "Id", head_.payer_account->text());
    out += "</Othr></Id></DbtrAcct><DbtrAgt>";
    append_agent(out, head_.payer_bank_code, bic_element(version_ == PaymentOrderVersion::v03));
    out += "</DbtrAgt>\n";
}

void PaymentOrderWriter::payment(const Instruction& instruction, std::string& out) const {
    out += "<CdtTrfTxInf><PmtId>";
    append_element(out, "InstrId", instruction.serial);
    append_element(out, "EndToEndId", instruction.serial);
    out += R"(</PmtId><Amt><InstdAmt Ccy="CNY">)";
    out += to_yuan(instruction.amount);
    out += "</InstdAmt></Amt><CdtrAgt>";
    append_agent(out, instruction.bank_code, bic_element(version_ == PaymentOrderVersion::v03));
    out += "</CdtrAgt><Cdtr>";
    append_element(out, "Nm", instruction.name);
    out += "</Cdtr><CdtrAcct><Id><Othr>";
    append_element(out, "Id", instruction.account.text());
    out += "</Othr></Id></CdtrAcct><Purp><Cd>SSBE</Cd></Purp>";
    if (!instruction.memo.empty()) {
        out += "<RmtInf>";
        append_element(out, "Ustrd", instruction.memo);
        out += "</RmtInf>";
    }
    out += "</CdtTrfTxInf>\n";
}

void PaymentOrderWriter::end(std::string& out) const {
    out += "</PmtInf></CstmrCdtTrfInitn></Document>\n";
}

}  // namespace mingzhang::bank::iso20022
