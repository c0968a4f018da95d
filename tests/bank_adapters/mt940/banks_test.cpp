// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/bank_adapters/damage.hpp"
#include "tests/bank_adapters/mt940/mt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::EntryStatus;

namespace {

// What is expected of a bank's file: the first statement whole, and the first payment of its last entry.
struct Row {
    const char* bank;
    std::string bytes;
    std::size_t statements;
    const char* account;
    std::size_t entries;
    std::optional<bool> proven;
    bank::EntryTransaction payment;
};

bank::EntryTransaction payment(std::string reference, std::string end_to_end_id, std::string name, std::string account,
                               std::string return_reason = {}) {
    return {.end_to_end_id = std::move(end_to_end_id),
            .reference = std::move(reference),
            .return_reason = std::move(return_reason),
            .name = std::move(name),
            .account = std::move(account)};
}

std::string text_of(const Finding& finding) {
    return std::to_string(finding.row) + " " + finding.column + " " + finding.reason.en;
}

const std::string ing_heading = "0000 01INGBNL2AXXXX00001\n0000 01INGBNL2AXXXX00001\n940 00\n";
const std::string swedish =
    "\xC3\xA4"
    "4:\n:20:5566\n:25:10020030/1234567\n:28C:188/1\n:60F:C130928SEK5,\n"
    ":61:1309280928CK1,NMSCBGGIRERING//12345678\n:62F:C130930SEK6,\n:64:C130930SEK6,\n"
    "-\xC3\xA5\n";
// The shapes are those of banks; accounts, names and amounts are invented, the numbers mostly nines.
const std::vector<Row> rows{
    {"ABN AMRO: a heading, words between slashes cut by line ends",
     "ABNANL2A\n940\nABNANL2A\n:20:ABN AMRO BANK NV\n:25:123456789\n:28:13501/1\n:60F:C120511EUR5,\n"
     ":61:1205120514C1,01N654NONREF\n:86:/TRTP/SEPA TERUGBOEKING/IBAN/ NL79ABNA9999999901/BIC/ABNANL2A\n"
     "/NAME/M. VOORBEELD/RTRN/MS02/REMI//INV/12 1.1\n2.2016/EREF/NOTPRO\nVIDED\n:62F:C120514EUR6,01\n-\n"
     "ABNANL2A\n940\nABNANL2A\n:20:ABN AMRO BANK NV\n:25:1\n:60M:C120514EUR6,01\n:62M:C120514EUR6,01\n-\n",
     2, "123456789", 1, true, payment("", "NOTPROVIDED", "M. VOORBEELD", "NL79ABNA9999999901", "MS02")},
    {"ABN AMRO before: labels in columns",
     ":20:ABN AMRO BANK NV\n:25:5\n:28:2001/1\n:60F:C150116EUR1,\n:61:1501200120C10,5N654NONREF\n"
     ":86:SEPA OVERBOEKING                 IBAN: NL90CHAS9999999902\nBIC: CHASNL2XXXX                 NAAM: AA B.V.\n"
     "OMSCHRIJVING: DEC 2015 CONSU LTING\nKENMERK: 7541410\n:62F:C150120EUR11,50\n-\n",
     1, "5", 1, true, payment("", "7541410", "AA B.V.", "NL90CHAS9999999902")},
    {"ING before: kinds of business of two letters, an end with letters behind the dash",
     ing_heading +
         ":20:MPBZ\n:25:0001234567\n:28C:000\n:60F:C100722EUR9,\n:61:100722D1,03NOV NONREF\n:86: RC 1\n"
         ":61:100722D1,11NGT TMG TANGO\n:86:0111111111 ING iDEAL\n:62F:C100723EUR6,86\n"
         ":86:D000004C000002D25,24C28,71\n-XXX\n" +
         ing_heading + ":20:MPBZ\n:25:2\n:28C:000\n:60F:C100723EUR6,86\n:62F:C100723EUR6,86\n-XXX\n",
     2, "0001234567", 2, true, payment("", "", "", "")},
    {"ING: blocks on lines of their own, one word for the party, supplementary details that are no reference",
     "{1:F01INGBNL2ABXXX0000000000}\n{2:I940INGBNL2AXXXN}\n{4:\n:20:P1\n:25:NL92INGB9999999903EUR\n:28C:00000\n"
     ":60F:C150127EUR10000,00\n:61:1501280128D100,00NTRFEREF//45674567456745\n/TRCD/00100/\n"
     ":86:/EREF/SCT-1-R1//CNTP/NL63INGB9999999904/INGBNL2A/GREEN BV///REMI/USTD\n//110130590/\n"
     ":62F:C150128EUR9900,00\n:64:C150128EUR9900,00\n:65:C150129EUR9900,00\n:86:/SUM/3/0/100,00/0,00/\n-}\n",
     1, "NL92INGB9999999903", 1, true, payment("45674567456745", "SCT-1-R1", "GREEN BV", "NL63INGB9999999904")},
    {"Rabobank: a heading, the account on the second line, a lone dash in the text",
     ":940:\n:20:940S170606\n:25:NL13RABO9999999905 EUR\n:28C:17109\n:60F:C170605EUR000000010000,50\n"
     ":61:170606C000000001000,00N541EREF            \nNL83RABO9999999906\n"
     ":86:/EREF/3434/ORDP//NAME/Delta\n BV/REMI/Periode 01-01-2018 -\n-\n:62F:C170606EUR000000011000,50\n",
     1, "NL13RABO9999999905", 1, true, payment("", "3434", "Delta BV", "NL83RABO9999999906")},
    {"Rabobank before: several details of one entry, a point as decimal mark",
     ":20:940A120918\n:25:9999.99.919EUR\n:28:00000/00\n:60F:C120917EUR000000009265.12\n"
     ":61:120918D000000000500,00N0620266050522      Voorbeeld \n:86:BETALINGSKENM.  9999999931\n:86:NUMMER\n"
     ":86:1402786401\n:62F:C120918EUR000000008765,12\n",
     1, "9999.99.919", 1, true, payment("", "", "", "")},
    {"Knab: labels between slashes",
     "{1:F01KNABNL2HAXXX0000000000}{2:I940KNABNL2HXXXXN3020}{4:\n:20:A\n:25:NL92 KNAB 0123 4567 89\n:28C:1/1\n"
     ":60F:C131229EUR0,\n:61:1401011229C1000,NTRFNONREF//ABC98\n:86:REK: NL14ABNA9999999907/NAAM: BEDRIJF VOF\n"
     ":62F:C140101EUR1000,\n-}\n",
     1, "NL92 KNAB 0123 4567 89", 1, true, payment("ABC98", "", "BEDRIJF VOF", "NL14ABNA9999999907")},
    {"Triodos: another separator",
     ":20:1/1\n:25:TRIODOSBANK/0390123456\n:28:1\n:60F:C110101EUR16,\n:61:110101D15,70N000NONREF\n"
     ":86:000>100987654321\n>20ALGEMENE TUSSEN>21TEN VAN\n>22 2010>310390123457\n:62F:C110201EUR0,30\n-\n",
     1, "0390123456", 1, true, payment("", "", "", "0390123457")},
    {"Danske Bank: a file's own preface, details of the statement before the entries, entries without details",
     "This is an example\n\n- - - - -\n------\n\n:20:3996-1\n:25:DABADKKK/1111111111\n:28C:00001/001\n"
     ":60F:C090924EUR600,\n:86:For your inform. IBAN no.: DK1111111111111111\n:86:DABADKKK       \n:86:1111\n"
     ":61:0909250925DR583,92NMSC1110//1234\n:61:0910010930CR0,23FINTInterest\n:62F:C090930EUR16,31\n"
     ":64:C090930EUR6,31\n:20:3996-1\n:25:DABADKKK/1111111111\n:60F:C090930EUR16,31\n:62F:C090930EUR16,31\n",
     2, "1111111111", 2, true, payment("", "", "", "")},
    {"Handelsbanken: the braces of Swedish ASCII", swedish + swedish, 2, "1234567", 1, true,
     payment("12345678", "", "", "")},
    {"Deutsche Bank: items in the middle of a part, and cut by its end; a blank behind the amount",
     ":20:DEUTDEMMXXX\n:25:DE63999999999999999910\n:28C:00143/1\n:60F:C200605EUR20,\n"
     ":61:2006080608D12,35 NRTIKREF+//9999999999999922\n/OCMT/EUR11,85//CHGS/EUR0,50/\n"
     ":86:109?00SEPA-LASTSCHR. RETOURE CORE?109075/629?20EREF+A1.2000.\n4001?21.496 KREF+SEPA-DA?2201221-P1 MR\n"
     "EF+2?230852HW CRED+DE41?240000 OAMT+11,85 S?25VWZ+SONSTIGE GRUENDE?30CSDB?31DE50?32TES?33TER?34914\n"
     ":62F:C200608EUR7,65\n-\n",
     1, "DE63999999999999999910", 1, true, payment("9999999999999922", "A1.2000.4001.496", "TESTER", "DE50", "914")},
    {"a Sparkasse: lines broken behind the mark and behind a colon, a dash that is no end",
     ":20:S\n:25:99999925/9999999910\n:28C:0\n:60M:C181126EUR1,\n-\n:61:1811261126CR\n30,00N062NONREF\n:\n"
     "86:166?00GUTSCHR?20SVWZ+Test?32KARL\n:62F:C181126EUR31,00\n-\n",
     1, "9999999910", 1, true, payment("", "", "KARL", "")},
    {"a Sparkasse over HBCI: what stands behind the dash",
     ":20:S\n:25:99999926/9999999911\n:28C:0\n:60F:C180302EUR0,\n:61:1803050305CR7,N062NONREF\n"
     ":86:999PN5477SCHECK-NR. 16\n:62F:C180305EUR7,00\n-+@446@\n:20:STARTDISPE\n:25:1/1\n:34F:EURD1337,00\n"
     ":13:1803051059\n:61:1803060305DR14,99NDDTNONREF\n:90D:1EUR1337,00\n:90C:0EUR,00\n",
     2, "9999999911", 1, true, payment("", "", "", "")},
    {"German banks before 2008: no code of business, only text",
     ":20:1\n:25:99999927/99999912\n:28:27/01\n:60F:C131016DEM7000,\n:61:131017D6800,NCHK99999932\n"
     ":86:999PN5477SCHECK-NR. 0000099999932\n:61:131017D7,3NSTON\n:86:999EREF+E7 "
     "SVWZ+RENT\n:62F:C131017DEM192,7\n\n-\n",
     1, "99999912", 2, true, payment("", "E7", "", "")},
    {"a German bank of 2002: no currency behind the first balance, fields of its own",
     ":20:S\n:25:1222333444\n:28:1/1\n:NS:22Test GmbH\n23Testkonto\n:60F:C020315DEM0,00\n"
     ":61:0203170320CM5000,00S05168790452\n:NS:01Text\n15Name\n:62M:C0203155000,00\n:20:S\n:25:1222333444\n:28:1/1\n"
     ":60M:C020315DEM5000,00\n:61:020322CM20000,00S051\n:62F:C02031525000,00\n",
     2, "1222333444", 1, true, payment("", "", "", "")},
    {"PKO: a slash before the account, tildes, parts filled with one byte",
     ":20:MT940\n:25:/PL93999999999999999999999911\n:28C:1\n:60F:C210526PLN30,\n"
     ":61:2105260526D25,00N152NONREF//9999999999999923\n152 0\n:86:020~00152\n~20RENT\n~21\xCB\x99\n~3099999961\n"
     "~319999999999999990\n~32KARL\n~33\xC3\xBF\n~38PL66999999999999999999999912\n~60\xCB\x99\n:62F:C210526PLN5,\n"
     ":64:C210526PLN5,\n",
     1, "PL93999999999999999999999911", 1, true,
     payment("9999999999999923", "", "KARL", "PL66999999999999999999999912")},
    {"another Polish bank: parts without a code before them, an entry with fields of the bank's own",
     ":20:1\n:25:B9E99MS9D99A9999\n:28C:17001/1\n:60F:C170101PLN400,\n\n:61:170103DN369,00FCHGNONREF\n\n"
     ":NS:01My Street 17\n02City\n\n:86:>20ksi\xC4\x99gowe.>31499999999999990\n047>32PRIMER "
     "GROUP\n:62F:C170131PLN31,\n",
     1, "B9E99MS9D99A9999", 1, true, payment("", "", "PRIMER GROUP", "499999999999990047")},
    {"mBank: a byte of 1 before each message, a sum without the comma",
     "\x01:20:ST1\n:25:PL37999999999999999999999913\n:28C:1/1\n:34F:PLN0\n:13D:1701191815+0100\n"
     ":61:1701190119CN0,01NTRFNONREF//MB999999999924\n911-TRANSAKCJA IPH\n:86:911 TRANSAKCJA COLLECT; TNR: \n"
     "1790.1\n:90D:0PLN0,00\n:90C:3PLN0,03\n-\n\x01:20:ST2\n:25:1\n:60F:C170119PLN1,\n:62F:C170119PLN1,\n-\n\x03",
     2, "PL37999999999999999999999913", 1, std::nullopt, payment("MB999999999924", "", "", "")},
    {"Sberbank in Hungary: a kind of business of one letter, no details but the bank's own",
     ":20:STARTUMS\n:25:9999999999999913\n:28:00046\n:NS:22JOHN DOE\n\n:60F:C171011HUF3000,\n"
     ":61:1710111011DF2402,00S   X\n:NS:01526715\n02A12596785    2017\n09Tranzakci\xC3\xB3s\n:62F:C171011HUF598,00\n"
     ":64:C171011HUF598,00\n\n",
     1, "9999999999999913", 1, true, payment("", "", "", "")},
    {"Raiffeisen in Carinthia: slashes around bank, account and currency",
     ":20:1\n:21:1\n:25://AT39364/12345678912/EUR\n:28C:25001/001\n:60F:C250716EUR0,00\n:61:2507160716C1,00NTRFNONREF\n"
     ":86:999foo\nTest\n:62F:C250716EUR1,00\n:86:Dieses Konto\nist\nIBAN: xx / BIC: xx\n",
     1, "12345678912", 1, true, payment("", "", "", "")},
    {"Oldenburg: a balance nobody can read, and no closing one",
     ":20:S TA\n:25:99999928/9999999914\n:28C:172/1\n:60F:C200904EUR0,\n:61:2009040904C230,00N051NONREF\n"
     ":86:166?00G?20EREF+SCP 100 / 1?31D\nE59?32ABC?35x\n:65F:Dnullnull7414,3\n",
     1, "9999999914", 1, std::nullopt, payment("", "SCP 100 / 1", "ABC", "DE59")},
    {"Luxembourg: parts on lines of their own",
     ":20:1\n:25:CCRALULL/LU1234567890123456789\n:28C:001/0001\n:60F:C220228EUR000000000000,00\n"
     ":61:2202280228CR000000000001,00N229NONREF//FT22059\n:86:229\n?00BONIFICATION\n?20test\n?30CCRALULL\n?32ABC\n"
     ":62F:C220228EUR000000000001,00\n",
     1, "LU1234567890123456789", 1, true, payment("FT22059", "", "ABC", "")},
    {"Transilvania: details twice",
     "{1:F01BTRLRO22AXXX1}{2:I940BTRLRO22XXXXN}{3:{108:005MSOG}}{4:\n:20:0\n:25:RO21BTRLRONCRT9999999909\n:28C:4/1\n"
     ":60F:C210406RON0,\n:61:2104060406C980,42FTRFNONREF//005z00\n:86:Card 5487 ID 04/04/21\nECOMM 551\n"
     ":86:transf in ct.crt\n:62F:C210406RON980,42\n:64:C210406RON0,00\n-}\n",
     1, "RO21BTRLRONCRT9999999909", 1, true, payment("005z00", "", "", "")},
    {"a bank of Macedonia: account and name behind one word",
     "{1:F01KOBSMK2XAXXX1201000000}{2:I940KOBSMK2XXXXXN}{4:\n:20:STM1\n:25:999999999999915\n:28C:123/1\n"
     ":60F:C201201MKD35122,\n:61:2012011201DD80,NMSC99999930\n:86:/BENM/999999999999933\n/PRIMER AD\n/Fee//16030\n"
     ":62F:C201201MKD35042,\n-}",
     1, "999999999999915", 1, true, payment("", "", "PRIMER AD", "999999999999933")},
    {"ABN AMRO again: no reference before any account",
     "ABNANL2A\n940\nABNANL2A\n:25:NL62ABNA1\n:28:1/1\n:60F:C161111EUR1,\n:61:1611141114C1,N654NONREF\n"
     ":86:/TRTP/X/NAME/\nA B/REMI/x\n:62F:C161114EUR2,\n:64:C161114EUR2,\n:65:C161119EUE2,\n-\n"
     "ABNANL2A\n940\nABNANL2A\n:25:NL62ABNA2\n:28:1/1\n:60F:C161111EUR1,\n:62F:C161111EUR1,\n-\n",
     2, "NL62ABNA1", 1, true, payment("", "", "A B", "")},
    {"Zenith: no kind of business, no number of the statement",
     "{1:F01ZEIBNGLA}{2:I940ZEIBNGLAXXXXN}{4:\n:20:2\n:25:9999999916  \n:28C: /1\n:60F:C201218NGN1,\n"
     ":61:2011301130CN220000,00//99999999929\n:86:11302020-TRANSFER// TRF\n:62F:C201130NGN220001,\n:86:ZENITH BANK "
     "PLC\n-}\n",
     1, "9999999916", 1, true, payment("99999999929", "", "", "")},
    {"HSBC in China: the bank's reference on a line of its own, Chinese details",
     ":20:A\n:25:999999999917\n:28C:1/1\n:60F:C140902CNY1,\n:61:1409020902C624,12NTRFNONREF\n//HSBC7\n"
     ":86:\xE7\x8E\x8B\xE5\xB0\x8F\xE6\x98\x8E\n0000000001\n:62F:C140902CNY625,12\n:64:C140902CNY625,12\n-\n",
     1, "999999999917", 1, true, payment("HSBC7", "", "", "")},
    {"Goldman Sachs: words without the first slash",
     ":20:2\n:21:2\n:25:DD99999999918\n:28C:1/1\n:60F:D230930USD10,\n:61:2310011001RCD10,00ACHPGSGW\n"
     ":86:EREF/GSGWGDN/PREF/RP/GS/CTBA0003\n:62F:D230930USD20,\n:64:C231002USD3,\n",
     1, "DD99999999918", 1, true, payment("", "GSGWGDN", "", "")},
};

}  // namespace

