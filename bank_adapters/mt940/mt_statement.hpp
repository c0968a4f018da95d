// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/mt940/mt_details.hpp"
#include "bank_adapters/mt940/mt_fields.hpp"
#include "bank_adapters/mt940/mt_values.hpp"
#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::mt940 {

// Makes statements out of fields in the order they come, and refuses fields that have no place where they stand: a
// misplaced field is how damaged files show. On a fault it is of no more use.
//
// Decided where banks differ (docs/mt940.md):
// - A page (:60M: to :62M:) is a statement of its own: each proves itself, and none waits for a page that never comes.
// - What no balance covers is pending: an MT942 by its header, or by :34F: or :13D: where no opening balance stands.
// - :86: before the first entry (Danske Bank) and after the closing balance speaks of the statement; several behind one
//   entry are one (Rabobank before 2013, Transilvania). The same twice is damage.
// - :64:, :65: and fields nobody knows change no booked balance and are not read: one bank writes
// "65F:Dnullnull7414,3".
// - A bank may leave the closing balance out; a file may not stop behind a :61:, nor between opening and first entry.
class MtStatement {
public:
    explicit MtStatement(StatementSink& sink) : sink_{sink} {}  // `sink` must outlive it.

    using Done = Result<void, StatementFaultKind>;
    enum class End : std::uint8_t { marked, of_page, of_file };  // How a statement ends: "-", or what follows.
    [[nodiscard]] Done take(const MtField& field);
    [[nodiscard]] Done finish(End end);

    [[nodiscard]] bool found_any() const noexcept { return found_any_; }

private:
    [[nodiscard]] Done begin_page();
    [[nodiscard]] Done take_content(const MtField& field);
    [[nodiscard]] Done take_number(std::string_view text);
    [[nodiscard]] Done take_reference(std::string_view text);
    [[nodiscard]] Done take_account(std::string_view text);
    [[nodiscard]] Done take_opening(std::string_view text);
    [[nodiscard]] Done take_closing(std::string_view text);
    [[nodiscard]] Done take_line(const MtField& field);
    [[nodiscard]] Done take_details(std::string_view text);
    [[nodiscard]] Done take_currency(std::string_view currency);
    [[nodiscard]] Done use_currency(std::string_view currency);
    void begin_if_needed();
    void hand_out_line();
    [[nodiscard]] bool has_begun_entries() const;
    [[nodiscard]] bool is_past_beginning() const;
    [[nodiscard]] bool is_cut_short(End end) const;

    StatementSink& sink_;
    Statement statement_;
    BalanceProof proof_;
    MtLine line_;
    bool is_line_waiting_ = false;  // For its :86:, of which some banks write several.
    bool has_details_ = false;
    std::string details_text_;
    std::vector<std::string> further_details_;
    MtDetails details_;
    EntryTransaction transaction_;
    MtTag last_tag_;
    bool is_open_ = false;
    bool says_interim_ = false;   // By the message's header,
    bool looks_interim_ = false;  // or by its fields, which some MT940 have too.
    bool has_entries_ = false;
    bool has_account_ = false;
    bool found_any_ = false;
};

}  // namespace mingzhang::bank::mt940
