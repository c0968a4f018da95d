// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/message_reader.hpp"

#include <libxml/xmlreader.h>

#include <utility>
#include <vector>

#include "bank_adapters/iso20022/xml_bytes.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

std::string_view view(const xmlChar* text) {
    return text ? std::string_view{reinterpret_cast<const char*>(text)} : std::string_view{};
}

int read_bytes(void* context, char* buffer, int size) {
    return static_cast<XmlBytes*>(context)->read(buffer, size);
}

// That something is wrong is told by the reader's answer. Nothing is printed; what is kept is whether it is the bytes.
void note_characters(void* context, xmlErrorPtr error) {
    const std::string_view message = error->message ? error->message : "";
    const bool is_of_bytes = message.starts_with("Input is not proper UTF-8");  // Its code is shared with others.
    if (is_of_bytes || error->code == XML_ERR_UNKNOWN_ENCODING || error->code == XML_ERR_UNSUPPORTED_ENCODING ||
        error->code == XML_ERR_INVALID_ENCODING || error->code == XML_I18N_CONV_FAILED)
        *static_cast<bool*>(context) = true;
}

}  // namespace

struct MessageReader::State {
    XmlBytes bytes;
    xmlTextReaderPtr reader = nullptr;
    bool wrong_characters = false;
    std::string path;
    std::vector<std::size_t> parents;  // How long the path was before each element open now.
    std::string text;
    std::size_t line = 1;
    bool leaf = false;
    bool close_next = false;  // An empty element was opened and is to be closed.
    bool closed_since_opening = false;
    bool pop_next = false;  // The element just closed leaves the path.

    State(std::istream& file, std::string encoding) : bytes{file, std::move(encoding)} {}
    ~State() { end_document(); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    // False when there is no other.
    bool begin_document() {
        end_document();
        if (!bytes.next()) return false;
        reader = xmlReaderForIO(&read_bytes, nullptr, &bytes, nullptr, bytes.encoding(),
                                XML_PARSE_NONET | XML_PARSE_BIG_LINES);
        if (reader != nullptr) xmlTextReaderSetStructuredErrorHandler(reader, &note_characters, &wrong_characters);
        return true;
    }
    void end_document() {
        if (reader != nullptr) xmlFreeTextReader(std::exchange(reader, nullptr));
    }

    tl::unexpected<StatementFault> fault(StatementFaultKind kind) const {
        return tl::unexpected{StatementFault{line, path.empty() ? "XML" : path, kind}};  // Before the first element.
    }

    void take_line() {
        if (xmlNodePtr node = xmlTextReaderCurrentNode(reader)) {
            const long at = xmlGetLineNo(node);
            if (at > 0) line = bytes.lines_before() + static_cast<std::size_t>(at);
        }
    }

    tl::unexpected<StatementFault> broken() {
        const int at = xmlTextReaderGetParserLineNumber(reader);
        if (at > 0) line = bytes.lines_before() + static_cast<std::size_t>(at);
        if (wrong_characters)
            return tl::unexpected{StatementFault{line, "characters", StatementFaultKind::wrong_characters}};
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

MessageReader::MessageReader(std::istream& bytes, std::string encoding)
    : state_{std::make_unique<State>(bytes, std::move(encoding))} {
    (void)state_->begin_document();  // There always is a first.
}
MessageReader::~MessageReader() = default;
MessageReader::MessageReader(MessageReader&&) noexcept = default;

Result<MessageReader::Event, StatementFault> MessageReader::next() {
    State& state = *state_;
    if (state.pop_next) state.pop();
    if (std::exchange(state.close_next, false)) return state.close();
    for (;;) {
        if (state.reader == nullptr) return state.fault(StatementFaultKind::broken_xml);
        const int read = xmlTextReaderRead(state.reader);
        if (read < 0) return state.broken();
        if (read == 0) {
            if (!state.begin_document()) return Event::end;
            continue;
        }
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