TEST_CASE("the statements of banks are read as the banks mean them") {
    const auto row = GENERATE(from_range(rows));
    CAPTURE(row.bank);
    const auto read = read_all(row.bytes);
    const std::string why = read ? "" : text_of(read.error().findings().at(0));
    CAPTURE(why);
    REQUIRE(read.has_value());
    REQUIRE(read->size() == row.statements);
    const bank::Statement& statement = read->front();
    CHECK(statement.account == row.account);
    CHECK(statement.proven == row.proven);
    REQUIRE(statement.entries.size() == row.entries);
    bank::EntryTransaction found;
    if (!statement.entries.back().transactions.empty()) found = statement.entries.back().transactions.front();
    found.amount.reset();
    found.text.clear();
    CHECK(found == row.payment);
}

TEST_CASE("a damaged statement of any of these banks is read or refused with a place, and never more") {
    const bool holds = rc::check("damaged statements of banks", [] {
        const Row& row = rows[*rc::gen::inRange<std::size_t>(0, rows.size())];
        const auto read = read_all(*damaged(row.bytes));
        if (read) return;
        RC_ASSERT(read.error().findings().size() == 1);
        RC_ASSERT(read.error().findings()[0].row > 0);
        RC_ASSERT(!read.error().findings()[0].column.empty());
    });
    REQUIRE(holds);
}

