// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/statement_source.hpp"

#include <sstream>

#include "bank_adapters/iso20022/camt.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "bank_adapters/layouts/statement_file.hpp"
#include "bank_adapters/mt940/mt940.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::statements {

namespace {

StatementFormat format_of(std::string_view bytes) {
    constexpr std::size_t look_bytes = 4'096;
    const std::string_view beginning = bytes.substr(0, look_bytes);
    if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return StatementFormat::camt;  // UTF-16
    if (trim(beginning).starts_with('<') || trim(beginning).starts_with("\xEF\xBB\xBF<")) return StatementFormat::camt;
    return bank::mt940::looks_like_mt940(beginning) ? StatementFormat::mt940 : StatementFormat::layout;
}

}  // namespace

StatementSource::StatementSource(StatementFormat format, const bank::layouts::Layout& layout, std::string_view bytes,
                                 const std::string& file_name)
    : format_{format == StatementFormat::found_out ? format_of(bytes) : format},
      layout_{layout},
      bytes_{bytes},
      file_name_{file_name} {}

std::string StatementSource::form() const {
    switch (format_) {
        case StatementFormat::camt:
            return "camt";
        case StatementFormat::mt940:
            return "mt940";
        case StatementFormat::layout:
        case StatementFormat::found_out:
            break;
    }
    return "layout/" + layout_.name;
}

Result<void, Refusal> StatementSource::read(bank::StatementSink& sink) const {
    if (format_ == StatementFormat::layout)
        return bank::layouts::read_statement_file(layout_, bytes_, file_name_, sink);
    if (format_ == StatementFormat::mt940) {
        std::istringstream stream{std::string{bytes_}};  // It goes back to the beginning.
        return bank::mt940::read_mt940(stream, file_name_, sink);
    }
    bank::layouts::ByteStream stream{bytes_};
    auto read = bank::iso20022::read_camt(stream, file_name_, sink);
    if (!read) return pass_on(read);
    return {};
}

}  // namespace mingzhang::statements
