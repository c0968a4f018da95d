// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <boost/json.hpp>

#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

// Collects what the passes found, as lines for people and as a document.
class Passes {
public:
    explicit Passes(Language language) : language_{language} {}

    void add(std::string_view code, const Text& title, const store::PassReport& report) {
        const bool holds = report.broken.empty();
        all_hold_ = all_hold_ && holds;
        ++count_;
        said_ = said_ + say("{0:>2}  {1}  {2}（{3} 条）\n", "{0:>2}  {4}  {5} ({3} records)\n", count_,
                            holds ? "通过" : "不符", title.zh, report.records, holds ? "ok    " : "BROKEN", title.en);
        boost::json::array broken;
        for (const Text& record : report.broken) {
            said_ = said_ + say("      {0}\n", "      {1}\n", record.zh, record.en);
            broken.emplace_back(record.in(language_));
        }
        passes_.push_back({{"number", count_},
                           {"code", code},
                           {"title", title.in(language_)},
                           {"records", report.records},
                           {"holds", holds},
                           {"broken", std::move(broken)}});
    }

    [[nodiscard]] Reply reply() && {
        const Text verdict = all_hold_ ? say("{0} 项检查全部通过。", "All {0} passes hold.", count_)
                                       : say("有检查不符：请保留数据库原样，查明原因。",
                                             "Something does not hold: keep the database as it is and find out why.");
        return {.said = said_ + verdict,
                .document =
                    boost::json::serialize(boost::json::object{{"holds", all_hold_}, {"passes", std::move(passes_)}}),
                .holds = all_hold_};
    }

private:
    Language language_;
    Text said_;
    boost::json::array passes_;
    int count_ = 0;
    bool all_hold_ = true;
};

// All passes see one moment of the database. Who has not the keys proves everything but what is sealed.
Result<Reply, Refusal> verify(Invocation& invocation) {
    const auto place = invocation.workplace();
    if (!place) return tl::unexpected{place.error()};
    store::Store& store = (*place)->store();
    const crypto::Sealer* keys = nullptr;
    if (invocation.given("sealed")) {
        const auto sealer = (*place)->sealer();
        if (!sealer) return tl::unexpected{sealer.error()};
        keys = *sealer;
    }
    Passes passes{invocation.language()};
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        const auto add = [&](std::string_view code, const Text& title, const store::PassReport& report) {
            passes.add(code, title, report);
        };
        store::verify(store, (*place)->parts(), add);
        if (keys != nullptr) store::verify_sealed(store, (*place)->parts(), *keys, add);
        return {};
    });
    if (!read) return pass_on(read);
    return std::move(passes).reply();
}

}  // namespace

std::vector<Verb> verify_verbs() {
    return {{{"verify"},
             {"逐项证明账目、日志和数据库没有被改动", "prove ledger, log and database, pass by pass"},
             {option("--sealed", Kind::flag,
                     {"并用密钥解开每个号码和每份存档", "and open every number and archived file with the keys"})},
             verify}};
}

}  // namespace mingzhang::console
