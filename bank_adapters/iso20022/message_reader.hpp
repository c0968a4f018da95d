// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// The elements of a file of ISO 20022 messages, in order, as the bytes come in; nothing is held whole. Several
// documents one behind the other are read as one file of several roots (see xml_bytes.hpp). Names are local names,
// since banks use several namespaces, misspell them, or leave them out. No network, no document type, no entities of
// the file's own, bounded depth and text: a bank's file is not to be trusted more than any other.
class MessageReader {
public:
    static constexpr std::size_t depth_max = 64;
    static constexpr std::size_t path_max = 4'096;  // Bytes of a path.
    static constexpr std::size_t text_max = 65'536;

    // `bytes` must outlive it. `encoding`, where given, goes before what the file says of itself; a name iconv knows.
    explicit MessageReader(std::istream& bytes, std::string encoding = {});
    ~MessageReader();
    MessageReader(MessageReader&&) noexcept;

    enum class Event : std::uint8_t { opened, closed, end };
    [[nodiscard]] Result<Event, StatementFault> next();

    // Of the element opened or closed; valid until the next call of next().
    [[nodiscard]] std::string_view path() const noexcept;  // "Document/BkToCstmrStmt/Stmt/Id"
    // The path without its first `levels` elements: "Stmt/Id" below 2. Empty where there are no more.
    [[nodiscard]] std::string_view path_below(std::size_t levels) const noexcept;
    [[nodiscard]] std::string_view name() const noexcept;  // "Id"
    [[nodiscard]] std::size_t depth() const noexcept;      // 1 for the root.
    // Of a closed element without children: its text without white space around it.
    [[nodiscard]] bool is_leaf() const noexcept;
    [[nodiscard]] std::string_view text() const noexcept;
    // Of the element opened; empty when absent.
    [[nodiscard]] std::string attribute(std::string_view local) const;
    [[nodiscard]] std::string_view namespace_uri() const;
    [[nodiscard]] std::size_t line() const noexcept;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::bank::iso20022
