// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/message_result.hpp"

#include <utility>

#include "bank_adapters/iso20022/camt.hpp"
#include "bank_adapters/iso20022/message.hpp"
#include "bank_adapters/iso20022/notification.hpp"
#include "bank_adapters/iso20022/payment_status.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {
namespace {

using iso20022::Message;
using iso20022::PaymentStatus;
using iso20022::PaymentStatusLine;

// The bank's own words say more than a code that several reasons share.
void explain(const Answers& answers, std::string_view code, std::string_view words, OutcomeLine& line) {
    line.reason_text = std::string{code} + (code.empty() || words.empty() ? "" : " ") + std::string{words};
    std::optional<Reason> mapped = answers.reason_for(line.reason_text);
    if (!mapped) mapped = answers.reason_for(words);
    if (!mapped) mapped = answers.reason_for(code);
    if (!mapped) mapped = reason_from_iso(code);
    line.reason = reason_of(line.status, line.reason_text, mapped);
}

std::optional<Money> in_yuan(const std::optional<CurrencyAmount>& amount) {
    if (!amount || amount->currency != "CNY") return std::nullopt;
    return Money::fen(amount->units < 0 ? -amount->units : amount->units);
}

// Gives lines their place, adds them up, and hands them on.
class Lines {
public:
    Lines(ResultFile& file, const OutcomeVisitor& visit) : file_{file}, visit_{visit} {}

    void add(OutcomeLine line) {
        line.row = static_cast<std::size_t>(++file_.head.count);
        const auto total = mingzhang::add(file_.head.total, line.amount);
        file_.head.total = total.value_or(file_.head.total);
        total_fits_ = total_fits_ && total;
        visit_(line);
    }
    [[nodiscard]] bool total_fits() const noexcept { return total_fits_; }

private:
    ResultFile& file_;
    const OutcomeVisitor& visit_;
    bool total_fits_ = true;
};

// There is no "paid" here, whatever the code.
OutcomeStatus outcome_of(PaymentStatus status) noexcept {
    switch (status) {
        case PaymentStatus::accepted:
        case PaymentStatus::partly_accepted:
        case PaymentStatus::pending:
            return OutcomeStatus::pending;
        case PaymentStatus::rejected:
            return OutcomeStatus::failed;
        case PaymentStatus::not_given:
            break;
    }
    return OutcomeStatus::unknown;
}

class ReportReader {
public:
    ReportReader(const Layout& layout, ResultFile& file, Lines& lines) : layout_{layout}, file_{file}, lines_{lines} {}

    void take(const PaymentStatusLine& status) {
        if (status.level == PaymentStatusLine::Level::payment) {
            names_payments_ = true;
            // What is said of the whole holds where nothing is said of the payment.
            const bool inherits = status.status == PaymentStatus::not_given && whole_;
            lines_.add(outcome(inherits ? *whole_ : status, status));
            return;
        }
        Record in_id;
        if (layout_.payment.message_id.take(status.original_id, in_id)) {
            const FileHead head = head_from(in_id);
            file_.head.batch = head.batch;
            file_.head.date = head.date;
        }
        if (status.status != PaymentStatus::not_given) whole_ = status;
    }

    // Of a message that names no payment, what it says holds for all of them.
    void finish() {
        if (!names_payments_ && whole_) file_.of_all = outcome(*whole_, *whole_);
    }

private:
    [[nodiscard]] OutcomeLine outcome(const PaymentStatusLine& status, const PaymentStatusLine& payment) const {
        OutcomeLine line;
        line.serial = payment.end_to_end_id;
        line.status = outcome_of(status.status);
        line.status_text = status.status_code;
        const auto amount = in_yuan(payment.amount);
        line.amount = amount.value_or(Money{});
        line.tells_amount = amount.has_value();
        explain(layout_.answers, status.reason, status.text, line);
        return line;
    }

    const Layout& layout_;
    ResultFile& file_;
    Lines& lines_;
    std::optional<PaymentStatusLine> whole_;
    bool names_payments_ = false;
};

// Makes a line of each transaction that bears an end-to-end number. One that has no amount of its own has the entry's
// when it is the only one there.
class StatementReader final : public StatementSink {
public:
    StatementReader(const Layout& layout, Lines& lines) : layout_{layout}, lines_{lines} {}

    void begin() override {}
    void entry(const StatementEntry& entry) override {
        flush();
        entry_ = entry;
        has_several_ = false;
    }
    void transaction(const EntryTransaction& transaction) override {
        if (!has_several_ && !first_) {
            first_ = transaction;
            return;
        }
        has_several_ = true;
        if (first_) put(*std::exchange(first_, std::nullopt));
        put(transaction);
    }
    void end(const Statement&) override { flush(); }

private:
    void flush() {
        if (!first_) return;
        EntryTransaction only = *std::exchange(first_, std::nullopt);
        if (!only.amount) only.amount = entry_.amount;
        put(only);
    }

