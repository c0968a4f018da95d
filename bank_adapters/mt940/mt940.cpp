// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt940.hpp"

#include "bank_adapters/mt940/mt_fields.hpp"
#include "bank_adapters/mt940/mt_statement.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::mt940 {

namespace {

constexpr const char* closing_field = "62F";

// A message that ends too early lacks its last field.
std::string name_of(const MtField& field) {
    return field.ends_message() ? closing_field : field.tag.text();
}

Result<void, StatementFault> read(std::istream& bytes, StatementSink& sink, std::optional<CharacterSet> characters) {
    if (!characters) {
        const auto detected = detect_character_set(bytes);
        if (!detected) return tl::unexpected{detected.error()};
        characters = *detected;
    }
    MtFields fields{MtLines{bytes, *characters}};
    MtStatement statement{sink};
    for (;;) {
        const auto field = fields.next();
        if (!field) return tl::unexpected{field.error()};
        if (*field == nullptr) break;
        if (const auto taken = statement.take(**field); !taken)
            return tl::unexpected{StatementFault{(*field)->line, name_of(**field), taken.error()}};
    }
    if (const auto finished = statement.finish(MtStatement::End::of_file); !finished)
        return tl::unexpected{StatementFault{fields.line(), closing_field, finished.error()}};
    if (!statement.found_any()) return tl::unexpected{StatementFault{1, "20", StatementFaultKind::missing}};
    return {};
}

}  // namespace

Result<void, Refusal> read_mt940(std::istream& bytes, std::string_view file_name, StatementSink& sink,
                                 std::optional<CharacterSet> characters) {
    if (const auto done = read(bytes, sink, characters); !done)
        return tl::unexpected{refused_at(done.error(), file_name)};
    return {};
}

bool looks_like_mt940(std::string_view beginning) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (beginning.starts_with(byte_order_mark)) beginning.remove_prefix(byte_order_mark.size());
    beginning = trim(beginning);
    while (!beginning.empty() && beginning.front() >= 0 && beginning.front() < ' ') beginning.remove_prefix(1);
    if (beginning.starts_with("{1:") || beginning.starts_with("@@:")) return true;
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (beginning.size() > 4 && beginning[0] == ':' && is_digit(beginning[1]) && is_digit(beginning[2])) return true;
    // A bank's own heading may stand above the first field, and a control character before it. ABN AMRO leaves out
    // :20:.
    for (const std::string_view tag : {":20:", ":25:"})
        for (std::size_t at = beginning.find(tag); at != std::string_view::npos; at = beginning.find(tag, at + 1))
            if (at == 0 || (beginning[at - 1] >= 0 && beginning[at - 1] < ' ')) return true;
    return false;
}

}  // namespace mingzhang::bank::mt940
