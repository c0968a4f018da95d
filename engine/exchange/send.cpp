// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/send.hpp"

#include <algorithm>

#include "base/calendar/calendar_book.hpp"
#include "base/commands/canonical.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/exchange/hand_over.hpp"
#include "engine/exchange/road_files.hpp"
#include "engine/registry/archive.hpp"

namespace mingzhang::exchange {

using bank::signing::RoadFile;
using batches::Batch;
using batches::BatchState;

RefusalWords words(SendRefusal reason) {
    switch (reason) {
        case SendRefusal::still_being_sent:
            return {"batch.send/still_being_sent", "第 {0} 号批次由“{1}”于 {2} 开始送盘，可能还在送。",
                    "\"{1}\" began to send batch {0} at {2}; it may still be on its way.",
                    "请等它送完；若程序已中断，请在 {3} 之后再办，程序会先向银行一端核对。",
                    "Wait for it to end; if that program was cut short, ask again after {3}: the bank's side is looked "
                    "at first."};
        case SendRefusal::bank_closed:
            return {"batch.send/bank_closed", "现在不在银行收盘时间内（{0}），下一次是 {1}。",
                    "The bank takes no files now (its hours are {0}); it opens next at {1}.",
                    "届时再送；已与银行约定的，加 --after-hours，会记入送盘记录。",
                    "Send it then; where the bank agreed to it, add --after-hours, which is kept on record."};
        case SendRefusal::connection_changed:
            return {"batch.send/connection_changed", "第 {0} 号批次准备送盘时，该账户的银行联接被改动。",
                    "The connection of the account was changed while batch {0} was being prepared.", "请再办一次。",
                    "Ask once more."};
        case SendRefusal::bytes_gone:
            return {"batch.send/bytes_gone", "第 {0} 号批次的文件不在档案中。",
                    "The file of batch {0} is not in the archive.", "请运行 mingzhang verify 查明，先不要送盘。",
                    "Find out why with mingzhang verify; send nothing before."};
    }
    return {};
}

namespace {

constexpr CommandKind close_up_kind{"batch.close_up", {"加签待送", "sign a batch for its road"}, {Role::liaison}};
constexpr CommandKind sending_kind{"batch.sending", {"开始送盘", "begin to send a batch"}, {Role::liaison}};
constexpr CommandKind report_kind{"batch.delivery", {"送盘结果", "note what became of sending"}, {Role::liaison}};

class SendWork {
public:
    SendWork(Desk& desk, const crypto::Sealer& sealer, const Opener& open, const Actor& actor, const SendCall& call)
        : desk_{desk}, sealer_{sealer}, open_{open}, actor_{actor}, call_{call} {}

    Result<Sending, Refusal> run() {
        // A road is not opened for somebody whom the command would refuse afterwards.
        if (auto may = check_rights(actor_, sending_kind, call_.county, {}); !may) return pass_on(may);
        if (auto read = read_state(); !read) return pass_on(read);
        const bool is_with_bank = batch_->state == BatchState::sent || batch_->state == BatchState::closed;
        if (is_with_bank && attempt_ && acknowledged_by(*attempt_) != nullptr) return sent_before();
        if (batch_->state == BatchState::sending) {
            auto asked = look_again();
            if (!asked || asked->delivery != Delivery::unreachable) return asked;
            if (auto read = read_state(); !read) return pass_on(read);
        }
        if (!connection_ || call_.by_hand) return by_hand();
        return over_road();
    }

private:
    Result<void, Refusal> read_state() {
        return reading(desk_.store(), [&]() -> Result<void, Refusal> {
            soci::session& sql = desk_.store().sql();
            auto batch = batches::find_batch(sql, call_.county, call_.batch);
            if (!batch) return pass_on(batch);
            batch_ = std::move(*batch);
            connection_ = connection_in_force(sql, call_.county, batch_->bank_account);
            attempt_ = last_attempt(sql, call_.county, call_.batch);
            return {};
        });
    }

    static const Report* acknowledged_by(const Attempt& attempt) {
        const auto found = std::find_if(attempt.reports.begin(), attempt.reports.end(),
                                        [](const Report& report) { return report.delivery == Delivery::acknowledged; });
        return found == attempt.reports.end() ? nullptr : &*found;
    }

    [[nodiscard]] Sending told(const Attempt& attempt, const Report& report, std::string road) const {
        Sending sending;
        sending.batch = batch_->number;
        sending.total = batch_->total;
        sending.attempt = attempt.number;
        sending.road = std::move(road);
        sending.delivery = report.delivery;
        sending.known_by = report.known_by;
        sending.detail = report.detail;
        sending.reference = report.reference;
        return sending;
    }