    void put(const EntryTransaction& transaction) {
        if (transaction.end_to_end_id.empty()) return;
        OutcomeLine line;
        line.serial = transaction.end_to_end_id;
        line.status = outcome_of(transaction);
        line.status_text = code(entry_.status);
        const auto amount = in_yuan(transaction.amount);
        line.amount = amount.value_or(Money{});  // Another currency, or none: no instruction has that amount.
        line.name = transaction.name;
        if (auto account = AccountNumber::parse(transaction.account)) line.account = *account;
        line.memo = transaction.text;
        line.bank_reference = transaction.reference.empty() ? entry_.reference : transaction.reference;
        line.settled_on = entry_.booked_on;
        line.of_account = true;
        explain(layout_.answers, transaction.return_reason, transaction.return_text, line);
        lines_.add(std::move(line));
    }

    // A debit that was booked left our account; a credit under our number gives it back, whether or not the bank says
    // why. Information moved nothing; what does not
    // say that it was booked is taken by `bank statement`, where balances prove it; a debit that undoes a credit is for
    // a person.
    [[nodiscard]] OutcomeStatus outcome_of(const EntryTransaction& transaction) const {
        if (entry_.status == EntryStatus::pending) return OutcomeStatus::pending;
        if (entry_.status == EntryStatus::info || !entry_.status_told) return OutcomeStatus::unknown;
        const std::int64_t units = transaction.amount ? transaction.amount->units : entry_.amount.units;
        if (units > 0) return OutcomeStatus::failed;
        const bool is_plain = !entry_.reversal && transaction.return_reason.empty();
        return is_plain ? OutcomeStatus::paid : OutcomeStatus::unknown;
    }

    const Layout& layout_;
    Lines& lines_;
    StatementEntry entry_;
    std::optional<EntryTransaction> first_;
    bool has_several_ = false;
};

Result<void, Refusal> read_once(const Layout& layout, Message::Kind kind, std::string_view bytes,
                                std::string_view file_name, ResultFile& file, const OutcomeVisitor& visit) {
    ByteStream stream{bytes};
    Lines lines{file, visit};
    if (kind == Message::Kind::account_statement) {
        StatementReader statement{layout, lines};
        if (auto read = iso20022::read_camt(stream, file_name, statement); !read) return pass_on(read);
    } else {
        ReportReader report{layout, file, lines};
        auto read = iso20022::read_payment_status(stream, file_name,
                                                  [&](const PaymentStatusLine& status) { report.take(status); });
        if (!read) return pass_on(read);
        report.finish();
    }
    if (!lines.total_fits()) return refuse(ReadError::row_refused, file_name, layout.name, 1);
    return {};
}

}  // namespace

Result<ResultFile, Refusal> read_result_message(const Layout& layout, std::string_view bytes,
                                                std::string_view file_name, const OutcomeVisitor& visit) {
    if (bytes.empty()) return refuse(ReadError::empty_file, file_name);
    ByteStream stream{bytes};
    const auto message = iso20022::identify(stream);
    if (!message) return tl::unexpected{refused_at(message.error(), file_name)};
    const bool is_answer =
        message->kind == Message::Kind::account_statement || message->kind == Message::Kind::payment_status_report;
    if (!is_answer)
        return tl::unexpected{
            other_message(file_name, "pain.002, camt.053, camt.054", message->name(), message->as_fault())};

    // The whole is known to be good before anything of it is handed out.
    ResultFile checked;
    const auto ignore = [](const OutcomeLine&) {};
    if (auto read = read_once(layout, message->kind, bytes, file_name, checked, ignore); !read) return pass_on(read);
    ResultFile file;
    const auto again = read_once(layout, message->kind, bytes, file_name, file, visit);
    MINGZHANG_CHECK(again.has_value());
    return file;
}

Result<Written, Refusal> write_result_message(const FileHead& head, std::span<const OutcomeLine> lines,
                                              const ByteSink& sink) {
    const iso20022::NotificationWriter writer{head};
    std::string piece;
    Written written{lines.size(), head.total, 0};
    const auto hand_out = [&] {
        sink(piece);
        written.bytes += piece.size();
        piece.clear();
    };
    writer.begin(piece);
    for (const OutcomeLine& line : lines) {
        writer.line(line, piece);
        hand_out();
    }
    writer.end(piece);
    hand_out();
    return written;
}

}  // namespace mingzhang::bank::layouts
