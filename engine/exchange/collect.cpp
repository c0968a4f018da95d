// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "bank_adapters/iso20022/recall_answer.hpp"
#include "bank_adapters/layouts/byte_stream.hpp"
#include "bank_adapters/layouts/column.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "base/commands/canonical.hpp"
#include "engine/exchange/match.hpp"
#include "engine/recalls/answer.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/statements/take_statement.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::exchange {

using bank::layouts::masked;
using bank::signing::RoadFile;
using bank::transport::WaitingFile;

RefusalWords words(WaitRefusal reason) {
    switch (reason) {
        case WaitRefusal::companion_missing:
            return {"bank.collect/companion_missing", "“{0}”的签名文件“{1}”还没有来。",
                    "The signature \"{1}\" of \"{0}\" has not come yet.", "等它来后再收。",
                    "Collect again once it has."};
        case WaitRefusal::file_missing:
            return {"bank.collect/file_missing", "“{0}”是签名，所签的文件还没有来。",
                    "\"{0}\" is a signature whose file has not come yet.", "等它来后再收。",
                    "Collect again once it has."};
        case WaitRefusal::batch_being_sent:
            return {"bank.collect/batch_being_sent", "“{0}”答复第 {1} 号批次，而该批次是否送到尚未登记。",
                    "\"{0}\" answers batch {1}, and it is not settled yet whether the bank has that.",
                    "银行已有答复，即已收到：mingzhang batch sent {1} --received --note 已有回盘，再收一次。",
                    "The bank answers, so it has it: mingzhang batch sent {1} --received --note answered, then collect "
                    "again."};
    }
    return {};
}

namespace {

constexpr CommandKind receive_kind{"bank.receive", {"收到来盘", "keep a file from a bank"}, {Role::liaison}};
constexpr CommandKind taken_kind{
    "bank.taken", {"来盘处理结果", "note what became of a file from a bank"}, {Role::liaison}};

// A failure of ours, which says nothing of the file.
bool is_our_failure(const Refusal& refusal) {
    return refusal.is(DeskRefusal::store_failed) || refusal.is(DeskRefusal::outcome_unknown) ||
           refusal.is(DeskRefusal::role_may_not) || refusal.is(DeskRefusal::outside_scope);
}

// The road is well, and the file alone is not what was listed.
bool is_of_the_file(const Refusal& refusal) {
    using bank::transport::RoadError;
    return refusal.is(RoadError::name_refused) || refusal.is(RoadError::not_there) || refusal.is(RoadError::changed) ||
           refusal.is(RoadError::too_large);
}

// One file with what belongs to it, as fetched.
struct Fetched {
    RoadFile file;
    std::vector<RoadFile> companions;
    std::vector<WaitingFile> there;  // The same on the road, in that order.
};

class Collecting {
public:
    Collecting(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, County county,
               const Connection& connection, OpenConnection& opened)
        : desk_{desk}, sealer_{sealer}, actor_{actor}, county_{county}, connection_{connection}, opened_{opened} {}

    Result<std::vector<Collected>, Refusal> run(LongWork work) {
        auto waiting = opened_.road->waiting();
        if (!waiting) return pass_on(waiting);
        for (const WaitingFile& file : *waiting) waiting_.insert(file.name);
        std::vector<Collected> all;
        std::uint64_t done = 0;
        for (const WaitingFile& file : *waiting) {
            if (work.stop.stop_requested()) break;
            work.progress.at({"收取银行来盘", "collecting files"}, done++, waiting->size());
            auto one = opened_.agreement->is_companion(file.name) ? lone_companion(file) : collect(file, *waiting);
            if (!one) return pass_on(one);
            if (*one) all.push_back(std::move(**one));
        }
        return all;
    }

private:
    using One = Result<std::optional<Collected>, Refusal>;

    static Collected waits(const std::string& name, Refusal why) {
        Collected collected;
        collected.name = name;
        collected.why = std::move(why);
        return collected;
    }

