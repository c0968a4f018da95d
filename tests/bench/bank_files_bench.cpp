// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Banks' files of a million payments, written and read, beside programs that do nothing but write the same bytes, read
// the same lines or walk through the same XML. Every run is a process of its own.
#include <fmt/format.h>
#include <iconv.h>
#include <libxml/xmlreader.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "bank_adapters/iso20022/camt.hpp"
#include "bank_adapters/iso20022/payment_order.hpp"
#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "bank_adapters/mt940/mt940.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/bench/own_process.hpp"

namespace mingzhang::bench {

namespace {

constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t ratio_max = 300;  // Hundredths.
constexpr std::int64_t peak_max_mib = 100;
constexpr std::size_t piece_size = 1U << 16U;

void must(bool held) {
    if (!held) throw std::runtime_error{"the bench's own file was refused"};
}

// Bytes to the disk's cache as a program without a thought would bring them there.
class OutFile {
public:
    explicit OutFile(const std::filesystem::path& path) : file_{std::fopen(path.c_str(), "wb")} { must(file_); }
    ~OutFile() { std::fclose(file_); }
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;
    void write(std::string_view bytes) { must(std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()); }

private:
    std::FILE* file_;
};

void bare_write(const std::filesystem::path& path, std::uintmax_t bytes) {
    const std::string piece(piece_size, 'x');
    OutFile file{path};
    for (std::uintmax_t written = 0; written < bytes; written += piece.size()) file.write(piece);
}

void bare_lines(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string line;
    std::size_t bytes = 0;
    while (std::getline(file, line)) bytes += line.size();
    must(bytes > 0);
}

// What any reader of the text layout must do: each line read, its characters converted, its columns cut.
void bare_columns(const std::filesystem::path& path) {
    const iconv_t handle = iconv_open("UTF-8", "GB18030");
    std::ifstream file{path, std::ios::binary};
    std::string line;
    std::array<char, 4'096> buffer{};
    std::size_t columns = 0;
    while (std::getline(file, line)) {
        char* from = line.data();
        char* to = buffer.data();
        std::size_t left = line.size();
        std::size_t space = buffer.size();
        must(iconv(handle, &from, &left, &to, &space) == 0);
        const std::string_view text{buffer.data(), buffer.size() - space};
        std::vector<std::string> parts;
        for (std::size_t at = 0; at != std::string_view::npos;) {
            const std::size_t next = text.find('|', at);
            parts.emplace_back(text.substr(at, next - at));
            at = next == std::string_view::npos ? next : next + 1;
        }
        columns += parts.size();
    }
    iconv_close(handle);
    must(columns > 0);
}

// What any reader of MT940 must do: each line read, the parts of an entry and of its text cut, dates and amounts made
// numbers. Nothing is checked, and nothing kept for the next line.
void bare_fields(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::string line;
    std::vector<std::string> parts;
    std::int64_t sum = 0;
    while (std::getline(file, line)) {
        const std::string_view text = line;
        const char separator = text.starts_with(":61:") ? '/' : text.starts_with(":86:") ? '?' : '\0';
        if (separator == '/') {
            std::int64_t date = 0, whole = 0, fen = 0;
            std::from_chars(text.data() + 4, text.data() + 10, date);
            const std::size_t amount = text.find_first_of("CD", 10) + 1;
            const auto yuan = std::from_chars(text.data() + amount, text.data() + text.size(), whole);
            std::from_chars(yuan.ptr + 1, text.data() + text.size(), fen);
            sum += date + whole * 100 + fen;
        }
        parts.clear();
        for (std::size_t at = 0; at != std::string_view::npos && separator != '\0';) {
            const std::size_t next = text.find(separator, at);
            parts.emplace_back(text.substr(at, next - at));
            at = next == std::string_view::npos ? next : next + 1;
        }
        sum += static_cast<std::int64_t>(parts.size());
    }
    must(sum > 0);
}

void bare_walk(const std::filesystem::path& path) {
    xmlTextReaderPtr reader = xmlReaderForFile(path.c_str(), nullptr, XML_PARSE_NONET);
    int read = 1;
    while (read == 1) read = xmlTextReaderRead(reader);
    xmlFreeTextReader(reader);
    must(read == 0);
}

// Payments of invented people, one at a time in the same place.
class Payments {
public:
    explicit Payments(std::int64_t count) : count_{static_cast<std::uint64_t>(count)} {
        for (int i = 0; i < kinds; ++i) accounts_.push_back(*AccountNumber::parse(fmt::format("62999900000{:06}", i)));
        current_.memo = "城乡低保2022年8月";
        current_.bank_code = "105100000017";
    }
    const bank::Instruction* next() {
        if (current_.number == count_) return nullptr;
        const std::uint64_t number = ++current_.number;
        current_.serial = fmt::format("B12-{:06}", number);
        current_.account = accounts_[number % kinds];
        current_.name = names[number % names.size()];
        current_.amount = amount(number);
        return &current_;
    }
    [[nodiscard]] bank::FileHead head() const {
        bank::FileHead head;
        head.merchant = "M001";
        head.batch = 12;
        head.date = Date{std::chrono::year{2022}, std::chrono::August, std::chrono::day{28}};
        head.created_at = Instant{std::chrono::sys_days{*head.date}};
        head.payer_account = accounts_.front();
        head.payer_name = "示范镇财政所";
        head.payer_bank_code = "102100099996";
        head.count = count_;
        for (std::uint64_t number = 1; number <= count_; ++number) head.total = sum(head.total, amount(number));
        return head;
    }
    static Money amount(std::uint64_t number) {
        return Money::fen(30'000 + static_cast<std::int64_t>(number % 50'000));
    }

private:
    static constexpr int kinds = 1'000;
    static constexpr std::array<const char*, 5> names{"王小明", "李四", "张阿依", "赵六·钱七", "欧阳示范"};
    std::uint64_t count_;
    std::vector<AccountNumber> accounts_;
    bank::Instruction current_{0, {}, *AccountNumber::parse("6299990000000000"), {}, {}, {}};
};

bank::layouts::Layout unlimited(std::string_view name) {
    auto layout = bank::layouts::delivered_layout(name);
    must(layout.has_value());
    layout->payment.limits = {};
    return *std::move(layout);
}

void write_payments(const bank::layouts::Layout& layout, std::int64_t count, const std::filesystem::path& path) {
    OutFile file{path};
    Payments payments{count};
    must(bank::layouts::write_payment_file(
             layout, payments.head(), [&] { return payments.next(); },
             [&](std::string_view bytes) { file.write(bytes); })
             .has_value());
}

// What any writer of the text layout must do: each row formatted, its characters converted, its bytes written.
void bare_rows(std::int64_t count, const std::filesystem::path& path) {
    const iconv_t handle = iconv_open("GB18030", "UTF-8");
    OutFile file{path};
    Payments payments{count};
    std::array<char, 4'096> buffer{};
    while (const bank::Instruction* one = payments.next()) {
        std::string row = fmt::format("{:07}|{}|{}|{}|{}|{}|\r\n", one->number, one->account.text(), one->name,
                                      to_yuan(one->amount), one->memo, one->serial);
        char* from = row.data();
        char* to = buffer.data();
        std::size_t left = row.size();
        std::size_t space = buffer.size();
        must(iconv(handle, &from, &left, &to, &space) == 0);
        file.write({buffer.data(), buffer.size() - space});
    }
    iconv_close(handle);
}

std::string held_whole(const std::filesystem::path& path) {
    std::string bytes(std::filesystem::file_size(path), '\0');
    std::ifstream file{path, std::ios::binary};
    must(static_cast<bool>(file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))));
    return bytes;
}

