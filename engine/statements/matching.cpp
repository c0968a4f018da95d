// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/matching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text/utf8.hpp"
#include "engine/batches/batch.hpp"
#include "engine/statements/our_serial.hpp"

namespace mingzhang::statements {

namespace {

// Words of a text as banks part them; each may be the name of a reason.
std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    while (!text.empty()) {
        std::size_t size = 0;
        for (const std::string_view mark :
             {" ", "\t", "/", ",", ":", ";", "|", "(", ")", "，", "：", "；", "、", "。", "（", "）", "\xE3\x80\x80"})
            if (text.starts_with(mark)) size = mark.size();
        if (size > 0)
            end_word();
        else
            word += text[size++];
        text.remove_prefix(size);
    }
    end_word();
    return words;
}

std::string without(std::string text, std::string_view serial) {
    for (std::size_t at = text.find(serial); at != std::string::npos; at = text.find(serial, at))
        text.replace(at, serial.size(), " ");
    return std::string{trim(text)};
}

Money without_sign(Money amount) {
    return amount < Money{} ? Money::fen(-amount.fen()) : amount;
}

}  // namespace

Matching::Matching(soci::session& sql, County county, std::int64_t bank_account, const bank::layouts::Layout& layout)
    : layout_{layout} {
    batches::read_batches(sql, county, [&](const batches::Batch& batch) {
        const bool bank_has_it = batch.state == batches::BatchState::sent || batch.state == batches::BatchState::closed;
        if (batch.bank_account != bank_account || !bank_has_it) return;
        batches_.emplace(batch.number, KnownBatch{batch.instructions, batch.total, batch.file_name});
        by_total_.emplace(batch.total.fen(), batch.number);
    });
}

void Matching::match(Entry& entry) const {
    if (entry.status != bank::EntryStatus::booked) return;
    entry.each_payment([&](EntryPart& payment) {
        if (!match_serial(payment)) match_batch(payment);
    });
    // The bank may list the payments of a batch it debited at once without a serial to any.
    const bool any_matched =
        std::ranges::any_of(entry.parts, [](const EntryPart& p) { return p.match != Match::none; });
    if (!entry.parts.empty() && !any_matched) match_batch(entry.whole);
}

bool Matching::match_serial(EntryPart& payment) const {
    std::optional<OurSerial> serial;
    for (const std::string* text : {&payment.end_to_end_id, &payment.text, &payment.return_text, &payment.reference}) {
        serial = serial_in(*text);
        if (serial) break;
    }
    if (!serial) return false;
    const auto batch = batches_.find(serial->batch);
    if (batch == batches_.end() || serial->instruction > batch->second.instructions) return false;
    payment.match = Match::instruction;
    payment.batch = serial->batch;
    payment.instruction = serial->instruction;
    return true;
}

void Matching::match_batch(EntryPart& payment) const {
    if (payment.amount >= Money{}) return;
    const auto [first, last] = by_total_.equal_range(-payment.amount.fen());
    for (auto at = first; at != last; ++at) {
        const std::string& file_name = batches_.at(at->second).file_name;
        const bool is_named = names_batch(payment.text, at->second, file_name) ||
                              names_batch(payment.reference, at->second, file_name) ||
                              names_batch(payment.end_to_end_id, at->second, file_name);
        if (!is_named) continue;
        payment.match = Match::batch;
        payment.batch = at->second;
        return;
    }
}

std::optional<bank::Reason> Matching::reason_in(const EntryPart& payment, const std::string& words) const {
    if (auto mapped = layout_.answers.reason_for(payment.return_reason)) return mapped;
    if (auto mapped = bank::reason_from_iso(payment.return_reason)) return mapped;
    if (auto mapped = layout_.answers.reason_for(words)) return mapped;
    std::optional<bank::Reason> said;
    for (const std::string& word : words_in(words)) {
        const auto mapped = layout_.answers.reason_for(word);
        // "退汇" alone says nothing that another word does not say better.
        if (mapped && (!said || *said == bank::Reason::returned)) said = mapped;
    }
    return said;
}

bank::OutcomeLine Matching::outcome(const Entry& entry, const EntryPart& payment) const {
    bank::OutcomeLine line;
    line.row = static_cast<std::size_t>(entry.number);
    line.serial = fmt::format("B{}-{:06}", payment.batch, payment.instruction);
    line.amount = without_sign(payment.amount);
    line.bank_reference = payment.reference;
    line.settled_on = entry.booked_on;
    line.of_account = true;
    line.status_text = code(entry.status);
    if (payment.amount > Money{}) {
        // The other party of money that comes back may be the bank itself: the serial and the amount tell whose it is.
        line.status = bank::OutcomeStatus::failed;
        // Without the serial: what the bank says of one payment it says of the next, and is to be mapped once.
        const std::string words =
            without(payment.return_text.empty() ? payment.text : payment.return_text, line.serial);
        line.reason_text = payment.return_reason + (payment.return_reason.empty() || words.empty() ? "" : " ") + words;
        line.reason = bank::reason_of(line.status, line.reason_text, reason_in(payment, words));
        return line;
    }
    const bool is_plain = !entry.reversal && payment.return_reason.empty();
    line.status = is_plain ? bank::OutcomeStatus::paid : bank::OutcomeStatus::unknown;
    line.name = payment.name;
    if (auto account = AccountNumber::parse(payment.account)) line.account = *account;
    return line;
}

std::map<std::int64_t, std::vector<bank::OutcomeLine>> OutcomesByBatch::settled() && {
    for (auto& [batch, lines] : lines_) {
        std::map<std::string, std::vector<std::size_t>, std::less<>> places;
        for (std::size_t at = 0; at < lines.size(); ++at) places[lines[at].serial].push_back(at);
        std::vector<bool> is_undone(lines.size(), false);
        for (const auto& [serial, at] : places) {
            if (at.size() != 2) continue;
            const bank::OutcomeLine& first = lines[at[0]];
            const bank::OutcomeLine& second = lines[at[1]];
            is_undone[at[0]] = first.status == bank::OutcomeStatus::paid &&
                               second.status == bank::OutcomeStatus::failed && first.amount == second.amount;
        }
        std::size_t at = 0;
        std::erase_if(lines, [&](const bank::OutcomeLine&) { return is_undone[at++]; });
    }
    return std::move(lines_);
}

}  // namespace mingzhang::statements
