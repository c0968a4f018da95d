// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/bank_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bank_adapters/iso20022/camt.hpp"
#include "bank_adapters/iso20022/message.hpp"
#include "bank_adapters/iso20022/recall_answer.hpp"
#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/result_file.hpp"
#include "bank_adapters/layouts/statement_file.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::console {

using bank::iso20022::Message;

RefusalWords words(BankFileRefusal reason) {
    switch (reason) {
        case BankFileRefusal::not_read:
            return {"bank.inspect/not_read", "文件“{0}”读不出来。", "The file \"{0}\" cannot be read.",
                    "请核对文件名和读取权限。", "Check its name and that you may read it."};
        case BankFileRefusal::format_not_known:
            return {"bank.inspect/format_not_known", "没有叫“{0}”的格式。", "There is no format called \"{0}\".",
                    "可用 camt、mt940、pain002、camt029，或 mingzhang bank layouts 所列的格式。",
                    "Use camt, mt940, pain002, camt029, or one that mingzhang bank layouts lists."};
        case BankFileRefusal::encoding_not_known:
            return {"bank.inspect/encoding_not_known", "没有叫“{0}”的字符集。", "There is no encoding called \"{0}\".",
                    "可用 utf8、gb18030、latin1、cp850。", "Use utf8, gb18030, latin1 or cp850."};
        case BankFileRefusal::format_not_told:
            return {"bank.inspect/format_not_told", "从内容看不出文件“{0}”是什么格式。",
                    "What the file \"{0}\" is cannot be told from its content.",
                    "请用 --format 指明；银行回盘文件用其格式名，见 mingzhang bank layouts。",
                    "Name it with --format; for a bank's result file its layout, see mingzhang bank layouts."};
        case BankFileRefusal::not_a_statement:
            return {"bank.inspect/not_a_statement", "文件“{0}”不是对账单，而是“{1}”报文。",
                    "The file \"{0}\" is not a statement but the message \"{1}\".",
                    "请向银行要 camt.052、camt.053、camt.054、pain.002、camt.029 或 MT940 文件。",
                    "Ask the bank for camt.052, camt.053, camt.054, pain.002, camt.029 or MT940."};
    }
    return {};
}

namespace {

Finding finding(const std::string& path, const bank::StatementFault& fault) {
    return {path, fault.line, fault.field, "", bank::sentence(fault.kind)};
}

bool looks_like_xml(std::string_view beginning) {
    if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return true;  // UTF-16
    return trim(beginning).starts_with('<');
}

// What is looked into: what banks send, not what they are sent.
std::optional<BankFile::Format> format_of(Message::Kind kind) {
    switch (kind) {
        case Message::Kind::account_statement:
            return BankFile::Format::camt;
        case Message::Kind::payment_status_report:
            return BankFile::Format::pain002;
        case Message::Kind::recall_answer:
            return BankFile::Format::camt029;
        case Message::Kind::payment_order:
        case Message::Kind::recall:
        case Message::Kind::other:
            break;
    }
    return std::nullopt;
}

// What iconv calls a set that was named; none where none was.
std::string iconv_name(const std::optional<bank::mt940::CharacterSet>& characters) {
    if (!characters) return {};
    switch (*characters) {
        case bank::mt940::CharacterSet::utf8:
            return "UTF-8";
        case bank::mt940::CharacterSet::gb18030:
            return "GB18030";
        case bank::mt940::CharacterSet::latin1:
            return "ISO-8859-1";
        case bank::mt940::CharacterSet::cp850:
            return "CP850";
    }
    return {};
}

// A layout tells of payments out of our account: what the bank answered, line by line, is an entry each.
bank::StatementEntry entry_of(const bank::OutcomeLine& line) {
    bank::StatementEntry entry;
    entry.amount = {-line.amount.fen(), "CNY"};
    // Unknown may have been paid: it waits. Failed moved nothing.
    entry.status = line.status == bank::OutcomeStatus::paid     ? bank::EntryStatus::booked
                   : line.status == bank::OutcomeStatus::failed ? bank::EntryStatus::info
                                                                : bank::EntryStatus::pending;
    entry.booked_on = line.settled_on;
    entry.reference = line.bank_reference;
    return entry;
}

bank::EntryTransaction transaction_of(const bank::OutcomeLine& line) {
    bank::EntryTransaction transaction;
    transaction.amount = bank::CurrencyAmount{-line.amount.fen(), "CNY"};
    transaction.end_to_end_id = line.serial;
    transaction.reference = line.bank_reference;
    if (line.reason) transaction.return_reason = bank::iso_code(*line.reason);
    transaction.name = line.name;
    if (line.account) transaction.account = line.account->text();
    transaction.text = line.memo;
    return transaction;
}

}  // namespace

Result<BankFile, Refusal> BankFile::open(const std::string& path, const std::string& format,
                                         const std::string& encoding) {
    BankFile file{path};
    if (!format.empty())
        if (auto chosen = file.choose(format); !chosen) return pass_on(chosen);
    if (!encoding.empty()) {
        file.characters_ = bank::mt940::parse_character_set(encoding);
        if (!file.characters_) return refuse(BankFileRefusal::encoding_not_known, encoding);
    }
    if (format.empty())
        if (auto recognised = file.recognise(); !recognised) return pass_on(recognised);
    return file;
}

