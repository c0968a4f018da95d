// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/bank_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "bank_adapters/iso20022/xml_text.hpp"
#include "bank_adapters/layouts/record.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "engine/reconciliation/simulated_rows.hpp"

namespace mingzhang::reconciliation {

namespace iso = bank::iso20022;
namespace layouts = bank::layouts;
using bank::OutcomeLine;
using bank::OutcomeStatus;
using layouts::Field;

std::string_view code(Telling telling) noexcept {
    constexpr std::array<std::string_view, 9> codes{"truth",        "repeated",   "not_yet",
                                                    "doubled",      "wrong_name", "wrong_account",
                                                    "short_amount", "other_mind", "stranger"};
    return codes[static_cast<std::size_t>(telling)];
}
std::string_view code(FileManner manner) noexcept {
    constexpr std::array<std::string_view, 4> codes{"sound", "wrong_control", "repeated", "acceptance"};
    return codes[static_cast<std::size_t>(manner)];
}

namespace {

// A row on the day it is told.
struct Told {
    std::uint64_t instruction = 0;
    Telling telling = Telling::truth;
    OutcomeLine line;
};
using Days = std::map<int, std::vector<Told>>;

// What happens to each payment, and what is told of it when.
class Course {
public:
    Course(const layouts::Layout& layout, const bank::PaymentFile& sent, const BankWays& ways)
        : sent_{sent}, ways_{ways}, dice_{ways.seed}, reasons_{failure_reasons(layout)} {
        const layouts::FileShape& result = *layout.result;
        is_message_ = result.message.has_value();
        // A payee the file does not name cannot be named wrong; and where rows are known by the account alone, a wrong
        // one is a stranger.
        const bool has_key = is_message_ || result.carries(Field::serial) || result.carries(Field::number);
        if (is_message_ || result.carries(Field::name)) wrongs_.push_back(Telling::wrong_name);
        if (has_key && (is_message_ || result.carries(Field::account)) && sent.instructions.size() > 1)
            wrongs_.push_back(Telling::wrong_account);
        wrongs_.push_back(Telling::doubled);
        if (is_message_ || result.carries(Field::amount)) wrongs_.push_back(Telling::short_amount);
        next_reason_ = static_cast<std::size_t>(dice_.below(1000));
        next_wrong_ = static_cast<std::size_t>(dice_.below(1000));
        constexpr unsigned timed_out_per_thousand = 300;
        first_day_ = dice_.per_thousand() < timed_out_per_thousand ? 1 : 0;
    }

    void run() {
        for (const bank::Instruction& instruction : sent_.instructions) go(instruction);
    }

    Days days;
    std::vector<Truth> truths;

    [[nodiscard]] int first_day() const noexcept { return first_day_; }
    [[nodiscard]] Dice& dice() noexcept { return dice_; }

private:
    void go(const bank::Instruction& sent) {
        truths.push_back({sent.number, sent.serial});
        OutcomeLine line = echo(sent);
        line.bank_reference = fmt::format("SIM{}-{}", ways_.seed % 1000, sent.number);
        int day = first_day_;
        const bool failed = thrown(ways_.failed_per_thousand);
        const bool late = !failed && thrown(ways_.late_return_per_thousand);
        const bool never = thrown(ways_.never_per_thousand);
        day = tell_first(day, line);
        if (never) return;
        if (!failed) {
            tell(day, Telling::truth, with(line, OutcomeStatus::paid));
            if (late) tell(later(day, 3), Telling::truth, with(line, OutcomeStatus::failed));
            return;
        }
        tell(day, Telling::truth, with(line, OutcomeStatus::failed));
        if (thrown(ways_.other_mind_per_thousand))
            tell(later(day, 2), Telling::other_mind, with(line, OutcomeStatus::paid));
    }

    // What comes before the truth; gives the day of the truth.
    int tell_first(int day, const OutcomeLine& line) {
        const unsigned throw_ = dice_.per_thousand();
        unsigned bound = ways_.left_out_per_thousand;
        if (throw_ < bound) return later(day, 2);
        if (throw_ < (bound += ways_.pending_per_thousand)) {
            tell(day, Telling::not_yet, with(line, OutcomeStatus::pending));
            return later(day, 2);
        }
        if (throw_ < (bound += ways_.unknown_per_thousand)) {
            OutcomeLine unknown = with(line, OutcomeStatus::unknown);
            unknown.status_text = unmapped_status;
            tell(day, Telling::not_yet, unknown);
            return later(day, 2);
        }
        if (throw_ < bound + ways_.wrong_per_thousand) {
            tell_wrong(day, line);
            return later(day, 2);
        }
        return day;
    }

