// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt.hpp"

#include <optional>

#include "bank_adapters/iso20022/camt_statement.hpp"
#include "bank_adapters/iso20022/message.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

using Done = Result<void, StatementFault>;
using Event = MessageReader::Event;

// Walks through one message and gives each of its statements to a CamtStatement of its own.
class CamtReader {
public:
    CamtReader(MessageReader& reader, const Message& message, StatementSink& sink)
        : reader_{reader}, message_{message}, sink_{sink} {}

    Done read() {
        for (;;) {
            const auto event = reader_.next();
            if (!event) return tl::unexpected{event.error()};
            if (*event == Event::end) return has_message_ ? Done{} : another_message();
            if (const Done done = statement_ ? inside(*event) : outside(*event); !done) return done;
        }
    }

private:
    Done outside(Event event) {
        if (event == Event::closed) {
            constexpr std::string_view page = "GrpHdr/MsgPgntn/";
            const std::string_view path = reader_.path_below(message_.depth);
            if (path.starts_with(page) && reader_.is_leaf()) page_.take(path.substr(page.size()), reader_.text());
            return {};
        }
        const std::string_view name = reader_.name();
        if (reader_.depth() <= message_.depth) return enter(name);
        if (reader_.depth() > message_.depth + 1) return {};
        if (name != "Stmt" && name != "Rpt" && name != "Ntfctn") return {};
        statement_.emplace(sink_, page_);
        depth_ = reader_.depth();
        prefix_ = reader_.path().size() + 1;
        return {};
    }

    // Another document of the file, or what an envelope holds besides the first message: all of it is read, or nothing.
    Done enter(std::string_view name) {
        if (reader_.depth() == 1) {
            if (!has_message_) return another_message();
            has_message_ = false;
            other_ = {reader_.line(), std::string{name}, StatementFaultKind::another_message};
        }
        const auto kind = reader_.depth() == message_.depth ? kind_of(name) : std::nullopt;
        if (!kind) return {};
        other_ = {reader_.line(), std::string{name}, StatementFaultKind::another_message};
        if (*kind != Message::Kind::account_statement) return another_message();
        has_message_ = true;
        page_ = {};
        return {};
    }

    Done another_message() const { return tl::unexpected{other_}; }

    Done inside(Event event) {
        const std::string_view path = reader_.path();
        if (event == Event::opened) {
            const std::string_view name = reader_.name();
            if (name == "Amt") currency_ = reader_.attribute("Ccy");
            return checked(statement_->open(path.substr(prefix_)));
        }
        if (reader_.depth() == depth_) {
            const auto finished = statement_->finish();
            statement_.reset();
            return checked(finished);
        }
        const std::string_view own = path.substr(prefix_);
        if (reader_.is_leaf()) {
            if (const Done taken = checked(statement_->take(own, reader_.text(), currency_)); !taken) return taken;
            currency_.clear();
        }
        return checked(statement_->close(own));
    }

    Done checked(const CamtStatement::Done& done) const {
        if (done) return {};
        // From the statement on, as people speak of it: "Stmt/Ntry/Amt".
        return tl::unexpected{
            StatementFault{reader_.line(), std::string{reader_.path_below(message_.depth)}, done.error()}};
    }

    MessageReader& reader_;
    const Message& message_;
    StatementSink& sink_;
    CamtPage page_;
    bool has_message_ = true;  // Of this document: a statement's message was found.
    StatementFault other_;     // Where this document or message begins.
    std::optional<CamtStatement> statement_;
    std::size_t depth_ = 0;
    std::size_t prefix_ = 0;
    std::string currency_;
};

}  // namespace

Result<std::string, Refusal> read_camt(std::istream& bytes, std::string_view file_name, StatementSink& sink,
                                       const std::string& encoding) {
    MessageReader reader{bytes, encoding};
    const auto message = find_message(reader);
    if (!message) return tl::unexpected{refused_at(message.error(), file_name)};
    if (message->kind != Message::Kind::account_statement)
        return tl::unexpected{other_message(file_name, "camt", message->name(), message->as_fault())};
    if (const Done read = CamtReader{reader, *message, sink}.read(); !read)
        return tl::unexpected{refused_at(read.error(), file_name)};
    return message->version;
}

}  // namespace mingzhang::bank::iso20022