    Result<Sending, Refusal> sent_before() {
        Sending sending = told(*attempt_, *acknowledged_by(*attempt_), {});
        sending.was_sent = true;
        return sending;
    }

    Result<Sending, Refusal> by_hand() {
        auto answer = batches::send_batch(desk_, actor_, call_.county, call_.batch, call_.key);
        if (!answer) return pass_on(answer);
        Sending sending;
        sending.batch = call_.batch;
        sending.total = Money::fen(answer->number("total_fen"));
        sending.by_hand = true;
        return sending;
    }

    // What became of an attempt that was cut short, or whose end nobody knew.
    Result<Sending, Refusal> look_again() {
        std::optional<Connection> over;
        std::vector<RoadFile> files;
        auto read = reading(desk_.store(), [&]() -> Result<void, Refusal> {
            over = find_connection(desk_.store().sql(), call_.county, attempt_->bank_account, attempt_->connection);
            auto kept = kept_files(attempt_->connection);
            if (!kept) return pass_on(kept);
            files = std::move(*kept);
            return {};
        });
        if (!read) return pass_on(read);
        if (!over || files.empty()) return refuse(SendRefusal::bytes_gone, call_.batch);
        Report report{Delivery::unknown, KnownBy::looking};
        auto opened = open_(over->text);
        if (opened)
            report = look_for(*opened->road, files.back());
        else
            report.detail = opened.error().what();
        const Instant ends = attempt_->at + attempt_time_max;
        const bool may_still_run = attempt_->reports.empty() && desk_.clock().now() < ends;
        if (may_still_run && report.delivery != Delivery::acknowledged)
            return refuse(SendRefusal::still_being_sent, call_.batch, attempt_->by, to_office_text(attempt_->at),
                          to_office_text(ends));
        return note(*attempt_, report, over->road_kind);
    }

    Result<Sending, Refusal> over_road() {
        if (auto may = batches::may_be_sent(*batch_); !may) return pass_on(may);
        auto opened = open_(connection_->text);
        if (!opened) return pass_on(opened);
        if (auto in_time = check_hours(opened->hours); !in_time) return pass_on(in_time);
        auto files = closed_up(*opened->agreement);
        if (!files) return pass_on(files);
        auto attempt = begin();
        if (!attempt) return pass_on(attempt);
        const Report report = exchange::hand_over(*opened->road, *files);
        return note(*attempt, report, connection_->road_kind);
    }

    Result<void, Refusal> check_hours(const std::optional<calendar::CutOff>& hours) {
        if (!hours || call_.after_hours) return {};
        return reading(desk_.store(), [&]() -> Result<void, Refusal> {
            auto calendar = calendar::calendar_of(desk_.store().sql(), call_.county);
            if (!calendar) return pass_on(calendar);
            const Instant now = desk_.clock().now();
            auto opens = calendar::when_sent(*calendar, now, *hours);
            if (!opens) return pass_on(opens);
            if (*opens > now)
                return refuse(SendRefusal::bank_closed, calendar::to_string(*hours), to_office_text(*opens));
            return {};
        });
    }

    // The files as they were closed up, the payment file last; none when they were not yet.
    Result<std::vector<RoadFile>, Refusal> kept_files(std::int64_t connection) {
        soci::session& sql = desk_.store().sql();
        std::vector<RoadFile> files;
        for (const RoadFileRow& row : files_of_batch(sql, call_.county, call_.batch, connection)) {
            const auto digest = crypto::Digest::from_hex(row.digest);
            if (!digest) return refuse(SendRefusal::bytes_gone, call_.batch);
            auto bytes = registry::from_archive(sql, sealer_, call_.county, *digest);
            if (!bytes) return pass_on(bytes);
            files.push_back({row.name, std::move(*bytes)});
        }
        return files;
    }