    void tell_wrong(int day, const OutcomeLine& line) {
        const Telling how = wrongs_[next_wrong_++ % wrongs_.size()];
        OutcomeLine wrong = with(line, OutcomeStatus::paid);
        switch (how) {
            case Telling::wrong_name:
                wrong.name = "查无此人";
                break;
            case Telling::wrong_account:
                wrong.account = sent_.instructions[line.number % sent_.instructions.size()].account;
                break;
            case Telling::short_amount:
                wrong.amount = Money::fen((line.amount.fen() + 1) / 2);
                break;
            default:
                break;
        }
        // One fen has no half, and a neighbour may have the same account.
        const bool is_wrong = how == Telling::doubled || wrong.name != line.name || wrong.account != line.account ||
                              wrong.amount != line.amount;
        if (!is_wrong) return;
        tell(day, how, wrong);
        if (how == Telling::doubled) tell(day, how, wrong);
    }

    void tell(int day, Telling telling, const OutcomeLine& line) {
        if (day >= ways_.days) return;
        days[day].push_back({line.number, telling, line});
        if (telling != Telling::truth && telling != Telling::not_yet) return;
        Truth& truth = truths.back();
        truth.status = line.status;
        truth.reason = line.status == OutcomeStatus::failed ? line.reason : std::nullopt;
    }

    OutcomeLine with(OutcomeLine line, OutcomeStatus status) {
        line.status = status;
        if (status == OutcomeStatus::failed && !reasons_.empty())
            line.reason = reasons_[next_reason_++ % reasons_.size()];
        return line;
    }
    bool thrown(unsigned per_thousand) { return dice_.per_thousand() < per_thousand; }
    int later(int day, std::uint64_t at_most) { return day + 1 + static_cast<int>(dice_.below(at_most)); }

    const bank::PaymentFile& sent_;
    const BankWays& ways_;
    Dice dice_;
    std::vector<bank::Reason> reasons_;
    std::vector<Telling> wrongs_;
    std::size_t next_reason_ = 0, next_wrong_ = 0;
    bool is_message_ = false;
    int first_day_ = 0;
};

Result<std::string, Refusal> write(const layouts::Layout& layout, const bank::FileHead& head,
                                   const std::vector<OutcomeLine>& lines) {
    std::string bytes;
    auto written =
        layouts::write_result_file(layout, head, lines, [&](std::string_view piece) { bytes.append(piece); });
    if (!written) return pass_on(written);
    return bytes;
}

// The same file with its last detail row taken out: what it declares is then one row too many.
std::string without_last_row(const layouts::FileShape& shape, const std::string& bytes) {
    const auto detail = std::ranges::find(shape.rows, layouts::RowKind::detail, &layouts::Row::kind);
    auto lines_behind = std::distance(detail, shape.rows.end()) - 1;
    const std::string end = shape.line_end == layouts::LineEnd::crlf ? "\r\n" : "\n";
    std::size_t to = bytes.size();
    for (; lines_behind > 0; --lines_behind) to = bytes.rfind(end, to - end.size() - 1) + end.size();
    const std::size_t before = bytes.rfind(end, to - end.size() - 1);
    const std::size_t from = before == std::string::npos ? 0 : before + end.size();
    return bytes.substr(0, from) + bytes.substr(to);
}

std::string other_name(const std::string& name, int copy) {
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    return fmt::format("{}({}){}", name.substr(0, dot), copy, name.substr(dot));
}

// Turns what is told into files.
class Files {
public:
    Files(const layouts::Layout& layout, bank::FileHead head, Course& course, const BankWays& ways, int clock_off_hours)
        : layout_{layout}, head_{std::move(head)}, course_{course}, ways_{ways}, clock_off_hours_{clock_off_hours} {
        if (head_.created_at) *head_.created_at += std::chrono::hours{clock_off_hours};
    }

    Result<std::vector<PlannedFile>, Refusal> make() {
        const bool tells_all_again = course_.dice().below(2) == 0;
        if (layout_.result->message) accept();
        std::map<std::uint64_t, OutcomeLine> told;  // The last true word of each.
        for (auto& [day, rows] : course_.days) {
            std::ranges::stable_sort(rows, {}, &Told::instruction);
            std::vector<Told> in_file = rows;
            if (tells_all_again) add_told(told, in_file);
            for (const Told& row : rows) {
                if (row.telling == Telling::truth) told.insert_or_assign(row.instruction, row.line);
                // A bank that changed its mind does not come back to it.
                if (row.telling == Telling::other_mind) told.erase(row.instruction);
            }
            if (auto added = add(day, std::move(in_file)); !added) return pass_on(added);
        }
        repeat_one();
        return std::move(files_);
    }

private:
    static void add_told(const std::map<std::uint64_t, OutcomeLine>& told, std::vector<Told>& rows) {
        std::vector<Told> again;
        for (const auto& [instruction, line] : told)
            if (std::ranges::count(rows, instruction, &Told::instruction) == 0)
                again.push_back({instruction, Telling::repeated, line});
        rows.insert(rows.end(), again.begin(), again.end());
        std::ranges::stable_sort(rows, {}, &Told::instruction);
    }