    // A signature goes with its file. One left behind when that was taken away goes now.
    One lone_companion(const WaitingFile& there) {
        const bool has_file = std::any_of(waiting_.begin(), waiting_.end(), [&](const std::string& name) {
            const auto companions = opened_.agreement->companions(name);
            return std::find(companions.begin(), companions.end(), there.name) != companions.end();
        });
        if (has_file) return std::nullopt;
        auto bytes = opened_.road->fetch(there);
        if (!bytes) return pass_on(bytes);
        auto known = known_taking(there.name, *bytes);
        if (!known) return pass_on(known);
        if (!*known) return waits(there.name, refusal(WaitRefusal::file_missing, there.name));
        if (auto gone = opened_.road->take_away(there); !gone) return pass_on(gone);
        return std::nullopt;
    }

    Result<std::optional<FileTaken>, Refusal> known_taking(const std::string& name, std::string_view bytes) {
        std::optional<FileTaken> taken;
        auto read = reading(desk_.store(), [&]() -> Result<void, Refusal> {
            soci::session& sql = desk_.store().sql();
            const auto row = find_incoming(sql, county_, connection_.bank_account, name, crypto::sha256(bytes).hex());
            if (row) taken = find_taken(sql, county_, row->number);
            return {};
        });
        if (!read) return pass_on(read);
        return taken;
    }

    One collect(const WaitingFile& there, const std::vector<WaitingFile>& all) {
        auto fetched = fetch(there, all);
        if (!fetched && is_of_the_file(fetched.error())) return waits(there.name, std::move(fetched.error()));
        if (!fetched) return pass_on(fetched);
        if (fetched->there.empty()) {
            const std::string missing = missing_companion(there.name);
            return waits(there.name, refusal(WaitRefusal::companion_missing, there.name, missing));
        }
        auto number = keep(*fetched);
        if (!number) return pass_on(number);
        auto known = known_taking(fetched->file.name, fetched->file.bytes);
        if (!known) return pass_on(known);
        Collected collected;
        collected.name = there.name;
        collected.file = *number;
        if (*known) {
            collected.taking = (*known)->taking;
            collected.batch = (*known)->batch;
            collected.item = (*known)->item;
        } else if (auto taken = take(*fetched, collected); !taken) {
            return pass_on(taken);
        }
        if (collected.taking)
            for (const WaitingFile& file : fetched->there)
                if (auto gone = opened_.road->take_away(file); !gone) collected.why = std::move(gone.error());
        return collected;
    }

    [[nodiscard]] std::string missing_companion(const std::string& name) const {
        for (const std::string& companion : opened_.agreement->companions(name))
            if (!waiting_.contains(companion)) return companion;
        return {};
    }

    // The file and its companions; nothing while one of them has not come. The file is taken away first: a companion
    // left alone is known by its row.
    Result<Fetched, Refusal> fetch(const WaitingFile& there, const std::vector<WaitingFile>& all) {
        Fetched fetched;
        if (!missing_companion(there.name).empty()) return fetched;
        auto bytes = opened_.road->fetch(there);
        if (!bytes) return pass_on(bytes);
        fetched.file = {there.name, std::move(*bytes)};
        fetched.there.push_back(there);
        for (const std::string& name : opened_.agreement->companions(there.name)) {
            const auto at = std::find_if(all.begin(), all.end(), [&](const auto& file) { return file.name == name; });
            auto companion = opened_.road->fetch(*at);
            if (!companion) return pass_on(companion);
            fetched.companions.push_back({name, std::move(*companion)});
            fetched.there.push_back(*at);
        }
        return fetched;
    }

