// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/pretended_bank.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "base/tables/csv_writer.hpp"
#include "base/text/atomic_file.hpp"

namespace mingzhang::exchange {

using bank::signing::RoadFile;
using bank::transport::WaitingFile;

namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

// The bank's books: each file that came under its name and the day, a mark for each answer told, and what was answered
// to recalls.
class Books {
public:
    explicit Books(const fs::path& folder)
        : taken_{folder / "taken"}, told_{folder / "told"}, truth_{folder / "truth"} {
        for (const fs::path& part : {taken_, told_, truth_}) fs::create_directories(part);
    }

    [[nodiscard]] bool has_taken(const std::string& name) const { return fs::exists(taken_ / name); }
    Result<void, Refusal> take(const RoadFile& file, Date day) const {
        if (auto dated = write_file_atomically(taken_ / (file.name + ".day"), to_string(day)); !dated) return dated;
        return write_file_atomically(taken_ / file.name, file.bytes);
    }

    struct Taken {
        RoadFile file;
        Date day;
    };
    [[nodiscard]] std::vector<Taken> all_taken() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator{taken_})
            if (entry.path().extension() == ".day") names.insert(entry.path().stem());
        std::vector<Taken> all;
        for (const std::string& name : names) {
            const auto day = parse_date(read_whole(taken_ / (name + ".day")));
            if (day && has_taken(name)) all.push_back({{name, read_whole(taken_ / name)}, *day});
        }
        return all;
    }

    [[nodiscard]] bool has_told(const std::string& mark) const { return fs::exists(told_ / mark); }
    Result<void, Refusal> tell(const std::string& mark) const { return write_file_atomically(told_ / mark, "1"); }

    [[nodiscard]] Result<void, Refusal> keep_truth(const std::string& name, const Table& truth) const {
        return write_csv(truth, truth_ / (name + ".csv"));
    }

private:
    fs::path taken_, told_, truth_;
};

class Round {
public:
    Round(PretendedBank& bank, Instant now) : bank_{bank}, now_{now}, books_{bank.books} {}

    Result<Served, Refusal> run() {
        if (auto taken = take_in(); !taken) return pass_on(taken);
        for (const Books::Taken& taken : books_.all_taken())
            if (auto told = answer(taken); !told) return pass_on(told);
        return served_;
    }

private:
    Result<void, Refusal> take_in() {
        auto waiting = bank_.road.road->waiting();
        if (!waiting) return pass_on(waiting);
        for (const WaitingFile& file : *waiting) {
            if (bank_.road.agreement->is_companion(file.name)) continue;
            auto companions = fetch_companions(file.name, *waiting);
            if (!companions) return pass_on(companions);
            auto bytes = bank_.road.road->fetch(file);
            if (!bytes) return pass_on(bytes);
            auto opened = bank_.road.agreement->open_up({file.name, std::move(*bytes)}, companions->files, now_);
            if (!opened) {
                served_.refused.push_back(file.name + ": " + opened.error().what().zh);
            } else if (!books_.has_taken(opened->name)) {
                if (auto taken = books_.take(*opened, office_date(now_)); !taken) return taken;
                served_.taken.push_back(opened->name);
            }
            if (auto gone = bank_.road.road->take_away(file); !gone) return gone;
            for (const WaitingFile& companion : companions->there)
                if (auto gone = bank_.road.road->take_away(companion); !gone) return gone;
        }
        return {};
    }

    struct Companions {
        std::vector<RoadFile> files;
        std::vector<WaitingFile> there;
    };
    Result<Companions, Refusal> fetch_companions(const std::string& name, const std::vector<WaitingFile>& waiting) {
        Companions companions;
        for (const std::string& companion : bank_.road.agreement->companions(name)) {
            const auto at = std::find_if(waiting.begin(), waiting.end(),
                                         [&](const WaitingFile& file) { return file.name == companion; });
            if (at == waiting.end()) continue;
            auto bytes = bank_.road.road->fetch(*at);
            if (!bytes) return pass_on(bytes);
            companions.files.push_back({companion, std::move(*bytes)});
            companions.there.push_back(*at);
        }
        return companions;
    }

    Result<void, Refusal> answer(const Books::Taken& taken) {
        if (reconciliation::is_recall_request(taken.file.bytes)) return answer_recall(taken);
        auto plan = reconciliation::plan_answers(bank_.layout, taken.file.bytes, taken.file.name, bank_.ways);
        if (!plan) return cannot_read(taken, plan.error());
        if (auto told = tell(taken, plan->files); !told) return pass_on(told);
        return {};
    }

    // What was told so far stands in the books as truth.
    Result<void, Refusal> answer_recall(const Books::Taken& taken) {
        auto plan = reconciliation::plan_recall_answers(taken.file.bytes, taken.file.name, bank_.recall_ways);
        if (!plan) return cannot_read(taken, plan.error());
        auto number = tell(taken, plan->files);
        if (!number) return pass_on(number);
        std::vector<std::string> told;
        for (std::size_t at = 0; at < *number; ++at) told.push_back(plan->files[at].name);
        std::erase_if(plan->told, [&](const reconciliation::RecallTold& one) {
            return std::find(told.begin(), told.end(), one.file_name) == told.end();
        });
        return books_.keep_truth(taken.file.name, reconciliation::truth_table(std::move(plan->told)));
    }

    Result<void, Refusal> cannot_read(const Books::Taken& taken, const Refusal& why) {
        served_.refused.push_back(taken.file.name + ": " + why.what().zh);
        return {};
    }

    // The answers that are due, in their order; gives how many of them are told by now.
    template <class File>
    Result<std::size_t, Refusal> tell(const Books::Taken& taken, const std::vector<File>& files) {
        const auto today = (std::chrono::sys_days{office_date(now_)} - std::chrono::sys_days{taken.day}).count();
        std::size_t number = 0;
        for (const File& file : files) {
            const std::string mark = taken.file.name + "." + std::to_string(number + 1);
            if (!books_.has_told(mark)) {
                if (!bank_.at_once && file.day > today) break;
                auto told = lay_down(file.name, file.bytes);
                if (!told) return pass_on(told);
                if (!*told) break;
                if (auto noted = books_.tell(mark); !noted) return pass_on(noted);
            }
            ++number;
        }
        return number;
    }

    // The signature first, as the office does it. False: an answer of that name has not been fetched yet, and this one
    // waits for the next round.
    Result<bool, Refusal> lay_down(const std::string& name, const std::string& bytes) {
        auto made = bank_.road.agreement->close_up({name, bytes}, now_);
        if (!made) return pass_on(made);
        std::stable_partition(made->begin(), made->end(),
                              [&](const RoadFile& one) { return bank_.road.agreement->is_companion(one.name); });
        for (const RoadFile& one : *made) {
            const auto put = bank_.road.road->put(one.name, one.bytes);
            if (put.delivery != bank::transport::Delivery::acknowledged) return false;
        }
        served_.told.push_back(name);
        return true;
    }

    PretendedBank& bank_;
    Instant now_;
    Books books_;
    Served served_;
};

}  // namespace

Result<Served, Refusal> serve(PretendedBank& bank, Instant now) {
    return Round{bank, now}.run();
}

}  // namespace mingzhang::exchange
