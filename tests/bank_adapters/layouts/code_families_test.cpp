// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/code_families.hpp"

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

// The delivered layout of CCB, with what stands under [answers] begun by this line.
Layout ccb_with(std::string_view line) {
    std::string toml;
    for (const auto& delivered : delivered_layouts())
        if (delivered.name == "ccb") toml = delivered.toml;
    const std::size_t at = toml.find("[answers.statuses]");
    REQUIRE(at != std::string::npos);
    toml.insert(at, "[answers]\n" + std::string{line} + "\n");
    return layout_from(toml);
}

}  // namespace

TEST_CASE("Every code of the known families means what is published of it, and what it says by itself") {
    struct Row {
        const char* family;
        const char* code;
        std::optional<Reason> meaning;  // None: the words after it say it.
    };
    // bank-files.md §1.3, each code once.
    const auto row = GENERATE(values<Row>({
        {"allinpay", "3004", Reason::account_not_found},
        {"allinpay", "3006", Reason::account_lost},
        {"allinpay", "3008", Reason::payer_short_of_funds},
        {"allinpay", "3009", Reason::account_not_found},
        {"allinpay", "3010", Reason::account_abnormal},
        {"allinpay", "3013", Reason::limit_exceeded},
        {"allinpay", "3016", Reason::account_lost},
        {"allinpay", "3017", Reason::account_frozen},
        {"allinpay", "3018", Reason::account_closed},
        {"allinpay", "3020", Reason::account_abnormal},
        {"allinpay", "3030", Reason::account_not_found},
        {"allinpay", "3031", Reason::name_mismatch},
        {"allinpay", "3034", Reason::account_kind},
        {"allinpay", "3037", Reason::account_not_active},
        {"allinpay", "3039", Reason::account_closed},
        {"allinpay", "3045", Reason::no_agreement},
        {"allinpay", "3051", Reason::duplicate},
        {"allinpay", "3056", Reason::returned},
        {"allinpay", "3057", Reason::account_abnormal},
        {"allinpay", "3097", Reason::not_given},
        {"allinpay", "3999", std::nullopt},
        {"fsbr", "FSBR1010", Reason::returned_on_request},
        {"fsbr", "FSBR1210", Reason::account_dormant},
        {"fsbr", "FSBR1212", Reason::account_kind},
        {"fsbr", "FSBR6037", Reason::account_not_found},
        {"fsbr", "FSBR6038", Reason::name_mismatch},
        {"fsbr", "FSBR6039", Reason::account_frozen},
        {"fsbr", "FSBR6041", Reason::account_abnormal},
        {"fsbr", "FSBR6044", Reason::account_currency},
        {"fsbr", "FSBR6045", Reason::limit_exceeded},
        {"fsbr", "FSBR6046", Reason::id_mismatch},
        {"fsbr", "FSBR6051", Reason::received_not_credited},
        {"fsbr", "FSBR6999", std::nullopt},
        {"psbc-host", "4", Reason::account_not_found},
        {"psbc-host", "7", Reason::account_kind},
        {"psbc-host", "9", Reason::account_closed},
        {"psbc-host", "10", Reason::account_frozen},
        {"psbc-host", "12", Reason::account_frozen},
        {"psbc-host", "13", Reason::account_lost},
        {"psbc-host", "17", Reason::account_dormant},
        {"psbc-host", "20", Reason::account_abnormal},
        {"psbc-host", "25", Reason::account_not_active},
        {"psbc-host", "37", Reason::name_mismatch},
        {"psbc-host", "60", Reason::account_kind},
        {"direct-013", "013031", Reason::name_mismatch},
        {"direct-013", "013030", Reason::account_not_found},
        {"direct-013", "013017", Reason::account_frozen},
        {"direct-013", "013064", Reason::account_kind},
        {"direct-013", "013028", Reason::bank_failure},
        {"direct-013", "012015", Reason::bank_failure},
        {"rural-clearing", "NN1IA102", Reason::name_mismatch},
        {"rural-clearing", "NN1IA999", Reason::account_abnormal},
        {"rural-clearing", "NN1IO307", Reason::returned},
        {"rural-clearing", "NN1ISO999", Reason::duplicate},
        {"ccb-account", "1", Reason::account_closed},
        {"ccb-account", "3", Reason::account_frozen},
        {"ccb-account", "4", Reason::account_abnormal},
    }));
    CAPTURE(row.family, row.code);
    const CodeFamily* family = find_code_family(row.family);
    REQUIRE(family != nullptr);
    REQUIRE(family->meanings.contains(row.code));
    CHECK(family->meanings.at(row.code) == row.meaning);
}

TEST_CASE("A reason is known by the code it begins with, once the layout names the family") {
    struct Row {
        const char* text;
        std::optional<Reason> meaning;
    };
    const auto row = GENERATE(values<Row>({
        {"3031", Reason::name_mismatch},
        {"3031账号户名不符", Reason::name_mismatch},
        {"[3031] 户名", Reason::name_mismatch},
        {"3031：户名", Reason::name_mismatch},
        {"户名不符", Reason::name_mismatch},       // Words go on being read as words,
        {"退汇", Reason::returned},                // and the layout's own before any code.
        {"3999账户冻结", Reason::account_frozen},  // Says nothing itself: the words do.
        {"3999：户名不符", Reason::name_mismatch},
        {"3999", std::nullopt},
        {"3999另有原因", std::nullopt},
        {"30312", std::nullopt},  // Another code, not one with something after it.
        {"A3031", std::nullopt},
        {"FSBR6038", std::nullopt},  // Of a family the layout does not name.
        {"", std::nullopt},
    }));
    CAPTURE(row.text);
    CHECK(ccb_with(R"(codes = ["allinpay"])").answers.reason_for(row.text) == row.meaning);
}

TEST_CASE("Without a family named, a code is only a text nobody has mapped") {
    CHECK(the_layout("ccb").answers.reason_for("3031") == std::nullopt);
}
