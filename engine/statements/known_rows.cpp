// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/known_rows.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "base/values/month.hpp"

namespace mingzhang::statements {

namespace {

constexpr std::string_view fingerprint_context = "statement_row";
constexpr std::size_t none = static_cast<std::size_t>(-1);

void add_part(Canonical& canonical, const EntryPart& part) {
    canonical.add("amount", part.amount.fen())
        .add("reference", part.reference)
        .add("end_to_end_id", part.end_to_end_id)
        .add("name", part.name)
        .add("account", part.account);
}

std::tuple<std::int64_t, std::int64_t, std::int64_t> balance_key(const EntryTrace& entry) {
    return {entry.day, entry.amount.fen(), entry.balance.fen()};
}

bool same_serial(const EntryTrace& a, const EntryTrace& b) {
    return a.batch == b.batch && a.instruction == b.instruction;
}

// Different serials make different payments; one form may tell a serial the other does not.
bool may_be_same(const EntryTrace& a, const EntryTrace& b) {
    return a.batch == 0 || b.batch == 0 || same_serial(a, b);
}

}  // namespace

std::string fingerprint_of(const crypto::Sealer& sealer, const Entry& entry) {
    Canonical canonical{"statement-row/1"};
    canonical.add("status", static_cast<std::int64_t>(entry.status))
        .add("booked_on", to_number(entry.booked_on))
        .add("has_balance", static_cast<std::int64_t>(entry.balance.has_value()))
        .add("balance", entry.balance.value_or(Money{}).fen());
    add_part(canonical, entry.whole);
    for (const EntryPart& part : entry.parts) add_part(canonical, part);
    return sealer.keyed_digest(canonical.bytes(), fingerprint_context);
}

EntryTrace trace_of(const crypto::Sealer& sealer, const Entry& entry, Money balance) {
    EntryTrace trace{fingerprint_of(sealer, entry), to_number(entry.booked_on),
                     entry.status == bank::EntryStatus::booked, entry.whole.amount, balance};
    for (const EntryPart& part : entry.parts) trace.parts.push_back(part.amount);
    if (entry.whole.match == Match::instruction) {
        trace.batch = entry.whole.batch;
        trace.instruction = entry.whole.instruction;
    }
    return trace;
}

// One statement being placed: what each of its entries was found to be.
struct KnownRows::Search {
    std::int64_t statement;
    const std::string& form;
    const std::vector<EntryTrace>& entries;
    std::vector<std::size_t> found;  // Into what was told; `none`: new so far.
};

KnownRows::KnownRows(soci::session& sql, County county, std::int64_t bank_account, std::int64_t first,
                     std::int64_t last) {
    read(sql, county, bank_account, first, last);
}

void KnownRows::read(soci::session& sql, County county, std::int64_t bank_account, std::int64_t first,
                     std::int64_t last) {
    EntryTrace row;
    std::int64_t statement = 0, opening = 0, entry = 0, part = 0, amount = 0, known_in = 0, occurrence = 0;
    int status = 0, matched = 0;
    std::string form;
    struct Reading {
        std::int64_t statement = 0;
        Money opening, balance;
        std::vector<EntryTrace> entries;
        std::vector<bool> is_new;
        std::vector<std::int64_t> occurrences;
    } at;
    const auto end_statement = [&] {
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < at.entries.size(); ++i)
            rows.push_back(at.is_new[i] ? add(at.entries[i], at.statement)
                                        : row_of(at.entries[i].fingerprint, at.occurrences[i]));
        add_days(at.statement, at.opening, at.entries, rows);
        at = {};
    };
    soci::statement query =
        (sql.prepare
             << "SELECT s.number, s.opening, r.entry, r.part, r.status, r.booked_on, r.amount, r.matched, "
                "r.batch, r.instruction, r.known_in, r.fingerprint, r.occurrence, coalesce(f.form, '') FROM "
                "statement_row r JOIN "
                "statement s ON "
                "s.county = r.county AND s.number = r.statement LEFT JOIN statement_form f ON f.county = s.county AND "
                "f.statement = s.number WHERE r.county = :county AND "
                "s.bank_account = :account AND (r.booked_on = 0 OR (s.last_on >= :first AND "
                "s.first_on <= :last)) ORDER BY s.number, r.entry, r.part",
         soci::use(county.number), soci::use(bank_account), soci::use(first), soci::use(last), soci::into(statement),
         soci::into(opening), soci::into(entry), soci::into(part), soci::into(status), soci::into(row.day),
         soci::into(amount), soci::into(matched), soci::into(row.batch), soci::into(row.instruction),
         soci::into(known_in), soci::into(row.fingerprint), soci::into(occurrence), soci::into(form));
    query.execute();
    while (query.fetch()) {
        if (statement != at.statement) {
            end_statement();
            at.statement = statement;
            forms_[statement] = form;
            at.opening = at.balance = Money::fen(opening);
        }
        const bool bears_serial = matched == static_cast<int>(Match::instruction);
        if (bears_serial) serials_.emplace(row.day, amount, row.batch, row.instruction);
        if (part > 0) {
            at.entries.back().parts.push_back(Money::fen(amount));
            continue;
        }
        if (!bears_serial) row.batch = row.instruction = 0;
        row.amount = Money::fen(amount);
        row.is_booked = status == static_cast<int>(bank::EntryStatus::booked);
        if (row.is_booked) at.balance = sum(at.balance, row.amount);
        row.balance = at.balance;
        at.entries.push_back(row);
        at.is_new.push_back(known_in == 0);
        at.occurrences.push_back(occurrence);
    }
    end_statement();
}

