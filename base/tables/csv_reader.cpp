// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/csv_reader.hpp"

#include <string>
#include <utility>

#include "base/text/detect_encoding.hpp"

namespace mingzhang {

namespace {

constexpr std::size_t piece_bytes = 65'536;
constexpr std::size_t utf8_mark_bytes = 3;

// Hands out the bytes of the file as UTF-8, one at a time, decoded piece by piece.
class Utf8Bytes {
public:
    Utf8Bytes(std::unique_ptr<std::istream> bytes, Encoding encoding)
        : bytes_{std::move(bytes)}, encoding_{encoding}, decoder_{encoding}, piece_(piece_bytes, '\0') {}

    // The next byte, or -1 when there is none; then failure() says whether the text broke off.
    int next() {
        if (at_ == text_.size() && !refill()) return -1;
        return static_cast<unsigned char>(text_[at_++]);
    }
    void put_back() { --at_; }  // REQUIRES: a byte was just given.
    const std::optional<Refusal>& failure() const { return failure_; }

private:
    bool refill() {
        text_.clear();
        at_ = 0;
        while (text_.empty() && !finished_) {
            bytes_->read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
            const auto got = static_cast<std::size_t>(bytes_->gcount());
            if (bytes_->bad()) return fail(refusal(ReadTableRefusal::cannot_open));
            finished_ = got == 0;
            const auto fed = finished_ ? decoder_.finish() : decoder_.feed({piece_.data(), got}, text_);
            if (!fed) return fail(refusal(ReadTableRefusal::wrong_encoding, fed.error().offset, name(encoding_)));
        }
        return !text_.empty();
    }
    bool fail(Refusal why) {
        failure_ = std::move(why);
        finished_ = true;
        text_.clear();
        return false;
    }

    std::unique_ptr<std::istream> bytes_;
    Encoding encoding_;
    Decoder decoder_;
    std::string piece_;
    std::string text_;
    std::size_t at_ = 0;
    bool finished_ = false;
    std::optional<Refusal> failure_;
};

class CsvReader final : public RowReader {
public:
    CsvReader(Utf8Bytes bytes, char separator, const ReadLimits& limits)
        : bytes_{std::move(bytes)}, separator_{separator}, limits_{limits} {}

    Result<bool, Refusal> next(RawRow& row) override;
    FileKind kind() const noexcept override { return FileKind::csv; }

private:
    enum class FieldEnd { separator, line, file, refused };
    FieldEnd read_field(std::string& field);
    FieldEnd read_quoted(std::string& field);
    FieldEnd ended_by(int byte);
    FieldEnd refuse_row(Refusal why);
    bool is_end(int byte) const { return byte < 0 || byte == separator_ || byte == '\n' || byte == '\r'; }
    bool is_acceptable(int byte, const std::string& field);

    Utf8Bytes bytes_;
    char separator_;
    ReadLimits limits_;
    std::size_t row_ = 0;
    bool at_end_ = false;
    std::optional<Refusal> refused_;
};

CsvReader::FieldEnd CsvReader::refuse_row(Refusal why) {
    refused_ = std::move(why);
    return FieldEnd::refused;
}

// Takes what ends a field; CR LF is one end.
CsvReader::FieldEnd CsvReader::ended_by(int byte) {
    if (byte == separator_) return FieldEnd::separator;
    if (byte < 0) return bytes_.failure() ? refuse_row(*bytes_.failure()) : FieldEnd::file;
    if (byte == '\r') {
        const int following = bytes_.next();
        if (following >= 0 && following != '\n') bytes_.put_back();
    }
    return FieldEnd::line;
}

bool CsvReader::is_acceptable(int byte, const std::string& field) {
    if (byte == 0) refused_ = refusal(ReadTableRefusal::nul_byte, row_);
    if (field.size() >= limits_.cell_bytes) refused_ = refusal(ReadTableRefusal::too_large, row_);
    return !refused_;
}

CsvReader::FieldEnd CsvReader::read_quoted(std::string& field) {
    for (;;) {
        const int byte = bytes_.next();
        if (byte < 0) {
            if (bytes_.failure()) return refuse_row(*bytes_.failure());
            return refuse_row(refusal(ReadTableRefusal::quote_not_closed, row_));
        }
        if (!is_acceptable(byte, field)) return FieldEnd::refused;
        if (byte == '"') {
            const int following = bytes_.next();
            if (following != '"') {
                if (!is_end(following)) return refuse_row(refusal(ReadTableRefusal::text_after_quote, row_));
                return ended_by(following);
            }
        }
        field.push_back(static_cast<char>(byte));
    }
}

CsvReader::FieldEnd CsvReader::read_field(std::string& field) {
    field.clear();
    int byte = bytes_.next();
    if (byte == '"') return read_quoted(field);
    while (!is_end(byte)) {
        if (!is_acceptable(byte, field)) return FieldEnd::refused;
        field.push_back(static_cast<char>(byte));
        byte = bytes_.next();
    }
    return ended_by(byte);
}

Result<bool, Refusal> CsvReader::next(RawRow& row) {
    row.faults.clear();
    if (at_end_) return false;
    row.number = ++row_;
    std::size_t count = 0;
    bool blank = false;
    for (FieldEnd end = FieldEnd::separator; end == FieldEnd::separator;) {
        // A first byte that ends the line at once: the row is blank. ("" is a row of one empty cell.)
        const int first = bytes_.next();
        if (first >= 0) bytes_.put_back();
        if (count == 0) blank = first < 0 || first == '\n' || first == '\r';
        if (count == limits_.columns) refused_ = refusal(ReadTableRefusal::too_large, row_);
        if (row.cells.size() <= count) row.cells.emplace_back();
        if (!refused_) end = read_field(row.cells[count++]);
        if (refused_) {
            at_end_ = true;
            return tl::unexpected{*refused_};
        }
        at_end_ = end == FieldEnd::file;
    }
    row.cells.resize(blank ? 0 : count);
    return !(blank && at_end_);
}

// What the file is written in. A character set that was given rules: a file that is marked as another is refused, since
// a bank that changes its files silently must be noticed.
Result<DetectedEncoding, Refusal> encoding_of(std::istream& bytes, const std::optional<Encoding>& given) {
    if (given) {
        const bool marked = begins_with_utf8_mark(bytes);
        if (marked && *given != Encoding::utf8) return refuse(ReadTableRefusal::wrong_encoding, 0, name(*given));
        return DetectedEncoding{*given, marked ? utf8_mark_bytes : 0};
    }
    const auto detected = detect_encoding(bytes);
    if (!detected) return refuse(ReadTableRefusal::wrong_encoding, detected.error().offset, "UTF-8, GB18030");
    return *detected;
}

}  // namespace

Result<std::unique_ptr<RowReader>, Refusal> open_csv(std::unique_ptr<std::istream> bytes, const CsvFormat& format,
                                                     const ReadLimits& limits) {
    auto encoding = encoding_of(*bytes, format.encoding);
    if (!encoding) return pass_on(encoding);
    bytes->seekg(static_cast<std::streamoff>(encoding->mark_bytes));
    return std::make_unique<CsvReader>(Utf8Bytes{std::move(bytes), encoding->encoding}, format.separator, limits);
}

}  // namespace mingzhang
