// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/message.hpp"

#include <algorithm>

namespace mingzhang::bank::iso20022 {

namespace {

// An envelope has a header of a few elements; past so many this is no message of ours.
constexpr std::size_t elements_before_message_max = 500;

std::string_view without_version(std::string_view element) noexcept {
    constexpr std::size_t suffix = 3;  // "V01"
    if (element.size() <= suffix) return element;
    const std::string_view end = element.substr(element.size() - suffix);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return end[0] == 'V' && is_digit(end[1]) && is_digit(end[2]) ? element.substr(0, element.size() - suffix) : element;
}

// "camt.053.001.02" out of "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02" or "http://…/pain.002.001.03.ch.02.xsd".
std::string version_in(std::string_view uri) {
    constexpr std::string_view shape = "aaaa.000.000.00";
    const auto fits = [](char c, char place) {
        if (place == 'a') return c >= 'a' && c <= 'z';
        if (place == '0') return c >= '0' && c <= '9';
        return c == place;
    };
    const auto found = std::search(uri.begin(), uri.end(), shape.begin(), shape.end(), fits);
    if (found == uri.end()) return {};
    return std::string{uri.substr(static_cast<std::size_t>(found - uri.begin()), shape.size())};
}

}  // namespace

std::optional<Message::Kind> kind_of(std::string_view element) noexcept {
    const std::string_view name = without_version(element);
    // Italian banks hold a camt.053's GrpHdr and Stmt in messages of their association's own (CBI, urn:CBI:xsd:…).
    if (name == "CBIDlyStmtReqLogMsg" || name == "CBIPrdcStmtReqLogMsg") return Message::Kind::account_statement;
    if (name == "BkToCstmrStmt" || name == "BkToCstmrAcctRpt" || name == "BkToCstmrDbtCdtNtfctn")
        return Message::Kind::account_statement;
    if (name == "CstmrCdtTrfInitn") return Message::Kind::payment_order;
    if (name == "CstmrPmtStsRpt" || name.starts_with("pain.002.001.")) return Message::Kind::payment_status_report;
    if (name == "FIToFIPmtCxlReq") return Message::Kind::recall;
    if (name == "RsltnOfInvstgtn") return Message::Kind::recall_answer;
    return std::nullopt;
}

Result<Message, StatementFault> find_message(MessageReader& reader) {
    Message other;
    for (std::size_t elements = 0; elements < elements_before_message_max;) {
        const auto event = reader.next();
        if (!event) return tl::unexpected{event.error()};
        if (*event == MessageReader::Event::end) break;
        if (*event != MessageReader::Event::opened) continue;
        ++elements;
        const std::string_view name = reader.name();
        if (const auto kind = kind_of(name))
            return Message{*kind, std::string{name}, version_in(reader.namespace_uri()), reader.depth(), reader.line()};
        // The child of Document tells what another message is.
        if (reader.depth() == 1 || (reader.depth() == 2 && other.element == "Document"))
            other = {Message::Kind::other, std::string{name}, version_in(reader.namespace_uri()), reader.depth(),
                     reader.line()};
    }
    return other;
}

Result<Message, StatementFault> identify(std::istream& bytes, const std::string& encoding) {
    MessageReader reader{bytes, encoding};
    return find_message(reader);
}

}  // namespace mingzhang::bank::iso20022