TEST_CASE("details in several fields are read each by its own build") {
    const auto statements = read_good(statement_with(
        std::string{line_of_ten} + ":86:109\n:86:109?00RETOURE?20EREF+A1?34914\n:86:999MORE\n:86:?32KARL\n"));
    const bank::EntryTransaction& found = statements.at(0).entries.at(0).transactions.at(0);
    CHECK(found.end_to_end_id == "A1");
    CHECK(found.text == "EREF+A1999MORE");
    CHECK(found.return_reason == "914");
    CHECK(found.name == "KARL");
}

TEST_CASE("what further lines of an entry say is kept where no details follow") {
    const std::string line = ":61:220820C1,NTRFNONREF\nREFUNDED CHARGES\n";
    CHECK(read_good(statement_with(line, "C220820EUR101,")).at(0).entries.at(0).transactions.at(0).text ==
          "REFUNDED CHARGES");
    CHECK(
        read_good(statement_with(line + ":86:4547\n", "C220820EUR101,")).at(0).entries.at(0).transactions.at(0).text ==
        "4547");
    CHECK(read_good(statement_with(":61:220820C1,NTRFNONREF\n", "C220820EUR101,"))
              .at(0)
              .entries.at(0)
              .transactions.empty());
}

TEST_CASE("every way to write ends of lines gives the same statement") {
    const std::string plain = statement_with(std::string{line_of_ten} + ":86:166?20EREF+B12?32KA\nRL\n");
    const auto expected = read_good(plain);
    for (const std::string end : {"\r\n", "\r", "\r\r\n", "\n\r", "\n\f", "@@"}) {
        std::string bytes;
        for (const char c : plain) bytes += c == '\n' ? end : std::string{c};
        CAPTURE(end);
        CHECK(read_good(bytes) == expected);
    }
    std::string mixed;
    std::size_t lines = 0;
    for (const char c : plain)
        mixed += c != '\n' ? std::string{c} : ++lines % 3 == 0 ? "\n" : lines % 3 == 1 ? "\r" : "\r\n";
    CHECK(read_good(mixed) == expected);
}