class CountingSink final : public bank::StatementSink {
public:
    void begin() override {}
    void entry(const bank::StatementEntry&) override { ++entries; }
    void transaction(const bank::EntryTransaction& transaction) override { bytes += transaction.end_to_end_id.size(); }
    void end(const bank::Statement&) override {}
    std::int64_t entries = 0;
    std::size_t bytes = 0;
};

struct Side {
    std::string measure;
    std::function<void()> work;
};

// Product and floor in turn, by their processor time: what else runs on the machine tells less there.
std::vector<Line> compared(const Scale& scale, std::int64_t count, const Side& product, const Side& floor) {
    std::vector<Run> ours, theirs;
    for (int round = 0; round < scale.rounds; ++round) {
        theirs.push_back(in_own_process(floor.work));
        ours.push_back(in_own_process(product.work));
    }
    const Run run = median(ours);
    const Run bare = median(theirs);
    const std::int64_t times = ratio(run.processor.count(), bare.processor.count());
    const std::int64_t peak_mib = run.peak_kib / 1024;
    return {{fmt::format("{}; floor: {}", product.measure, floor.measure),
             fmt::format("{} ({})", seconds(run.processor), per_second(count, run.processor)), seconds(bare.processor),
             hundredths(times), "≤ 3.00", times <= ratio_max},
            {"the same: peak memory", fmt::format("{} MiB", peak_mib), fmt::format("{} MiB", bare.peak_kib / 1024), "–",
             fmt::format("≤ {} MiB", peak_max_mib), peak_mib <= peak_max_mib}};
}

std::vector<Line> operator+(std::vector<Line> lines, std::vector<Line> more) {
    for (Line& line : more) lines.push_back(std::move(line));
    return lines;
}

std::vector<Line> pain001(const Scale& scale) {
    const std::int64_t count = scale.of(million);
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "order.xml";
    const auto layout = unlimited("iso20022-09");
    write_payments(layout, count, path);
    const auto bytes = std::filesystem::file_size(path);
    const Side writing{"pain.001.001.09 written", [&] { write_payments(layout, count, folder / "written.xml"); }};
    const Side reading{
        "pain.001.001.09 read back", [&] {
            std::ifstream file{path, std::ios::binary};
            std::uint64_t last = 0;
            must(bank::iso20022::read_payment_order(file, "order.xml", [&](const bank::Instruction& one) {
                     last = one.number;
                 }).has_value());
            must(last == static_cast<std::uint64_t>(count));
        }};
    const Side walk{"xmlTextReader over the same file", [&] { bare_walk(path); }};
    return compared(scale, count, writing,
                    {"the same number of bytes written", [&] { bare_write(folder / "bare.xml", bytes); }}) +
           compared(scale, count, writing, walk) + compared(scale, count, reading, walk);
}

