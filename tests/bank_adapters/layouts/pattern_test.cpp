// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/pattern.hpp"

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

TEST_CASE("A pattern is filled from the head and takes the same values back") {
    struct Row {
        const char* pattern;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({
        {"", ""},
        {"PAYOFFSTART", "PAYOFFSTART"},
        {"批次号:{batch}", "批次号:12"},
        {"{batch:6}-{date}", "000012-20221009"},
        {"DF{merchant:15}{date}{batch:4}I.txt", "DF105000000000001202210090012I.txt"},
        {"{program}|{count}", "城市低保|5"},
        {"{payer_account}", "6299990000009999"},
        {"{{{batch}}}", "{12}"},
    }));
    CAPTURE(row.pattern);
    const auto pattern = Pattern::parse(row.pattern);
    REQUIRE(pattern.has_value());
    const Record head = to_record(sample_head());
    CHECK(pattern->fill(head).value() == row.text);

    Record taken;
    const std::string longer = std::string{row.text} + "|x";
    const auto rest = pattern->take(longer, taken);
    REQUIRE(rest.has_value());
    CHECK(*rest == "|x");
    for (const Field field : pattern->fields()) CHECK(taken[field] == head[field]);
}

TEST_CASE("A pattern that names no field of the head, or a wrong width, is refused") {
    const auto text = GENERATE("{amount}", "{nonsense}", "{", "{batch", "{total}", "{batch:0}", "{batch:x}",
                               "{batch:19}", "{date:4}", "{}");
    CAPTURE(text);
    CHECK_FALSE(Pattern::parse(text).has_value());
}

TEST_CASE("A pattern is not filled with a value that is missing or does not fit its width") {
    FileHead head = sample_head();
    head.batch = 12345;
    head.merchant = "7";
    head.payer_region.clear();
    CHECK(Pattern::parse("{batch:4}")->fill(to_record(head)).error() == Field::batch);
    CHECK(Pattern::parse("{merchant:3}")->fill(to_record(head)).error() == Field::merchant);  // "7" is not "007".
    CHECK(Pattern::parse("{payer_region}")->fill(to_record(head)).error() == Field::payer_region);
}

TEST_CASE("A pattern does not take what another text says") {
    struct Row {
        const char* pattern;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({
        {"批次号:{batch}", "批号:12"},
        {"批次号:{batch}", "批次号:"},
        {"批次号:{batch}", "批次号:x"},
        {"{date}", "20221309"},
        {"{date}", "2022"},
        {"{batch:4}", "12"},
        {"{merchant}-", "105"},
        {"{payer_account}", "123"},
    }));
    CAPTURE(row.pattern, row.text);
    Record taken;
    CHECK_FALSE(Pattern::parse(row.pattern)->take(row.text, taken).has_value());
}