TEST_CASE("messages are told apart however they end") {
    const std::string message = statement_with(line_of_ten);
    const std::string open = message.substr(0, message.size() - 2);  // Without its dash.
    for (const std::string between : {"", "-\n", "--\n", "---\n", "-}\n", "-}{5:{CHK:0}}\n", "-}$\n", "$\n", "\n\n",
                                      "-\n\n", "{1:F01X}{2:I940X}{4:\n", "-}\x03   \n\x01{1:F01X}{2:O9400000}{4:\n"}) {
        CAPTURE(between);
        const auto statements = read_good(open + between + open);
        REQUIRE(statements.size() == 2);
        for (const auto& statement : statements) {
            CHECK(statement.proven == true);
            CHECK(statement.entries.size() == 1);
        }
    }
}

TEST_CASE("a message that goes on over details is told from one that ends in them") {
    const std::string details = ":86:text of the statement\n";
    const std::string message = statement_with(line_of_ten);
    const std::string open = message.substr(0, message.size() - 2) + details;
    for (const std::string between : {"", "-\n", "---\n", "-XXX\n", "-}\n", "{1:F01X}{4:\n", "-\nABNANL2A\n940\n"}) {
        CAPTURE(between);
        CHECK(read_good(open + between + open).size() == 2);
    }
}