std::size_t KnownRows::add(EntryTrace entry, std::int64_t statement) {
    const std::size_t at = told_.size();
    std::vector<std::size_t>& alike = by_fingerprint_[entry.fingerprint];
    alike.push_back(at);
    if (entry.is_booked && entry.day != 0) {
        by_balance_[balance_key(entry)].push_back(at);
    }
    told_.push_back({std::move(entry), statement, static_cast<std::int64_t>(alike.size())});
    return at;
}

// A row known before stands under the first's fingerprint and place among its equals.
std::size_t KnownRows::row_of(const std::string& fingerprint, std::int64_t occurrence) const {
    const auto alike = by_fingerprint_.find(fingerprint);
    const auto at = static_cast<std::size_t>(occurrence) - 1;
    return alike == by_fingerprint_.end() || at >= alike->second.size() ? none : alike->second[at];
}

std::map<std::int64_t, KnownRows::Day> KnownRows::days_of(std::int64_t statement, Money opening,
                                                          const std::vector<EntryTrace>& entries) {
    std::map<std::int64_t, Day> days;
    Money balance = opening;
    std::int64_t last = 0;
    for (const EntryTrace& entry : entries) {
        if (!entry.is_booked) continue;
        const auto [day, is_new] = days.try_emplace(entry.day, Day{statement, balance, balance});
        if (!is_new && last != entry.day) day->second.is_whole = false;
        day->second.ends = balance = entry.balance;
        last = entry.day;
    }
    days.erase(0);
    return days;
}

void KnownRows::add_days(std::int64_t statement, Money opening, const std::vector<EntryTrace>& entries,
                         const std::vector<std::size_t>& rows) {
    auto days = days_of(statement, opening, entries);
    for (std::size_t at = 0; at < entries.size(); ++at)
        if (entries[at].is_booked && entries[at].day != 0 && rows[at] != none)
            days.at(entries[at].day).rows.push_back(rows[at]);
    for (auto& [day, told] : days)
        if (told.is_whole) days_[day].push_back(std::move(told));
}

std::vector<KnownRows::Place> KnownRows::places(std::int64_t statement, const std::string& form, bool goes_on,
                                                Money opening, const std::vector<EntryTrace>& entries) {
    Search search{statement, form, entries, std::vector<std::size_t>(entries.size(), none)};
    if (!goes_on) {
        // Of equal entries that tell no balance, each is the one at its own place, whichever form told that.
        find_by_balance(search, [&](const EntryTrace& entry, std::size_t told) {
            return told_[told].entry.fingerprint == entry.fingerprint;
        });
        find_by_balance(search, [&](const EntryTrace& entry, std::size_t told) {
            return is_other_form(search, told_[told].statement) && may_be_same(told_[told].entry, entry);
        });
        const auto days = days_of(statement, opening, entries);
        find_by_fingerprint(search, days);
        for (const auto& [day, now] : days) find_by_day(search, now, day);
    }
    std::vector<Place> all;
    all.reserve(entries.size());
    for (std::size_t at = 0; at < entries.size(); ++at) {
        const bool is_known = search.found[at] != none;
        if (!is_known) search.found[at] = add(entries[at], statement);
        const Told& told = told_[search.found[at]];
        all.push_back({told.entry.fingerprint, told.occurrence, is_known ? told.statement : 0});
    }
    add_days(statement, opening, entries, search.found);
    forms_[statement] = form;
    return all;
}