    // Signatures are stored, never remade: what an earlier call closed up goes, byte for byte.
    Result<std::vector<RoadFile>, Refusal> closed_up(const bank::signing::Agreement& agreement) {
        std::string payment;
        std::vector<RoadFile> files;
        const auto read_kept = [&]() -> Result<void, Refusal> {
            auto kept = kept_files(connection_->version);
            if (!kept) return pass_on(kept);
            files = std::move(*kept);
            if (!files.empty()) return {};
            const auto digest = crypto::Digest::from_hex(batch_->digest);
            if (!digest) return refuse(SendRefusal::bytes_gone, call_.batch);
            auto bytes = registry::from_archive(desk_.store().sql(), sealer_, call_.county, *digest);
            if (!bytes) return pass_on(bytes);
            payment = std::move(*bytes);
            return {};
        };
        if (auto read = reading(desk_.store(), read_kept); !read) return pass_on(read);
        if (!files.empty()) return files;
        auto made = agreement.close_up({batch_->file_name, std::move(payment)}, desk_.clock().now());
        if (!made) return pass_on(made);
        if (auto kept = keep(*made); !kept) return pass_on(kept);
        if (auto read = reading(desk_.store(), read_kept); !read) return pass_on(read);
        return files;
    }

    Result<Answer, Refusal> keep(const std::vector<RoadFile>& made) {
        const std::string request =
            Canonical{"batch.close_up/1"}.add("batch", call_.batch).add("connection", connection_->version).bytes();
        return desk_.carry_out(
            actor_, close_up_kind, {call_.county, {}, {}, request},
            [&](CommandContext& context) -> Result<Answer, Refusal> {
                Answer answer = Answer{}.set("batch", call_.batch).set("connection", connection_->version);
                auto batch = batches::find_batch(context.sql(), call_.county, call_.batch);
                if (!batch) return pass_on(batch);
                if (auto may = batches::may_be_sent(*batch); !may) return pass_on(may);
                const auto before = files_of_batch(context.sql(), call_.county, call_.batch, connection_->version);
                if (before.empty())  // Else somebody else's program was quicker: its files are the ones.
                    for (const RoadFile& file : made)
                        add_road_file(context, sealer_, *connection_, Direction::out, call_.batch, file.name,
                                      file.bytes);
                return answer;
            });
    }

    Result<Attempt, Refusal> begin() {
        Attempt begun;
        const std::string request =
            Canonical{"batch.sending/1"}.add("batch", call_.batch).add("connection", connection_->version).bytes();
        // No key: an attempt belongs to the program that sends, and to no other that asks the same.
        auto answer = desk_.carry_out(actor_, sending_kind, {call_.county, {}, {}, request},
                                      [&](CommandContext& context) -> Result<Answer, Refusal> {
                                          auto batch = batches::find_batch(context.sql(), call_.county, call_.batch);
                                          if (!batch) return pass_on(batch);
                                          if (auto may = batches::may_be_sent(*batch); !may) return pass_on(may);
                                          const auto now =
                                              connection_in_force(context.sql(), call_.county, batch->bank_account);
                                          if (!now || now->version != connection_->version)
                                              return refuse(SendRefusal::connection_changed, call_.batch);
                                          begun = begin_attempt(context, *batch, *connection_, call_.after_hours);
                                          return Answer{}.set("batch", call_.batch).set("attempt", begun.number);
                                      });
        if (!answer) return pass_on(answer);
        return begun;
    }

    Result<Sending, Refusal> note(const Attempt& attempt, const Report& report, const std::string& road) {
        const std::string request = Canonical{"batch.delivery/1"}
                                        .add("batch", call_.batch)
                                        .add("attempt", attempt.number)
                                        .add("delivery", bank::transport::code(report.delivery))
                                        .bytes();
        auto noted = desk_.carry_out(actor_, report_kind, {call_.county, {}, {}, request},
                                     [&](CommandContext& context) -> Result<Answer, Refusal> {
                                         auto batch = batches::find_batch(context.sql(), call_.county, call_.batch);
                                         if (!batch) return pass_on(batch);
                                         if (auto added = add_report(context, *batch, attempt, report); !added)
                                             return pass_on(added);
                                         return Answer{}
                                             .set("batch", call_.batch)
                                             .set("attempt", attempt.number)
                                             .set("delivery", std::string{bank::transport::code(report.delivery)});
                                     });
        if (!noted) return pass_on(noted);
        return told(attempt, report, road);
    }

    Desk& desk_;
    const crypto::Sealer& sealer_;
    const Opener& open_;
    const Actor& actor_;
    const SendCall& call_;
    std::optional<Batch> batch_;
    std::optional<Connection> connection_;
    std::optional<Attempt> attempt_;
};

}  // namespace

Result<Sending, Refusal> send(Desk& desk, const crypto::Sealer& sealer, const Opener& open, const Actor& actor,
                              const SendCall& call) {
    return SendWork{desk, sealer, open, actor, call}.run();
}

}  // namespace mingzhang::exchange