TEST_CASE("a second account without a reference before it is a second statement") {
    const std::string message = statement_with(line_of_ten);
    const std::string open = message.substr(0, message.size() - 2);
    const auto statements = read_good(open + ":86:text\n" + open.substr(open.find(":25:")));
    REQUIRE(statements.size() == 2);
    CHECK(statements[1].id.empty());
    CHECK(statements[1].account == "301086000");
    CHECK(statements[1].proven == true);
}

TEST_CASE("a time in the details of an interim report begins no message, a reference does") {
    const std::string head = "{1:F01X}{2:O942X}{4:\n:20:A\n:25:1EUR\n:61:220820C1,NTRFX\n:86:seen at\n";
    CHECK(read_good(head + ":20:15 by hand\nand gone\n").size() == 1);
    CHECK(read_good(head + ":20:15 by hand\n:90C:1EUR1,\n").size() == 1);
    CHECK(read_good(head + ":20:15 by hand\n:61:220820C1,NTRFX\n").size() == 1);
    CHECK(read_good(head + ":20:B\n:25:2EUR\n").size() == 2);
}

TEST_CASE("the fields of an interim report do not make a statement with an opening balance pending") {
    const auto statements = read_good(
        ":20:A\n:25:1\n:28C:1\n:34F:EUR0,\n:13D:2208200744+0200\n:60F:C220819EUR1,\n:61:220820C1,NTRFX\n"
        ":62F:C220820EUR2,\n-\n");
    CHECK(statements.at(0).entries.at(0).status == EntryStatus::booked);
    CHECK(statements.at(0).proven == true);
}

TEST_CASE("tags in small letters and fields nobody knows are no fault") {
    const auto statements = read_good(
        ":20:A\n:25:1\n:28c:1\n:12:940\n:60f:C220819EUR1,\n:61:220820C1,NTRFX\n:72:/x/\n:62f:C220820EUR2,\n:66:x\n-\n");
    CHECK(statements.at(0).proven == true);
}

TEST_CASE("a statement whose bank gives no closing balance is read, and not proven") {
    const std::string head = ":20:A\n:25:1\n:60F:C220819EUR1,\n:61:220820C1,NTRFX\n";
    for (const std::string& bytes : {head + "-\n", head + "-}\n", head + ":86:text\n", head + "-\n" + head + "-\n"}) {
        CAPTURE(bytes);
        const auto statements = read_good(bytes);
        CHECK(statements.at(0).closing == std::nullopt);
        CHECK(statements.at(0).proven == std::nullopt);
    }
}