// A statement may begin within a day: of its equal entries that tell no balance some may stand before the beginning. On
// its first day only those count that were told from its opening balance on.
void KnownRows::find_by_fingerprint(Search& search, const std::map<std::int64_t, Day>& days) {
    const auto first = std::ranges::find_if(search.entries, [](const EntryTrace& entry) { return entry.is_booked; });
    const std::int64_t first_day = first == search.entries.end() ? 0 : first->day;
    std::set<std::size_t> of_first_day;
    if (first_day != 0) {
        const Money begins = days.at(first_day).begins;
        of_first_day = rows_from(first_day, [&](const Day& told) { return told.begins == begins; });
    }
    std::unordered_map<const void*, std::size_t> taken;  // How many of each kind.
    for (std::size_t at = 0; at < search.entries.size(); ++at) {
        const EntryTrace& entry = search.entries[at];
        const auto alike = by_fingerprint_.find(entry.fingerprint);
        if (search.found[at] != none || alike == by_fingerprint_.end()) continue;
        const bool is_of_first_day = first_day != 0 && entry.is_booked && entry.day == first_day;
        const auto fits = [&](std::size_t told) {
            return told_[told].used_for != search.statement && (!is_of_first_day || of_first_day.contains(told));
        };
        std::size_t& next = taken[&alike->second];
        while (next < alike->second.size() && !fits(alike->second[next])) ++next;
        if (next < alike->second.size()) use(search, at, alike->second[next++]);
    }
}

std::set<std::size_t> KnownRows::rows_from(std::int64_t day, const std::function<bool(const Day&)>& fits) const {
    std::set<std::size_t> rows;
    const auto told = days_.find(day);
    if (told == days_.end()) return rows;
    std::vector<bool> is_taken(told->second.size(), false);
    std::set<std::int64_t> ends;
    for (bool is_first = true, any = true; any; is_first = false) {
        any = false;
        for (std::size_t at = 0; at < told->second.size(); ++at) {
            const Day& one = told->second[at];
            if (is_taken[at] || !(ends.contains(one.begins.fen()) || (is_first && fits(one)))) continue;
            is_taken[at] = any = true;
            ends.insert(one.ends.fen());
            rows.insert(one.rows.begin(), one.rows.end());
        }
    }
    return rows;
}

bool KnownRows::is_other_form(const Search& search, std::int64_t statement) const {
    const std::string& form = forms_.at(statement);
    return form.empty() || form != search.form;
}

bool KnownRows::is_free(const Search& search, std::size_t told) const {
    return told_[told].used_for != search.statement && is_other_form(search, told_[told].statement);
}

void KnownRows::use(Search& search, std::size_t at, std::size_t told) {
    told_[told].used_for = search.statement;
    search.found[at] = told;
}

void KnownRows::find_by_balance(Search& search, const std::function<bool(const EntryTrace&, std::size_t)>& fits) {
    for (std::size_t at = 0; at < search.entries.size(); ++at) {
        const EntryTrace& entry = search.entries[at];
        if (search.found[at] != none || !entry.is_booked || entry.day == 0) continue;
        const auto alike = by_balance_.find(balance_key(entry));
        if (alike == by_balance_.end()) continue;
        for (const std::size_t told : alike->second) {
            if (told_[told].used_for == search.statement || !fits(entry, told)) continue;
            use(search, at, told);
            break;
        }
    }
}

namespace {

using Places = std::vector<std::size_t>;
using ByAmount = std::multimap<std::int64_t, std::size_t>;

// Takes the payments `parts` out of a side, one by one; nothing where one of them is missing.
Places take_parts(const std::vector<Money>& parts, ByAmount& side) {
    Places taken;
    for (const Money part : parts) {
        const auto at = side.find(part.fen());
        if (at == side.end()) {
            // The amounts before it go back.
            for (std::size_t i = 0; i < taken.size(); ++i) side.emplace(parts[i].fen(), taken[i]);
            return {};
        }
        taken.push_back(at->second);
        side.erase(at);
    }
    return taken;
}

}  // namespace

