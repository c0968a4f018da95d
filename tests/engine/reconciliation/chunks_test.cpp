// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A result file of many rows is posted in several commands.
#include <soci/soci.h>

#include "engine/reconciliation/bank_files.hpp"
#include "engine/reconciliation/post_result.hpp"
#include "engine/reconciliation/schema.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using bank::OutcomeStatus;
using reconciliation::ResultRefusal;

namespace {

// Stops the posting once so many rows are posted, as a power cut would between two commands.
class StopsAt final : public Progress {
public:
    explicit StopsAt(std::uint64_t rows) : rows_{rows} {}
    void at(const Text&, std::uint64_t done, std::uint64_t) override {
        if (done >= rows_) stop_.request_stop();
    }
    LongWork work() { return {*this, stop_.get_token()}; }

private:
    std::uint64_t rows_;
    std::stop_source stop_;
};

// A sent batch of five instructions, and an answer of every kind: one of its rows is a stranger's, and one payment
// stands in it twice, far apart.
struct Large {
    Large() {
        office.receive(1000);
        office.release({{"YX1", 6, 1},
                        {"YX2", 20, 2, "测试乙"},
                        {"YX3", 40, 3, "测试丙"},
                        {"YX4", 80, 4, "测试丁"},
                        {"YX5", 160, 5, "测试戊"}});
        batch = office.sent_batch();
        bytes = result_file(office, batch,
                            {{4},
                             {1, OutcomeStatus::failed, "已销户"},
                             {2},
                             {2, OutcomeStatus::paid, "", 0, "B9-000009"},
                             {5, OutcomeStatus::pending},
                             {3},
                             {4}});
    }
    Result<Answer, Refusal> post(std::size_t rows_a_command, const LongWork* work = nullptr, const char* key = "") {
        return reconciliation::post_result_file(office.desk, office.sealer, office.liaison,
                                                {county, batch, "result.txt", bytes, key, rows_a_command, work});
    }
    std::int64_t commands() { return office.count("SELECT count(*) FROM command WHERE name = 'bank.result'"); }
    std::vector<reconciliation::BankFile> files() {
        std::vector<reconciliation::BankFile> found;
        reconciliation::read_bank_files(office.sql(), county, [&](const auto& file) { found.push_back(file); });
        return found;
    }

    PracticeOffice office;
    std::int64_t batch = 0;
    std::string bytes;
};

constexpr std::int64_t rows = 7;

}  // namespace

TEST_CASE("A file posted in chunks ends as one posted at once, and answers the same") {
    Large at_once;
    const auto expected = at_once.post(rows);
    REQUIRE(expected.has_value());
    REQUIRE(at_once.commands() == 1);
    CHECK(expected->number("exceptions") == 3);

    const int rows_a_command = GENERATE(1, 2, 3, 6);
    CAPTURE(rows_a_command);
    Large large;
    const auto answer = large.post(static_cast<std::size_t>(rows_a_command));
    REQUIRE(answer.has_value());
    CHECK(answer->fields() == expected->fields());
    CHECK(large.commands() == (rows + rows_a_command - 1) / rows_a_command);
    for (const char* query :
         {"SELECT count(*) FROM outcome", "SELECT count(*) FROM transfer", "SELECT count(*) FROM worklist_item",
          "SELECT sum(amount) FROM outcome WHERE status = 1", "SELECT count(*) FROM bank_file",
          "SELECT sum(instruction * sequence * status) FROM outcome"})
        CHECK(large.office.count(query) == at_once.office.count(query));
    CHECK_FALSE(large.files().front().is_being_posted());
    large.office.check_books();
}

TEST_CASE("A file of no more rows than a command takes leaves one command and no chunk") {
    Large large;
    REQUIRE(large.post(rows).has_value());
    CHECK(large.commands() == 1);
    CHECK(large.office.count("SELECT count(*) FROM bank_file_chunk") == 0);
}

