// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/iso20022/schema.hpp"
#include "tests/places.hpp"

#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>

#include <catch2/catch.hpp>
#include <map>
#include <memory>

namespace mingzhang::bank::iso20022::test {

namespace {

struct FreeSchema {
    void operator()(xmlSchema* schema) const { xmlSchemaFree(schema); }
};
struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

xmlSchema* schema_named(const std::string& name) {
    static std::map<std::string, std::unique_ptr<xmlSchema, FreeSchema>> loaded;
    auto& schema = loaded[name];
    if (!schema) {
        const std::string path = std::string{MINGZHANG_SOURCE_DIR} + "/tests/data/xsd/" + name + ".xsd";
        xmlSchemaParserCtxt* context = xmlSchemaNewParserCtxt(path.c_str());
        schema.reset(xmlSchemaParse(context));
        xmlSchemaFreeParserCtxt(context);
        INFO(path);
        REQUIRE(schema);
    }
    return schema.get();
}

void keep(void* faults, xmlErrorPtr error) {
    *static_cast<std::string*>(faults) += error->message == nullptr ? "?\n" : error->message;
}

}  // namespace

std::string schema_faults(std::string_view name, std::string_view bytes) {
    std::string faults;
    const std::unique_ptr<xmlTextReader, FreeReader> reader{xmlReaderForMemory(
        bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_HUGE)};
    REQUIRE(reader);
    xmlTextReaderSetStructuredErrorHandler(reader.get(), &keep, &faults);
    REQUIRE(xmlTextReaderSetSchema(reader.get(), schema_named(std::string{name})) == 0);
    int read = 1;
    while (read == 1) read = xmlTextReaderRead(reader.get());
    if (read != 0 && faults.empty()) faults = "not well-formed\n";
    if (xmlTextReaderIsValid(reader.get()) != 1 && faults.empty()) faults = "not valid\n";
    return faults;
}

}  // namespace mingzhang::bank::iso20022::test