// A pipe cannot be read twice.
Result<std::unique_ptr<std::istream>, Refusal> BankFile::bytes() const {
    auto file = std::make_unique<std::ifstream>(path_, std::ios::binary);
    std::error_code error;
    if (!*file || !std::filesystem::is_regular_file(path_, error)) return refuse(BankFileRefusal::not_read, path_);
    if (file->peek() == std::ifstream::traits_type::eof()) return refuse(bank::StatementRefusal::empty_file, path_);
    return file;
}

Result<void, Refusal> BankFile::choose(const std::string& format) {
    if (format == "camt") {
        format_ = Format::camt;
    } else if (format == "mt940") {
        format_ = Format::mt940;
    } else if (format == "pain002") {
        format_ = Format::pain002;
    } else if (format == "camt029") {
        format_ = Format::camt029;
    } else {
        format_ = Format::layout;
        auto layout = bank::layouts::delivered_layout(format);
        if (!layout && format.ends_with(".toml")) {
            std::ifstream toml{format, std::ios::binary};
            if (!toml) return refuse(BankFileRefusal::not_read, format);
            std::ostringstream text;
            text << toml.rdbuf();
            auto loaded = bank::layouts::load_layout(text.str(), format);
            if (!loaded) return pass_on(loaded);
            layout = std::move(*loaded);
        }
        if (!layout) return refuse(BankFileRefusal::format_not_known, format);
        layout_ = std::make_shared<const bank::layouts::Layout>(std::move(*layout));
    }
    return {};
}

Result<void, Refusal> BankFile::recognise() {
    auto opened = bytes();
    if (!opened) return pass_on(opened);
    std::istream& file = **opened;
    std::string beginning(4'096, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(file.gcount()));
    if (looks_like_xml(beginning)) {
        file.clear();
        file.seekg(0);
        const auto message = bank::iso20022::identify(file, iconv_name(characters_));
        if (!message) return tl::unexpected{bank::refused_at(message.error(), path_)};
        const auto known = format_of(message->kind);
        if (!known)
            return tl::unexpected{refusal(BankFileRefusal::not_a_statement, path_, message->name())
                                      .with({finding(path_, message->as_fault())})};
        format_ = *known;
        return {};
    }
    if (!bank::mt940::looks_like_mt940(beginning)) {
        const Text reason{"这里既没有 XML 报文，也没有 SWIFT 的项",
                          "neither an XML message nor a SWIFT field begins here"};
        return tl::unexpected{
            refusal(BankFileRefusal::format_not_told, path_).with({{path_, 1, "format", "", reason}})};
    }
    format_ = Format::mt940;
    return {};
}

std::string BankFile::format_name() const {
    switch (format_) {
        case Format::camt:
            return "camt";
        case Format::mt940:
            return "mt940";
        case Format::pain002:
            return "pain002";
        case Format::camt029:
            return "camt029";
        case Format::layout:
            return layout_->name;
    }
    return {};
}

Result<std::string, Refusal> BankFile::read(bank::StatementSink& sink) const {
    auto opened = bytes();
    if (!opened) return pass_on(opened);
    if (format_ == Format::camt) return bank::iso20022::read_camt(**opened, path_, sink, iconv_name(characters_));
    if (format_ == Format::layout) return read_layout(**opened, sink);
    if (auto read = bank::mt940::read_mt940(**opened, path_, sink, characters_); !read) return pass_on(read);
    return std::string{};
}

Result<std::string, Refusal> BankFile::read_payments(const bank::iso20022::PaymentStatusVisitor& visit) const {
    auto opened = bytes();
    if (!opened) return pass_on(opened);
    if (format_ != Format::camt029) return bank::iso20022::read_payment_status(**opened, path_, visit);
    return bank::iso20022::read_recall_answer(**opened, path_,
                                              [&](const bank::iso20022::RecallAnswerLine& line) { visit(line.said); });
}

Result<std::string, Refusal> BankFile::read_layout(std::istream& bytes, bank::StatementSink& sink) const {
    std::ostringstream text;
    text << bytes.rdbuf();
    if (layout_->statement) {
        auto statement = bank::layouts::read_statement_file(*layout_, text.str(), path_, sink);
        if (statement) return std::string{};
        // A layout of both: by its heading a file is known to be a statement, and one without may be a result.
        const bool may_be_result = layout_->result && statement.error().is(bank::layouts::ReadError::not_this_layout);
        if (!may_be_result) return pass_on(statement);
    }
    sink.begin();
    const auto visit = [&](const bank::OutcomeLine& line) {
        sink.entry(entry_of(line));
        sink.transaction(transaction_of(line));
    };
    auto read = bank::layouts::read_result_file(*layout_, text.str(), path_, visit);
    if (!read) return pass_on(read);
    bank::Statement statement;
    statement.currency = "CNY";
    if (read->head.batch > 0) statement.id = std::to_string(read->head.batch);
    if (read->head.payer_account) statement.account = read->head.payer_account->text();
    sink.end(statement);
    return std::string{};
}

}  // namespace mingzhang::console
