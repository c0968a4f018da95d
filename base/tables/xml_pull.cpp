// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xml_pull.hpp"

#include <libxml/xmlreader.h>

#include <utility>

namespace mingzhang {

namespace {

std::string_view view(const xmlChar* text) {
    return text ? std::string_view{reinterpret_cast<const char*>(text)} : std::string_view{};
}

int read_source(void* context, char* buffer, int size) {
    return (*static_cast<XmlPull::Source*>(context))(buffer, size);
}

// What is wrong is told by the reader's answer; nothing is printed.
void say_nothing(void*, xmlErrorPtr) {}

}  // namespace

struct XmlPull::State {
    Source source;
    xmlTextReaderPtr reader = nullptr;
    bool close_next = false;  // An empty element was opened and is to be closed.

    explicit State(Source given) : source{std::move(given)} {
        reader = xmlReaderForIO(&read_source, nullptr, &source, nullptr, nullptr, XML_PARSE_NONET);
        if (reader) xmlTextReaderSetStructuredErrorHandler(reader, &say_nothing, nullptr);
    }
    ~State() {
        if (reader) xmlFreeTextReader(reader);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

XmlPull::XmlPull(Source source) : state_{std::make_unique<State>(std::move(source))} {}
XmlPull::~XmlPull() = default;
XmlPull::XmlPull(XmlPull&&) noexcept = default;

XmlPull::Event XmlPull::next() {
    State& state = *state_;
    if (!state.reader) return Event::broken;
    if (std::exchange(state.close_next, false)) return Event::closed;
    for (;;) {
        const int read = xmlTextReaderRead(state.reader);
        if (read == 0) return Event::end;
        if (read < 0) return Event::broken;
        switch (xmlTextReaderNodeType(state.reader)) {
            case XML_READER_TYPE_ELEMENT:
                state.close_next = xmlTextReaderIsEmptyElement(state.reader) == 1;
                return Event::opened;
            case XML_READER_TYPE_END_ELEMENT:
                return Event::closed;
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA:
            case XML_READER_TYPE_WHITESPACE:
            case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
                return Event::text;
            case XML_READER_TYPE_DOCUMENT_TYPE:
                return Event::broken;
            default:
                break;  // Comments, processing instructions.
        }
    }
}

std::string_view XmlPull::name() const {
    return view(xmlTextReaderConstLocalName(state_->reader));
}
std::string_view XmlPull::text() const {
    return view(xmlTextReaderConstValue(state_->reader));
}
int XmlPull::depth() const {
    return xmlTextReaderDepth(state_->reader);
}

std::string XmlPull::attribute(std::string_view local) const {
    std::string value;
    while (xmlTextReaderMoveToNextAttribute(state_->reader) == 1) {
        if (view(xmlTextReaderConstLocalName(state_->reader)) != local) continue;
        value = view(xmlTextReaderConstValue(state_->reader));
        break;
    }
    xmlTextReaderMoveToElement(state_->reader);
    return value;
}

}  // namespace mingzhang