    // A bank of messages says at once that it has the batch, without a word on any payment.
    void accept() {
        const std::string id = layout_.payment.message_id.fill(layouts::to_record(head_)).value_or("");
        std::string bytes = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                            "\n"
                            R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>)"
                            "<OrgnlGrpInfAndSts>";
        iso::append_element(bytes, "OrgnlMsgId", id);
        iso::append_element(bytes, "GrpSts", "ACSP");
        bytes += "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>\n";
        files_.push_back(
            {course_.first_day(), fmt::format("pain002_{}.xml", id), std::move(bytes), FileManner::acceptance});
        for (Truth& truth : course_.truths)
            if (!truth.status) truth.status = OutcomeStatus::pending;
    }

    Result<void, Refusal> add(int day, std::vector<Told> rows) {
        maybe_add_stranger(rows);
        PlannedFile file{day + delay_, name_, {}, FileManner::sound};
        std::vector<OutcomeLine> lines;
        for (Told& row : rows) {
            row.line.settled_on = settled_on(day);
            file.rows.push_back({row.instruction, row.telling, row.line.serial});
            lines.push_back(std::move(row.line));
        }
        auto bytes = write(layout_, head_, lines);
        if (!bytes) return pass_on(bytes);
        constexpr std::uint64_t one_file_in = 3;
        if (declares() && lines.size() > 1 && !had_wrong_control_ && course_.dice().below(one_file_in) == 0) {
            had_wrong_control_ = true;
            files_.push_back({file.day, name_, without_last_row(*layout_.result, *bytes), FileManner::wrong_control});
            ++delay_;  // The sound one, and what comes after it, are a day late.
            ++file.day;
        }
        file.bytes = std::move(*bytes);
        files_.push_back(std::move(file));
        return {};
    }

    // A statement may tell of others' payments; a result file may not.
    void maybe_add_stranger(std::vector<Told>& rows) {
        if (layout_.result->message || course_.dice().per_thousand() >= ways_.stranger_per_thousand) return;
        OutcomeLine line = rows.front().line;
        line.number = 900'000 + files_.size();
        line.serial = fmt::format("Z{}-000001", line.number);
        line.status = OutcomeStatus::paid;
        line.status_text.clear();
        line.reason.reset();
        if (!layout_.result->carries(Field::serial) && !layout_.result->carries(Field::number)) return;
        rows.push_back({0, Telling::stranger, std::move(line)});
    }

    void repeat_one() {
        std::vector<std::size_t> sound;
        for (std::size_t at = 0; at < files_.size(); ++at)
            if (files_[at].manner == FileManner::sound) sound.push_back(at);
        if (sound.empty() || course_.dice().below(2) == 0) return;
        PlannedFile again = files_[sound[course_.dice().below(sound.size())]];
        again.day = files_.back().day + 1;
        again.name = other_name(again.name, 1);
        again.manner = FileManner::repeated;
        again.rows.clear();
        files_.push_back(std::move(again));
    }

    [[nodiscard]] bool declares() const {
        const layouts::FileShape& shape = *layout_.result;
        return !shape.message && (shape.carries(Field::count) || shape.carries(Field::total));
    }

    [[nodiscard]] std::optional<Date> settled_on(int day) const {
        if (!head_.date) return std::nullopt;
        const Instant noon = Instant{std::chrono::sys_days{*head_.date}} + std::chrono::hours{12};
        const Instant skewed = noon + std::chrono::hours{24 * day + clock_off_hours_};
        return Date{std::chrono::floor<std::chrono::days>(skewed)};
    }

    const layouts::Layout& layout_;
    bank::FileHead head_;
    Course& course_;
    const BankWays& ways_;
    int clock_off_hours_;
    std::string name_ = layout_.result->file_name.fill(layouts::to_record(head_)).value_or("result.txt");
    std::vector<PlannedFile> files_;
    int delay_ = 0;
    bool had_wrong_control_ = false;
};

}  // namespace

Result<BankPlan, Refusal> plan_answers(const layouts::Layout& layout, std::string_view payment_file,
                                       std::string_view file_name, const BankWays& ways) {
    if (!layout.result) return refuse(layouts::WriteError::no_result_in_layout, layout.name);
    auto sent = layouts::read_payment_file(layout, payment_file, file_name);
    if (!sent) return pass_on(sent);
    Course course{layout, *sent, ways};
    course.run();
    BankPlan plan;
    constexpr std::array<int, 5> clocks{0, 0, -8, 1, 49};  // Right twice, in UTC, fast, and days ahead.
    plan.clock_off_hours = clocks[course.dice().below(clocks.size())];
    auto files = Files{layout, head_of(layout, sent->head, file_name), course, ways, plan.clock_off_hours}.make();
    if (!files) return pass_on(files);
    plan.files = std::move(*files);
    plan.truths = std::move(course.truths);
    return plan;
}

}  // namespace mingzhang::reconciliation
