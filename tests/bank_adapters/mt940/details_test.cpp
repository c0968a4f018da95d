// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_details.hpp"

#include <array>
#include <catch2/catch.hpp>

using namespace mingzhang::bank;
using namespace mingzhang::bank::mt940;

TEST_CASE("the other party, the ids and the text of a payment are found in every dialect") {
    struct Row {
        const char* text;
        EntryTransaction expected;
    };
    const auto row = GENERATE(values<Row>({
        {"166?00GUTSCHRIFT?100399?20EREF+EndToEnd?21 00001?22SVWZ+Purpose?23 goes "
         "on?30DRESDEFF508?31DE145088?32KARL?33  "
         "      KAUFMANN?70x",
         {std::nullopt, "EndToEnd 00001", "", "", "KARL KAUFMANN", "DE145088", "Purpose goes on"}},
        // A payment that came back, with the reason in the German banks' numbering.
        {"159?00RETOURE?20EREF+B12-000001?21MTLG:Grund nicht spezifiziert?34914",
         {std::nullopt, "B12-000001", "", "914", "", "", "EREF+B12-000001MTLG:Grund nicht spezifiziert"}},
        // The same number beside another kind of business says something else.
        {"166?20EREF+X?34000", {std::nullopt, "X", "", "", "", "", "EREF+X"}},
        {"005/20EREF+X/32NAME", {std::nullopt, "X", "", "", "NAME", "", "EREF+X"}},
        {"/EREF/20120512-200036//IBAN/NL69INGB0123456789/NAME/J JANSEN  BV/REMI/rent",
         {std::nullopt, "20120512-200036", "", "", "J JANSEN BV", "NL69INGB0123456789",
          "/EREF/20120512-200036//IBAN/NL69INGB0123456789/NAME/J JANSEN  BV/REMI/rent"}},
        {"/RTRN/AC04/EREF/B12-000007/",
         {std::nullopt, "B12-000007", "", "AC04", "", "", "/RTRN/AC04/EREF/B12-000007/"}},
        {"MultiSafepay ID : 10269", {std::nullopt, "", "", "", "", "", "MultiSafepay ID : 10269"}},
        {"091", {}},
        {"", {}},
        {"1234567", {std::nullopt, "", "", "", "", "", "1234567"}},
    }));
    CAPTURE(row.text);
    MtDetails details;
    details.read(row.text);
    EntryTransaction transaction;
    put_details(details, transaction);
    CHECK(transaction == row.expected);
}

TEST_CASE("a separator that is not followed by a number belongs to the text") {
    MtDetails details;
    details.read("166?20why?21?really?22?3");
    CHECK(details.parts == std::vector<std::string_view>{"why", "?really", "?3"});
}

TEST_CASE("nothing of one payment is left in the next") {
    constexpr std::array texts{"159?00RETOURE?20EREF+B12-000001?30BANK?31ACCOUNT?32NAME?34914?10B",
                               "/RTRN/AC04/EREF/B12-000007/NAME/KARL/IBAN/NL69INGB0123456789/", "166?00X", "free text",
                               ""};
    for (const char* before : texts) {
        for (const char* text : texts) {
            CAPTURE(before, text);
            MtDetails used, fresh;
            EntryTransaction reused, expected;
            used.read(before);
            put_details(used, reused);
            used.read(text);
            put_details(used, reused);
            fresh.read(text);
            put_details(fresh, expected);
            CHECK(reused == expected);
        }
    }
}
