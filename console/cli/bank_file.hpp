// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "bank_adapters/iso20022/payment_status.hpp"
#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/mt940/mt940.hpp"
#include "bank_adapters/statement.hpp"

namespace mingzhang::console {

// Why a bank's file was not looked into. Checked in this order.
enum class BankFileRefusal : std::uint8_t {
    not_read,
    format_not_known,  // --format names none.
    encoding_not_known,
    format_not_told,  // The content does not say what it is.
    not_a_statement,  // {1}: the message it is.
};
[[nodiscard]] RefusalWords words(BankFileRefusal reason);

// A bank's file of which it is known how to read it. It is read from the disk each time, and never held whole, but for
// the files of a layout.
class BankFile {
public:
    enum class Format : std::uint8_t { camt, mt940, pain002, camt029, layout };

    // An empty `format` is found out by the content; else "camt", "mt940", "pain002", "camt029", a delivered layout's
    // name or a layout's file. An empty `encoding` is found out too: "utf8", "gb18030" or "latin1", for MT940.
    [[nodiscard]] static Result<BankFile, Refusal> open(const std::string& path, const std::string& format,
                                                        const std::string& encoding);

    [[nodiscard]] Format format() const noexcept { return format_; }
    // It tells of payments we asked something for, and not of an account.
    [[nodiscard]] bool has_payments() const noexcept {
        return format_ == Format::pain002 || format_ == Format::camt029;
    }
    [[nodiscard]] std::string format_name() const;  // "camt", or the layout's.

    // Both give back the version, where the format has one. REQUIRES: the format has statements, or payments.
    [[nodiscard]] Result<std::string, Refusal> read(bank::StatementSink& sink) const;
    [[nodiscard]] Result<std::string, Refusal> read_payments(const bank::iso20022::PaymentStatusVisitor& visit) const;

private:
    explicit BankFile(std::string path) : path_{std::move(path)} {}
    [[nodiscard]] Result<std::unique_ptr<std::istream>, Refusal> bytes() const;
    [[nodiscard]] Result<void, Refusal> choose(const std::string& format);
    [[nodiscard]] Result<void, Refusal> recognise();
    [[nodiscard]] Result<std::string, Refusal> read_layout(std::istream& bytes, bank::StatementSink& sink) const;

    std::string path_;
    Format format_ = Format::camt;
    std::optional<bank::mt940::CharacterSet> characters_;
    std::shared_ptr<const bank::layouts::Layout> layout_;
};

}  // namespace mingzhang::console