    // In register and archive, once; gives the file's number there.
    Result<std::int64_t, Refusal> keep(const Fetched& fetched) {
        Canonical request{"bank.receive/1"};
        request.add("name", fetched.file.name).add("digest", crypto::sha256(fetched.file.bytes).hex());
        auto answer = desk_.carry_out(actor_, receive_kind, {county_, {}, {}, request.bytes()},
                                      [&](CommandContext& context) -> Result<Answer, Refusal> {
                                          Answer numbers = Answer{}.set("file", keep_one(context, fetched.file));
                                          for (const RoadFile& companion : fetched.companions)
                                              keep_companion(context, companion);
                                          return numbers;
                                      });
        if (!answer) return pass_on(answer);
        return answer->number("file");
    }
    std::int64_t keep_one(CommandContext& context, const RoadFile& file) {
        const std::string digest = crypto::sha256(file.bytes).hex();
        if (const auto row = find_incoming(context.sql(), county_, connection_.bank_account, file.name, digest))
            return row->number;
        constexpr std::int64_t no_batch_yet = 0;
        return add_road_file(context, sealer_, connection_, Direction::in, no_batch_yet, file.name, file.bytes).number;
    }
    void keep_companion(CommandContext& context, const RoadFile& file) {
        const std::int64_t number = keep_one(context, file);
        if (!find_taken(context.sql(), county_, number)) add_taken(context, {number, Taking::companion});
    }

    // Opens, matches, posts and notes it. Without `taking` afterwards it waits.
    Result<void, Refusal> take(const Fetched& fetched, Collected& collected) {
        auto inner = opened_.agreement->open_up(fetched.file, fetched.companions, desk_.clock().now());
        if (!inner) return not_taken(collected, std::move(inner.error()));
        bank::layouts::ByteStream stream{inner->bytes};
        if (bank::iso20022::is_recall_answer(stream)) return take_as_recall_answer(*inner, collected);
        // A statement tells of the whole account: of several batches, and of what is none of ours.
        auto statement = take_as_statement(*inner, collected);
        if (!statement || *statement) return statement ? Result<void, Refusal>{} : pass_on(statement);
        std::optional<Result<batches::Batch, Refusal>> batch;
        auto read = reading(desk_.store(), [&]() -> Result<void, Refusal> {
            soci::session& sql = desk_.store().sql();
            auto account = batches::find_bank_account(sql, county_, connection_.bank_account);
            if (!account) return pass_on(account);
            batch = batch_answered(sql, sealer_, county_, *account, inner->name, inner->bytes);
            return {};
        });
        if (!read) return read;
        if (!*batch) return not_taken(collected, statement_refusal_.value_or(std::move(batch->error())));
        collected.batch = (*batch)->number;
        if ((*batch)->state == batches::BatchState::sending) {
            collected.why = refusal(WaitRefusal::batch_being_sent, collected.name, collected.batch);
            return {};
        }
        // The key is the file's number: however often this is cut short, it is posted once, and no repetition is noted.
        auto posted = reconciliation::post_result_file(
            desk_, sealer_, actor_,
            {county_, collected.batch, inner->name, inner->bytes, fmt::format("bank.collect/{}", collected.file)});
        if (!posted && is_our_failure(posted.error())) return pass_on(posted);
        if (!posted) return not_taken(collected, std::move(posted.error()));
        collected.item = posted->number("worklist_item");
        collected.posted = *posted;
        const bool repeated = posted->number("repeated") == 1;
        return note({collected.file, repeated ? Taking::repeated : Taking::posted, collected.batch,
                     posted->number("file"), collected.item},
                    {}, collected);
    }

    // Whether it was one. One that is not proven, or not of our account, may still answer a batch.
    Result<bool, Refusal> take_as_statement(const RoadFile& inner, Collected& collected) {
        using statements::StatementRefusal;
        statement_refusal_.reset();
        auto taken = statements::take_statement(desk_, sealer_, actor_,
                                                {.county = county_,
                                                 .bank_account = connection_.bank_account,
                                                 .file_name = inner.name,
                                                 .bytes = inner.bytes,
                                                 .key = fmt::format("bank.collect/{}", collected.file)});
        if (!taken && is_our_failure(taken.error())) return pass_on(taken);
        if (!taken) {
            const Refusal& why = taken.error();
            if (why.is(StatementRefusal::other_account) || why.is(StatementRefusal::other_currency) ||
                why.is(StatementRefusal::not_proven) || why.is(StatementRefusal::told_otherwise))
                statement_refusal_ = why;
            return false;
        }
        collected.posted = *taken;
        const bool repeated = taken->number("repeated") == 1;
        constexpr std::int64_t no_batch = 0;
        auto noted = note(
            {collected.file, repeated ? Taking::repeated : Taking::statement, no_batch, taken->number("statement")}, {},
            collected);
        if (!noted) return pass_on(noted);
        return true;
    }

