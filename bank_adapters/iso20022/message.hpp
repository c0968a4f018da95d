// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/iso20022/message_reader.hpp"

namespace mingzhang::bank::iso20022 {

// What an XML file turns out to be. The kind follows from the element that holds the message; the version is only
// reported, since banks misname it.
struct Message {
    enum class Kind : std::uint8_t {
        account_statement,      // camt.052, .053, .054
        payment_order,          // pain.001
        payment_status_report,  // pain.002
        recall,                 // camt.056
        recall_answer,          // camt.029
        other,
    };
    Kind kind = Kind::other;
    std::string element;  // "BkToCstmrStmt"; of another message its own, or the root's.
    std::string version;  // "camt.053.001.02" as the namespace has it; empty where it says nothing.
    std::size_t depth = 0;
    std::size_t line = 0;

    [[nodiscard]] const std::string& name() const noexcept { return version.empty() ? element : version; }
    // Where it stands, for whoever wanted another.
    [[nodiscard]] StatementFault as_fault() const { return {line, element, StatementFaultKind::another_message}; }
};

// What the element that holds a message says it is, in every version: the first editions have their number in the name
// ("BkToCstmrStmtV01") or nothing but the message's ("pain.002.001.02"). None of an element that holds none.
[[nodiscard]] std::optional<Message::Kind> kind_of(std::string_view element) noexcept;

// Reads on to the element that holds the message, through whatever a bank wraps around it.
[[nodiscard]] Result<Message, StatementFault> find_message(MessageReader& reader);

// The same for a file of which only this is wanted.
[[nodiscard]] Result<Message, StatementFault> identify(std::istream& bytes, const std::string& encoding = {});

}  // namespace mingzhang::bank::iso20022
