// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/notification.hpp"

#include <fmt/format.h>

#include "bank_adapters/iso20022/message_time.hpp"
#include "bank_adapters/iso20022/xml_text.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

// What an entry says of the money: moved, to be moved, or nothing.
std::string_view entry_status(OutcomeStatus status) noexcept {
    switch (status) {
        case OutcomeStatus::paid:
        case OutcomeStatus::failed:
            return "BOOK";
        case OutcomeStatus::pending:
            return "PDNG";
        case OutcomeStatus::unknown:
            break;
    }
    return "INFO";
}

void append_return(std::string& out, const OutcomeLine& line) {
    if (!line.reason && line.reason_text.empty()) return;
    out += "<RtrInf>";
    if (line.reason) {
        out += "<Rsn>";
        append_element(out, "Cd", iso_code(*line.reason));
        out += "</Rsn>";
    }
    if (!line.reason_text.empty()) append_element(out, "AddtlInf", line.reason_text);
    out += "</RtrInf>";
}

}  // namespace

void NotificationWriter::begin(std::string& out) const {
    const std::string id = fmt::format("N{}", head_.batch);
    const std::string time = message_time(head_.created_at.value_or(Instant{}));
    out += R"(<?xml version="1.0" encoding="UTF-8"?>)"
           "\n"
           R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>)"
           "\n<GrpHdr>";
    append_element(out, "MsgId", id);
    append_element(out, "CreDtTm", time);
    out += "</GrpHdr>\n<Ntfctn>";
    append_element(out, "Id", id);
    append_element(out, "CreDtTm", time);
    out += "<Acct><Id><Othr>";
    append_element(out, "Id", head_.payer_account ? head_.payer_account->text() : "NOTPROVIDED");
    out += "</Othr></Id></Acct>\n";
}

void NotificationWriter::line(const OutcomeLine& line, std::string& out) const {
    const bool is_return = line.status == OutcomeStatus::failed;
    const std::string amount = fmt::format(R"(<Amt Ccy="CNY">{}</Amt><CdtDbtInd>{}</CdtDbtInd>)", to_yuan(line.amount),
                                           is_return ? "CRDT" : "DBIT");
    out.append("<Ntry>").append(amount).append("<Sts>");
    append_element(out, "Cd", entry_status(line.status));
    out += "</Sts>";
    if (line.settled_on) {
        out += "<BookgDt>";
        append_element(out, "Dt", to_string(*line.settled_on));
        out += "</BookgDt>";
    }
    out += is_return
               ? "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>"
               : "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>";
    out += "<NtryDtls><TxDtls><Refs>";
    if (!line.bank_reference.empty()) append_element(out, "AcctSvcrRef", line.bank_reference);
    append_element(out, "EndToEndId", line.serial);
    out.append("</Refs>").append(amount).append("<RltdPties>");
    if (!line.name.empty()) {
        out += "<Cdtr><Pty>";
        append_element(out, "Nm", line.name);
        out += "</Pty></Cdtr>";
    }
    if (line.account) {
        out += "<CdtrAcct><Id><Othr>";
        append_element(out, "Id", line.account->text());
        out += "</Othr></Id></CdtrAcct>";
    }
    out += "</RltdPties>";
    if (!line.memo.empty()) {
        out += "<RmtInf>";
        append_element(out, "Ustrd", line.memo);
        out += "</RmtInf>";
    }
    if (line.status != OutcomeStatus::paid) append_return(out, line);
    out += "</TxDtls></NtryDtls></Ntry>\n";
}

void NotificationWriter::end(std::string& out) const {
    out += "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n";
}

}  // namespace mingzhang::bank::iso20022
