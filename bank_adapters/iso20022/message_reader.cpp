// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/message_reader.hpp"

#include <libxml/xmlreader.h>

#include <istream>
#include <utility>
#include <vector>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

std::string_view view(const xmlChar* text) {
    return text ? std::string_view{reinterpret_cast<const char*>(text)} : std::string_view{};
}

int read_stream(void* context, char* buffer, int size) {
    auto& bytes = *static_cast<std::istream*>(context);
    bytes.read(buffer, size);
    return bytes.bad() ? -1 : static_cast<int>(bytes.gcount());
}

// What is wrong is told by the reader's answer; nothing is printed.
void say_nothing(void*, xmlErrorPtr) {}

}  // namespace

struct MessageReader::State {
    xmlTextReaderPtr reader;
    std::string path;
    std::vector<std::size_t> parents;  // How long the path was before each element open now.
    std::string text;
    std::size_t line = 1;
    bool leaf = false;
    bool close_next = false;  // An empty element was opened and is to be closed.
    bool closed_since_opening = false;
    bool pop_next = false;  // The element just closed leaves the path.

    explicit State(std::istream& bytes)
        : reader{
              xmlReaderForIO(&read_stream, nullptr, &bytes, nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_BIG_LINES)} {
        if (reader != nullptr) xmlTextReaderSetStructuredErrorHandler(reader, &say_nothing, nullptr);
    }
    ~State() {
        if (reader != nullptr) xmlFreeTextReader(reader);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    tl::unexpected<StatementFault> fault(StatementFaultKind kind) const {
        return tl::unexpected{StatementFault{line, path, kind}};
    }

    void take_line() {
        if (xmlNodePtr node = xmlTextReaderCurrentNode(reader)) {
            const long at = xmlGetLineNo(node);
            if (at > 0) line = static_cast<std::size_t>(at);
        }
    }

    tl::unexpected<StatementFault> broken() {
        const int at = xmlTextReaderGetParserLineNumber(reader);
        if (at > 0) line = static_cast<std::size_t>(at);
        return fault(StatementFaultKind::broken_xml);
    }

    Result<Event, StatementFault> open() {
        take_line();
        const std::string_view name = view(xmlTextReaderConstLocalName(reader));
        if (parents.size() >= depth_max) return fault(StatementFaultKind::too_deep);
        if (path.size() + name.size() >= path_max) return fault(StatementFaultKind::too_long);
        parents.push_back(path.size());
        if (!path.empty()) path += '/';
        path += name;
        text.clear();
        closed_since_opening = false;
        close_next = xmlTextReaderIsEmptyElement(reader) == 1;
        return Event::opened;
    }

    Event close() {
        leaf = !std::exchange(closed_since_opening, true);
        pop_next = true;
        return Event::closed;
    }

    void pop() {
        path.resize(parents.back());
        parents.pop_back();
        pop_next = false;
    }
};

MessageReader::MessageReader(std::istream& bytes) : state_{std::make_unique<State>(bytes)} {}
MessageReader::~MessageReader() = default;
MessageReader::MessageReader(MessageReader&&) noexcept = default;

Result<MessageReader::Event, StatementFault> MessageReader::next() {
    State& state = *state_;
    if (state.reader == nullptr) return state.fault(StatementFaultKind::broken_xml);
    if (state.pop_next) state.pop();
    if (std::exchange(state.close_next, false)) return state.close();
    for (;;) {
        const int read = xmlTextReaderRead(state.reader);
        if (read == 0) return Event::end;
        if (read < 0) return state.broken();
        switch (xmlTextReaderNodeType(state.reader)) {
            case XML_READER_TYPE_ELEMENT:
                return state.open();
            case XML_READER_TYPE_END_ELEMENT:
                return state.close();
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA: {
                state.take_line();
                const std::string_view more = view(xmlTextReaderConstValue(state.reader));
                if (state.text.size() + more.size() > text_max) return state.fault(StatementFaultKind::too_long);
                state.text += more;
                break;
            }
            case XML_READER_TYPE_DOCUMENT_TYPE:
            case XML_READER_TYPE_ENTITY_REFERENCE:
                return state.fault(StatementFaultKind::forbidden_xml);
            default:
                break;  // White space, comments, processing instructions.
        }
    }
}

std::string_view MessageReader::path() const noexcept {
    return state_->path;
}
std::string_view MessageReader::path_below(std::size_t levels) const noexcept {
    std::string_view path = state_->path;
    for (; levels > 0; --levels) {
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) return {};
        path.remove_prefix(slash + 1);
    }
    return path;
}
std::string_view MessageReader::name() const noexcept {
    const std::string_view path = state_->path;
    return path.substr(path.rfind('/') + 1);
}
std::size_t MessageReader::depth() const noexcept {
    return state_->parents.size();
}
bool MessageReader::is_leaf() const noexcept {
    return state_->leaf;
}
std::string_view MessageReader::text() const noexcept {
    return trim(state_->text);
}
std::string_view MessageReader::namespace_uri() const {
    return view(xmlTextReaderConstNamespaceUri(state_->reader));
}
std::size_t MessageReader::line() const noexcept {
    return state_->line;
}

std::string MessageReader::attribute(std::string_view local) const {
    std::string value;
    while (xmlTextReaderMoveToNextAttribute(state_->reader) == 1) {
        if (view(xmlTextReaderConstLocalName(state_->reader)) != local) continue;
        value = view(xmlTextReaderConstValue(state_->reader));
        break;
    }
    xmlTextReaderMoveToElement(state_->reader);
    return value;
}

}  // namespace mingzhang::bank::iso20022