    // By the same function as `recall answer`, of whichever recalls of this account it answers.
    Result<void, Refusal> take_as_recall_answer(const RoadFile& inner, Collected& collected) {
        constexpr std::int64_t whichever = 0, no_batch = 0;
        auto taken = recalls::take_answer_file(desk_, sealer_, actor_,
                                               {.county = county_,
                                                .recall = whichever,
                                                .file_name = inner.name,
                                                .bytes = inner.bytes,
                                                .key = fmt::format("bank.collect/{}", collected.file),
                                                .bank_account = connection_.bank_account});
        if (!taken && is_our_failure(taken.error())) return pass_on(taken);
        if (!taken) return not_taken(collected, std::move(taken.error()));
        collected.posted = *taken;
        const bool repeated = taken->number("repeated") == 1;
        return note(
            {collected.file, repeated ? Taking::repeated : Taking::recall_answer, no_batch, taken->number("recall")},
            {}, collected);
    }

    Result<void, Refusal> not_taken(Collected& collected, Refusal why) {
        collected.why = why;
        return note({collected.file, Taking::not_taken, collected.batch}, std::move(why), collected);
    }

    Result<void, Refusal> note(FileTaken taken, std::optional<Refusal> why, Collected& collected) {
        const std::string request = Canonical{"bank.taken/1"}
                                        .add("file", taken.file)
                                        .add("taking", static_cast<std::int64_t>(taken.taking))
                                        .bytes();
        auto noted = desk_.carry_out(actor_, taken_kind, {county_, {}, {}, request},
                                     [&](CommandContext& context) -> Result<Answer, Refusal> {
                                         FileTaken now = taken;
                                         if (const auto before = find_taken(context.sql(), county_, taken.file)) {
                                             now = *before;
                                         } else {
                                             if (why) now.item = open_item(context, collected.name, *why);
                                             add_taken(context, now);
                                         }
                                         return Answer{}.set("file", now.file).set("item", now.item);
                                     });
        if (!noted) return pass_on(noted);
        collected.taking = taken.taking;
        collected.item = noted->number("item");
        return {};
    }

    static std::int64_t open_item(CommandContext& context, const std::string& name, const Refusal& why) {
        Text detail = why.what();
        if (!why.findings().empty()) {
            const Finding& first = why.findings().front();
            detail.zh += fmt::format("第 {} 行：{}", first.row, first.reason.zh);
            detail.en += fmt::format(" Row {}: {}", first.row, first.reason.en);
        }
        return worklist::open_item(
            context, {worklist::Kind::file_not_taken, {}, {}, masked(name), std::move(detail), Role::liaison});
    }

    Desk& desk_;
    const crypto::Sealer& sealer_;
    const Actor& actor_;
    County county_;
    const Connection& connection_;
    OpenConnection& opened_;
    std::set<std::string> waiting_;
    std::optional<Refusal> statement_refusal_;  // Why the file at hand, a statement, was not taken as one.
};

}  // namespace

Result<std::vector<Collected>, Refusal> collect(Desk& desk, const crypto::Sealer& sealer, const Opener& open,
                                                const Actor& actor, County county, const Connection& connection,
                                                LongWork work) {
    if (auto may = check_rights(actor, receive_kind, county, {}); !may) return pass_on(may);
    auto opened = open(connection.text);
    if (!opened) return pass_on(opened);
    return Collecting{desk, sealer, actor, county, connection, *opened}.run(work);
}

}  // namespace mingzhang::exchange