std::vector<Line> camt054(const Scale& scale) {
    const std::int64_t count = scale.of(million);
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "notification.xml";
    {
        OutFile file{path};
        file.write(R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>)"
                   "<Id>N1</Id>\n");
        for (std::int64_t number = 1; number <= count; ++number)
            file.write(fmt::format(
                R"(<Ntry><Amt Ccy="CNY">{1}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>)"
                R"(2022-08-28</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>B12-{0:06}</EndToEndId></Refs>)"
                R"(<Amt Ccy="CNY">{1}</Amt><RltdPties><Cdtr><Pty><Nm>王小明</Nm></Pty></Cdtr><CdtrAcct><Id><Othr>)"
                R"(<Id>629999000000{0:07}</Id></Othr></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>)"
                "\n",
                number, to_yuan(Payments::amount(static_cast<std::uint64_t>(number)))));
        file.write("</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n");
    }
    return compared(scale, count,
                    {"camt.054 read",
                     [&] {
                         std::ifstream file{path, std::ios::binary};
                         CountingSink sink;
                         must(bank::iso20022::read_camt(file, "notification.xml", sink).has_value());
                         must(sink.entries == count);
                     }},
                    {"xmlTextReader over the same file", [&] { bare_walk(path); }});
}

std::vector<Line> mt940(const Scale& scale) {
    const std::int64_t count = scale.of(million);
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "statement.sta";
    {
        OutFile file{path};
        file.write(
            ":20:MZ220820\r\n:25:105100000017/6299990000000000018CNY\r\n:28C:231/1\r\n:60F:C220819CNY5000,00\r\n");
        for (std::int64_t number = 1; number <= count; ++number)
            file.write(
                fmt::format(":61:2208200820D1143,00NTRFB12-{0:06}//BANK{0:07}\r\n"
                            ":86:166?00AUSZAHLUNG?20EREF+B12-{0:06}?21SVWZ+8月低保?316299990000000000026?32王小明\r\n",
                            number));
        file.write(":62F:C220820CNY0,00\r\n-\r\n");
    }
    const Side reading{"MT940 read", [&] {
                           std::ifstream file{path, std::ios::binary};
                           CountingSink sink;
                           must(bank::mt940::read_mt940(file, "statement.sta", sink).has_value());
                           must(sink.entries == count);
                       }};
    return compared(scale, count, reading, {"its lines read, cut, numbers parsed", [&] { bare_fields(path); }}) +
           compared(scale, count, reading, {"getline over the same file", [&] { bare_lines(path); }});
}

void write_results(const bank::layouts::Layout& layout, std::int64_t count, const std::filesystem::path& path) {
    OutFile file{path};
    Payments payments{count};
    std::vector<bank::OutcomeLine> lines;
    while (const bank::Instruction* sent = payments.next()) {
        bank::OutcomeLine line;
        line.number = sent->number;
        line.serial = sent->serial;
        line.account = sent->account;
        line.name = sent->name;
        line.amount = sent->amount;
        line.memo = sent->memo;
        line.status = sent->number % 50 == 0 ? bank::OutcomeStatus::failed : bank::OutcomeStatus::paid;
        if (line.status == bank::OutcomeStatus::failed) line.reason = bank::Reason::name_mismatch;
        lines.push_back(std::move(line));
    }
    must(bank::layouts::write_result_file(layout, payments.head(), lines, [&](std::string_view bytes) {
             file.write(bytes);
         }).has_value());
}

std::vector<Line> text(const Scale& scale) {
    const std::int64_t count = scale.of(million);
    const TemporaryFolder folder;
    const auto layout = unlimited("ccb");
    const std::filesystem::path sent = folder / "sent.txt";
    const std::filesystem::path back = folder / "back.txt";
    write_payments(layout, count, sent);
    static_cast<void>(in_own_process([&] { write_results(layout, count, back); }));
    const Side reading{
        "result file of the text layout read", [&] {
            const std::string held = held_whole(back);
            std::int64_t rows = 0;
            must(bank::layouts::read_result_file(layout, held, "back.txt", [&](const bank::OutcomeLine&) {
                     ++rows;
                 }).has_value());
            must(rows == count);
        }};
    return compared(
               scale, count,
               {"text layout (ccb, GB18030) written", [&] { write_payments(layout, count, folder / "written.txt"); }},
               {"its rows formatted, converted and written", [&] { bare_rows(count, folder / "bare.txt"); }}) +
           compared(scale, count, reading, {"its lines read, converted and cut", [&] { bare_columns(back); }}) +
           compared(scale, count, reading, {"getline over the same file", [&] { bare_lines(back); }});
}

}  // namespace

std::vector<Bench> bank_file_benches() {
    return {{"pain001", pain001}, {"camt054", camt054}, {"mt940", mt940}, {"text", text}};
}

}  // namespace mingzhang::bench