// What of a day is left over on both sides is put together by serial, then by amount, then several payments of one side
// with an entry of the other that lists them. It holds when one side has nothing left.
void KnownRows::find_by_day(Search& search, const Day& now, std::int64_t day) {
    const auto before = days_.find(day);
    if (before == days_.end() || !now.is_whole) return;
    const auto begins_alike = [&](const Day& told) {
        return told.begins == now.begins && is_other_form(search, told.statement);
    };
    if (std::ranges::none_of(before->second, begins_alike)) return;

    std::map<Serial, std::size_t> by_serial;
    ByAmount theirs, ours;
    for (const std::size_t told : rows_from(day, begins_alike)) {
        const EntryTrace& entry = told_[told].entry;
        if (!is_free(search, told)) continue;
        theirs.emplace(entry.amount.fen(), told);
        if (entry.batch != 0) by_serial.emplace(serial_of(entry), told);
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    const auto pair_off = [&](std::size_t at, ByAmount::iterator told) {
        pairs.emplace_back(at, told->second);
        theirs.erase(told);
    };
    Places rest;
    for (std::size_t at = 0; at < search.entries.size(); ++at) {
        const EntryTrace& entry = search.entries[at];
        if (entry.day != day || !entry.is_booked || search.found[at] != none) continue;
        const auto alike = entry.batch == 0 ? by_serial.end() : by_serial.find(serial_of(entry));
        if (alike == by_serial.end()) {
            rest.push_back(at);
            continue;
        }
        const auto [first, last] = theirs.equal_range(entry.amount.fen());
        pair_off(at, std::find_if(first, last, [&](const auto& one) { return one.second == alike->second; }));
        by_serial.erase(alike);
    }
    for (const std::size_t at : rest) {
        const EntryTrace& entry = search.entries[at];
        const auto [first, last] = theirs.equal_range(entry.amount.fen());
        const auto told =
            std::find_if(first, last, [&](const auto& one) { return may_be_same(told_[one.second].entry, entry); });
        if (told == last)
            ours.emplace(entry.amount.fen(), at);
        else
            pair_off(at, told);
    }
    Places used;  // Beside those paired: one entry of ours may be several of theirs.
    for (const auto& [amount, at] : ByAmount{ours}) {
        const Places taken = take_parts(search.entries[at].parts, theirs);
        if (taken.empty()) continue;
        pairs.emplace_back(at, taken.front());
        used.insert(used.end(), taken.begin(), taken.end());
        std::erase_if(ours, [at = at](const auto& one) { return one.second == at; });
    }
    for (const auto& [amount, told] : ByAmount{theirs}) {
        const Places taken = take_parts(told_[told].entry.parts, ours);
        if (taken.empty()) continue;
        for (const std::size_t at : taken) pairs.emplace_back(at, told);
        std::erase_if(theirs, [told = told](const auto& one) { return one.second == told; });
    }
    if (ours.empty() || theirs.empty()) {
        for (const auto& [at, told] : pairs) use(search, at, told);
        for (const std::size_t told : used) told_[told].used_for = search.statement;
        return;
    }
    const auto same_day = std::ranges::find_if(before->second, [&](const Day& told) {
        return begins_alike(told) && told.ends == now.ends && told.begins != told.ends;
    });
    if (same_day != before->second.end() && !told_otherwise_)
        told_otherwise_ = ToldOtherwise{day, same_day->statement, theirs.size(), ours.size()};
}

KnownRows::Serial KnownRows::serial_of(const EntryTrace& entry) {
    return {entry.day, entry.amount.fen(), entry.batch, entry.instruction};
}

bool KnownRows::has_serial(const Entry& entry, const EntryPart& payment) const {
    return serials_.contains({to_number(entry.booked_on), payment.amount.fen(), payment.batch, payment.instruction});
}

void KnownRows::add_serial(const Entry& entry, const EntryPart& payment) {
    serials_.emplace(to_number(entry.booked_on), payment.amount.fen(), payment.batch, payment.instruction);
}

}  // namespace mingzhang::statements
