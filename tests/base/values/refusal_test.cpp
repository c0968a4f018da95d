// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/refusal.hpp"

#include <catch2/catch.hpp>

namespace bakery {

enum class SellError { no_bread, no_change };

mingzhang::RefusalWords words(SellError error) {
    if (error == SellError::no_bread)
        return {"sell/no_bread", "{0} 卖完了", "{0} is sold out", "请 {1} 点再来", "come back at {1}"};
    return {"sell/no_change", "找不开", "no change", "请付零钱", "pay in coins"};
}

}  // namespace bakery

using namespace mingzhang;

static_assert(RefusalReason<bakery::SellError>);
static_assert(!RefusalReason<int>);

TEST_CASE("A refusal's four sentences are filled with the same arguments") {
    const Refusal told = refusal(bakery::SellError::no_bread, "饼", 7);
    CHECK(told.code() == "sell/no_bread");
    CHECK(told.what() == Text{"饼 卖完了", "饼 is sold out"});
    CHECK(told.next() == Text{"请 7 点再来", "come back at 7"});
    CHECK(told.findings().empty());
}

TEST_CASE("An argument with braces stays as it is") {
    CHECK(refusal(bakery::SellError::no_bread, "{1}", 7).what().en == "{1} is sold out");
}

TEST_CASE("A refusal knows its reason") {
    const Refusal told = refusal(bakery::SellError::no_change);
    CHECK(told.is(bakery::SellError::no_change));
    CHECK_FALSE(told.is(bakery::SellError::no_bread));
}

TEST_CASE("A refusal is passed on whole to a result of another type") {
    Result<int, Refusal> first = refuse(bakery::SellError::no_change);
    const Result<std::string, Refusal> second = pass_on(first);
    REQUIRE_FALSE(second);
    CHECK(second.error().is(bakery::SellError::no_change));
}

TEST_CASE("Findings travel with the refusal") {
    const Finding finding{"list.csv", 3, "金额", "abc", {"不是数", "not a number"}};
    const Refusal told = refusal(bakery::SellError::no_change).with({finding});
    REQUIRE(told.findings().size() == 1);
    CHECK(told.findings().front() == finding);
}

TEST_CASE("A sentence for people is read in the language asked for") {
    const Text text{"好", "good"};
    CHECK(text.in(Language::zh) == "好");
    CHECK(text.in(Language::en) == "good");
}
