// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bank_adapters/layouts/layout.hpp"
#include "bank_adapters/statement.hpp"

namespace mingzhang::statements {

enum class StatementFormat : std::uint8_t { found_out, camt, mt940, layout };

// A statement's file in memory and how to read it, as often as asked.
class StatementSource {
public:
    // A format not given is found out: camt and MT940 by the content; else the layout's statement. All must outlive it.
    StatementSource(StatementFormat format, const bank::layouts::Layout& layout, std::string_view bytes,
                    const std::string& file_name);

    [[nodiscard]] Result<void, Refusal> read(bank::StatementSink& sink) const;
    [[nodiscard]] std::string form() const;  // "camt", "mt940", "layout/statement-csv"

private:
    StatementFormat format_;
    const bank::layouts::Layout& layout_;
    std::string_view bytes_;
    const std::string& file_name_;
};

}  // namespace mingzhang::statements
