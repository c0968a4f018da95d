// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <istream>
#include <streambuf>

#include "bank_adapters/iso20022/camt.hpp"

using namespace mingzhang;

namespace {

constexpr int entries = 200'000;
constexpr long mebibyte_in_kib = 1'024;

// A camt.054 that is made while it is read, so that the test itself holds none of it.
class GeneratedFile final : public std::streambuf {
public:
    explicit GeneratedFile(bool one_batch) : one_batch_{one_batch} {}

protected:
    int_type underflow() override {
        piece_ = next_piece();
        if (piece_.empty()) return traits_type::eof();
        setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
        return traits_type::to_int_type(piece_.front());
    }

private:
    std::string next_piece() {
        constexpr const char* begin = R"(<Document><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id>)";
        constexpr const char* end = R"(</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>)";
        const int piece = next_++;
        if (piece == 0) return one_batch_ ? begin + head("228600000.00") : begin;
        if (piece <= entries) return one_batch_ ? payment(piece) : head("1143.00") + payment(piece) + tail;
        if (piece == entries + 1) return one_batch_ ? std::string{tail} + end : end;
        return {};
    }
    static std::string head(std::string_view amount) {
        return fmt::format(
            R"(<Ntry><Amt Ccy="CNY">{}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls>)", amount);
    }
    static std::string payment(int number) {
        return fmt::format(
            R"(<TxDtls><Refs><EndToEndId>B12-{0:06}</EndToEndId></Refs><Amt Ccy="CNY">1143.00</Amt><RltdPties><Cdtr>)"
            R"(<Nm>王小明</Nm></Cdtr><CdtrAcct><Id><Othr><Id>629999000000{0:07}</Id></Othr></Id></CdtrAcct></RltdPties>)"
            R"(</TxDtls>)",
            number);
    }
    static constexpr const char* tail = "</NtryDtls></Ntry>";

    bool one_batch_;
    int next_ = 0;
    std::string piece_;
};

// Counts, and keeps nothing.
class CountingSink final : public bank::StatementSink {
public:
    void begin() override {}
    void entry(const bank::StatementEntry& entry) override { total += entry.amount.units; }
    void transaction(const bank::EntryTransaction& transaction) override { paid += transaction.amount->units; }
    void end(const bank::Statement&) override { ++statements; }

    std::int64_t total = 0;
    std::int64_t paid = 0;
    int statements = 0;
};

long peak_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

}  // namespace

TEST_CASE("200,000 payments take less than 100 MiB, in an entry each or all in one") {
    for (const bool one_batch : {false, true}) {
        CAPTURE(one_batch);
        GeneratedFile file{one_batch};
        std::istream stream{&file};
        CountingSink sink;
        REQUIRE(bank::iso20022::read_camt(stream, "generated", sink).has_value());
        CHECK(sink.statements == 1);
        CHECK(sink.paid == std::int64_t{-114'300} * entries);
        CHECK(sink.total == std::int64_t{-114'300} * entries);
        CHECK(peak_kib() < 100 * mebibyte_in_kib);
    }
}
