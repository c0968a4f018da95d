// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "reports/plain_text_journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/text/utf8.hpp"

namespace mingzhang::reports {

namespace {

using ledger::Account;

// The root every one of the programs knows, and a word, as each of them allows it in a name.
struct PathBegin {
    std::string_view root;
    std::string_view word;
};

PathBegin path_begin(Account account) {
    switch (account) {
        case Account::treasury_quota:
            return {"Assets", "Quota"};
        case Account::in_transit:
            return {"Assets", "InTransit"};
        case Account::returned_cash:
            return {"Assets", "ReturnedCash"};
        case Account::recovery_cash:
            return {"Assets", "RecoveryCash"};
        case Account::prepaid_institutions:
            return {"Assets", "Prepaid"};
        case Account::recoverable:
            return {"Assets", "Recoverable"};
        case Account::unexplained_debits:
            return {"Assets", "UnexplainedDebits"};
        case Account::payable:
            return {"Liabilities", "Payable"};
        case Account::returned_open:
            return {"Liabilities", "ReturnedOpen"};
        case Account::due_to_treasury:
            return {"Liabilities", "DueToTreasury"};
        case Account::unexplained_credits:
            return {"Liabilities", "UnexplainedCredits"};
        case Account::appropriation:
            return {"Income", "Appropriation"};
        case Account::carried_forward:
            return {"Equity", "CarriedForward"};
        case Account::assistance_expense:
            return {"Expenses", "Assistance"};
    }
    return {};
}

// "rural_dibao" as "RuralDibao": a name must begin with a capital.
std::string capitalised(std::string_view code) {
    std::string word;
    bool begins = true;
    for (const char c : code) {
        if (c == '_') {
            begins = true;
            continue;
        }
        word.push_back(begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        begins = false;
    }
    return word;
}

bool is_ascii_mark(char32_t c) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return c > ' ' && c < 0x7f && !is_digit && !is_letter && c != '-' && c != '.' && c != '/' && c != '_';
}

// Printed lists may hold no number of 15 to 19 digits: it would be somebody's ID or account.
std::string without_long_numbers(std::string_view text) {
    constexpr std::size_t longest_shown = 14;
    std::string shown;
    while (!text.empty()) {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        if (digits > longest_shown)
            shown.append("****").append(text.substr(digits - 4, 4));
        else
            shown.append(text.substr(0, digits));
        text.remove_prefix(digits);
        const std::size_t rest = std::min(text.find_first_of("0123456789"), text.size());
        shown.append(text.substr(0, rest));
        text.remove_prefix(rest);
    }
    return shown;
}

std::string with_part(std::int64_t whole, std::int64_t part) {
    return part == 0 ? std::to_string(whole) : fmt::format("{}.{}", whole, part);
}

}  // namespace

std::string_view code(JournalFormat format) noexcept {
    switch (format) {
        case JournalFormat::ledger:
            return "ledger";
        case JournalFormat::hledger:
            return "hledger";
        case JournalFormat::beancount:
            return "beancount";
    }
    return "";
}

std::string account_path(const ledger::BalanceKey& key) {
    const ledger::AccountInfo& plan = ledger::info(key.account);
    const PathBegin begin = path_begin(key.account);
    std::string path = fmt::format("{}:{}-{}", begin.root, static_cast<int>(key.account), begin.word);
    if (plan.holds_money) {
        const auto source = static_cast<ledger::FundSource>(key.source);
        path += fmt::format(":Bank{}:{}", key.bank_account, key.source == 0 ? "NoSource" : capitalised(code(source)));
    }
    path += ':';
    path += key.program == 0 ? "NoProgram" : capitalised(code(static_cast<Program>(key.program)));
    if (!plan.holds_money) path += fmt::format(":{:012}", key.division);
    if (plan.by_year) path += fmt::format(":{}", key.budget_year);
    return path;
}

std::string harmless(std::string_view text) {
    constexpr char32_t to_full_width = 0xFEE0;
    std::string shown;
    while (!text.empty()) {
        const std::size_t valid = first_wrong_utf8_byte(text).value_or(text.size());
        std::string_view rest = text.substr(0, valid);
        while (!rest.empty()) {
            const char32_t c = take_code_point(rest);
            if (c < ' ' || c == 0x7f)
                shown.push_back(' ');
            else
                append_code_point(shown, is_ascii_mark(c) ? c + to_full_width : c);
        }
        text.remove_prefix(valid);
        if (!text.empty()) {
            shown += "？";
            text.remove_prefix(1);
        }
    }
    return without_long_numbers(trim(shown));
}

PlainTextJournal::PlainTextJournal(std::ostream& out, JournalFormat format) : out_{out}, format_{format} {}

void PlainTextJournal::heading(std::string_view title) {
    if (format_ == JournalFormat::beancount) {
        out_ << "option \"title\" \"" << harmless(title) << "\"\n"
             << "option \"operating_currency\" \"CNY\"\n";
        return;
    }
    comment(title);
    out_ << "commodity CNY\n    format 1000.00 CNY\n";
    for (const char* tag : {"household", "month", "line", "instruction", "document", "reverses"})
        out_ << "tag " << tag << '\n';
}

void PlainTextJournal::comment(std::string_view text) {
    out_ << "; " << harmless(text) << '\n';
}

void PlainTextJournal::open(const ledger::BalanceKey& key, Date first_day) {
    const Text& name = ledger::info(key.account).name;
    if (format_ == JournalFormat::beancount)
        out_ << to_string(first_day) << " open " << account_path(key) << " CNY\n"
             << "  name: \"" << harmless(name.zh) << "\"\n";
    else
        out_ << "; " << name.zh << ' ' << harmless(name.en) << "\naccount " << account_path(key) << '\n';
}

void PlainTextJournal::fact(std::string_view name, std::string_view value) {
    const std::string shown = harmless(value);
    if (shown.empty()) return;
    if (format_ == JournalFormat::beancount)
        out_ << "  " << name << ": \"" << shown << "\"\n";
    else
        out_ << "    ; " << name << ": " << shown << '\n';
}

void PlainTextJournal::facts_of(const ledger::StoredTransfer& stored, std::string_view document) {
    const ledger::Transfer& transfer = stored.transfer;
    const ledger::Dimensions& d = transfer.dimensions;
    fact("household", d.household);
    if (d.month) fact("month", to_string(*d.month));
    if (d.run != 0) fact("line", with_part(d.run, d.line));
    if (d.batch != 0) fact("instruction", with_part(d.batch, d.instruction));
    fact("document", document);
    if (transfer.reverses_command != 0)
        fact("reverses", with_part(transfer.reverses_command, transfer.reverses_ordinal));
}

void PlainTextJournal::entry(const ledger::StoredTransfer& stored, Date day, std::string_view document) {
    const ledger::Transfer& transfer = stored.transfer;
    const Text what = ledger::name(transfer.event);
    const std::string entry_code = with_part(stored.command.number, stored.ordinal);
    const bool beancount = format_ == JournalFormat::beancount;
    if (beancount) {
        out_ << to_string(day) << " * \"" << what.zh << ' ' << what.en << "\" ^" << entry_code;
        if (transfer.reverses_command != 0)
            out_ << " ^" << with_part(transfer.reverses_command, transfer.reverses_ordinal);
        out_ << "\n  entry: \"" << entry_code << "\"\n";
    } else {
        out_ << to_string(day) << " * (" << entry_code << ") " << what.zh << ' ' << what.en << '\n';
    }
    facts_of(stored, document);
    const std::string_view indent = beancount ? "  " : "    ";
    const std::string amount = to_yuan(transfer.amount);
    out_ << indent << account_path(ledger::balance_key(transfer.debit, transfer.dimensions)) << "    " << amount
         << " CNY\n"
         << indent << account_path(ledger::balance_key(transfer.credit, transfer.dimensions)) << "    -" << amount
         << " CNY\n\n";
}

void PlainTextJournal::close_with_balances(Date last_day) {
    if (format_ == JournalFormat::beancount) {
        // A balance there is the one the day begins with.
        last_day_ = to_string(Date{std::chrono::sys_days{last_day} + std::chrono::days{1}});
        return;
    }
    out_ << to_string(last_day) << " * (balances) 余额核对 the balances the office keeps\n";
}

void PlainTextJournal::balance(const ledger::BalanceKey& key, const ledger::Totals& totals) {
    const std::string amount = to_yuan(difference(totals.debits, totals.credits));
    if (format_ == JournalFormat::beancount)
        out_ << last_day_ << " balance " << account_path(key) << "    " << amount << " ~ 0 CNY\n";
    else
        out_ << "    " << account_path(key) << "    0 CNY = " << amount << " CNY\n";
}

}  // namespace mingzhang::reports