TEST_CASE("Cut short between two chunks the books hold, and asking again posts what is missing and nothing twice") {
    Large at_once;
    const auto expected = at_once.post(rows);
    REQUIRE(expected.has_value());
    const int cut_at = GENERATE(2, 4, 6);
    const char* key = GENERATE("", "7-1");
    CAPTURE(cut_at, key);
    Large large;
    StopsAt stops{static_cast<std::uint64_t>(cut_at)};
    const LongWork work = stops.work();
    const auto cut = large.post(2, &work, key);
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().is(ResultRefusal::stopped));
    CHECK(large.files().front().is_being_posted());
    CHECK(large.files().front().posted == cut_at);
    large.office.check_books();

    // Whoever asks again may be told to post more at once: the chunks stay as they were begun.
    const auto answer = large.post(static_cast<std::size_t>(rows), nullptr, key);
    REQUIRE(answer.has_value());
    CHECK(answer->fields() == expected->fields());
    CHECK_FALSE(large.files().front().is_being_posted());
    CHECK(large.commands() == 4);
    large.office.check_books();
}

TEST_CASE("A file posted in chunks and given again posts nothing; under its key it answers as it did") {
    Large large;
    const auto answer = large.post(2, nullptr, "7-1");
    REQUIRE(answer.has_value());
    const auto entries = large.office.count("SELECT count(*) FROM transfer");
    const auto same_key = large.post(2, nullptr, "7-1");
    REQUIRE(same_key.has_value());
    CHECK(same_key->fields() == answer->fields());
    const auto again = large.post(2);
    REQUIRE(again.has_value());
    CHECK(again->number("repeated") == 1);
    CHECK(again->number("rows") == 0);
    CHECK(large.office.count("SELECT count(*) FROM transfer") == entries);
    CHECK(large.files().size() == 1);
}

TEST_CASE("What another file told of a payment between two chunks is not posted again") {
    Large large;
    StopsAt stops{4};
    const LongWork work = stops.work();
    REQUIRE_FALSE(large.post(2, &work).has_value());
    CHECK(posted(large.office, large.batch, {{3}}).number("paid") == 1);
    const auto answer = large.post(2);
    REQUIRE(answer.has_value());
    CHECK(answer->number("repeated_rows") == 1);
    CHECK(answer->number("paid") == 1);
    large.office.check_books();
}

TEST_CASE("A command that came between two chunks is seen though the posting was not cut short") {
    // Asked between the commands, it posts another file itself.
    class PostsAnother final : public Progress {
    public:
        explicit PostsAnother(Large& large) : large_{large} {}
        void at(const Text&, std::uint64_t done, std::uint64_t) override {
            if (done == 4) posted(large_.office, large_.batch, {{3}});
        }

    private:
        Large& large_;
    };
    Large large;
    PostsAnother another{large};
    const LongWork work{another, {}};
    const auto answer = large.post(2, &work);
    REQUIRE(answer.has_value());
    CHECK(answer->number("repeated_rows") == 1);
    large.office.check_books();
}

TEST_CASE("A file that reads differently than when its posting began is not posted on") {
    Large large;
    StopsAt stops{4};
    const LongWork work = stops.work();
    REQUIRE_FALSE(large.post(2, &work).has_value());
    test::behind_the_programs_back(large.office.desk.store(), "bank_file", "UPDATE bank_file SET rows = rows + 1");
    const auto refused = large.post(2);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(ResultRefusal::read_differently));
    CHECK(large.files().front().posted == 4);
}

TEST_CASE("Verify finds an outcome that belongs to no chunk of its file") {
    Large large;
    REQUIRE(large.post(2).has_value());
    REQUIRE(large.office.verify() == "");
    test::behind_the_programs_back(large.office.desk.store(), "bank_file_chunk",
                                   "UPDATE bank_file_chunk SET command = command + 1000 WHERE chunk = 1");
    bool found = false;
    for (const auto& pass : reconciliation::reconciliation_part().passes)
        if (pass.code == "reconciliation.files") found = !pass.run(large.office.desk.store()).broken.empty();
    CHECK(found);
}
