#include "contract/Contract.h"

#include "contract/Yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace kinora::test {

namespace json = boost::json;

namespace {

// The part of JSON Schema that the contract uses.
class Checker {
public:
    Checker(const json::value& document, std::vector<std::string>& complaints)
        : m_document(document)
        , m_complaints(complaints) {}

    void check(const json::value& schemaValue, const json::value& value, const std::string& where) {
        const json::object& schema = resolve(&schemaValue).as_object();
        if (const auto* type = schema.if_contains("type"); type != nullptr && !isOfType(*type, value)) {
            complain(where, "is " + json::serialize(value).substr(0, 40) + ", not " + json::serialize(*type));
            return;
        }
        if (value.is_null())
            return;
        if (const auto* options = schema.if_contains("enum"); options != nullptr && !has(options->as_array(), value))
            complain(where, json::serialize(value) + " is not one of " + json::serialize(*options));
        if (const auto* wanted = schema.if_contains("const"); wanted != nullptr && *wanted != value)
            complain(where, json::serialize(value) + " is not " + json::serialize(*wanted));
        if (value.is_string())
            checkText(schema, value, where);
        if (value.is_int64())
            checkNumber(schema, value.as_int64(), where);
        if (const auto* items = schema.if_contains("items"); items != nullptr && value.is_array()) {
            for (std::size_t i = 0; i < value.as_array().size(); ++i)
                check(*items, value.as_array()[i], where + "[" + std::to_string(i) + "]");
        }
        if (value.is_object())
            checkObject(schema, value.as_object(), where);
    }

    /// What stands there, or what is referred to there.
    const json::value& resolve(const json::value* value) const {
        const auto* object = value->if_object();
        const auto* reference = object != nullptr ? object->if_contains("$ref") : nullptr;
        if (reference == nullptr)
            return *value;
        const std::string pointer = std::string(reference->as_string()).substr(1);
        return m_document.at_pointer(pointer);
    }

private:
    void complain(const std::string& where, const std::string& what) {
        m_complaints.push_back((where.empty() ? "the body" : where) + " " + what);
    }

    static bool has(const json::array& options, const json::value& value) {
        return std::ranges::find(options, value) != options.end();
    }

    static bool isOfType(const json::value& type, const json::value& value) {
        if (const auto* several = type.if_array())
            return std::ranges::any_of(*several, [&value](const json::value& one) { return isOfType(one, value); });
        const std::string_view name = type.as_string();
        return (name == "object" && value.is_object()) || (name == "array" && value.is_array()) ||
               (name == "string" && value.is_string()) || (name == "boolean" && value.is_bool()) ||
               (name == "null" && value.is_null()) || (name == "number" && value.is_number()) ||
               (name == "integer" && value.is_int64());
    }

    void checkText(const json::object& schema, const json::value& value, const std::string& where) {
        const auto* pattern = schema.if_contains("pattern");
        const std::string text(value.as_string());
        if (pattern != nullptr && !std::regex_search(text, std::regex(std::string(pattern->as_string()))))
            complain(where, "\"" + text + "\" does not match " + std::string(pattern->as_string()));
    }

    void checkNumber(const json::object& schema, std::int64_t number, const std::string& where) {
        if (const auto* least = schema.if_contains("minimum"); least != nullptr && number < least->as_int64())
            complain(where, "is too small");
        if (const auto* most = schema.if_contains("maximum"); most != nullptr && number > most->as_int64())
            complain(where, "is too large");
    }

    void checkObject(const json::object& schema, const json::object& object, const std::string& where) {
        if (const auto* required = schema.if_contains("required")) {
            for (const json::value& name : required->as_array()) {
                if (!object.contains(name.as_string()))
                    complain(where + "." + std::string(name.as_string()), "is missing");
            }
        }
        const auto* properties = schema.if_contains("properties");
        if (properties == nullptr)
            return;
        for (const auto& member : object) {
            const std::string place = where + "." + std::string(member.key());
            if (const auto* property = properties->as_object().if_contains(member.key()))
                check(*property, member.value(), place);
            else
                complain(place, "is not in the contract");
        }
    }

    const json::value& m_document;
    std::vector<std::string>& m_complaints;
};

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Where the document says what any message may be answered with.
constexpr auto AnyMessage = "x-any-message";

std::vector<std::string> codesOf(const json::value& response) {
    std::vector<std::string> codes;
    if (const auto* named = response.as_object().if_contains("x-codes"))
        for (const json::value& code : named->as_array())
            codes.emplace_back(code.as_string());
    return codes;
}

/// Of a problem; empty if it is none.
std::string codeIn(const std::string& body) {
    json::error_code error;
    const json::value value = json::parse(body, error);
    const json::object* object = error ? nullptr : value.if_object();
    const json::value* code = object == nullptr ? nullptr : object->if_contains("code");
    return code == nullptr || !code->is_string() ? std::string() : std::string(code->as_string());
}

} // namespace

Contract::Contract(std::string_view yaml)
    : m_document(parseYaml(yaml)) {
}

Contract Contract::ofThisTree() {
    std::ifstream file(std::string(KINORA_TESTS_DIR) + "/../server-stub/openapi.yaml");
    std::stringstream text;
    text << file.rdbuf();
    return Contract(text.str());
}

std::vector<Contract::Operation> Contract::operations() const {
    std::vector<Operation> all;
    for (const auto& path : m_document.at("paths").as_object()) {
        for (const auto& method : path.value().as_object()) {
            Operation operation;
            operation.method = upper(method.key());
            operation.path = path.key();
            // Where the operation says nothing the document's own "bearer" holds.
            const auto* security = method.value().as_object().if_contains("security");
            operation.anyone = security != nullptr;
            if (const auto* scope = method.value().as_object().if_contains("x-scope"))
                operation.scope = scope->as_string();
            operation.hasBody = method.value().as_object().contains("requestBody");
            for (const auto& response : method.value().at("responses").as_object())
                operation.statuses.emplace_back(response.key());
            all.push_back(std::move(operation));
        }
    }
    return all;
}

std::vector<Contract::Refusal> Contract::refusals() const {
    std::vector<Refusal> all;
    std::vector<std::string> ignored;
    const Checker checker(m_document, ignored);
    const auto take = [&](const std::string& where, const json::object& responses) {
        for (const auto& response : responses) {
            const std::string key(response.key());
            Refusal refusal;
            refusal.where = fmt::format("{} {}", where, key);
            refusal.status = key == "default" ? 0 : std::stoi(key); // no error has 0
            refusal.codes = codesOf(checker.resolve(&response.value()));
            if (refusal.status == 0 || refusal.status >= 400)
                all.push_back(std::move(refusal));
        }
    };
    take("any message", m_document.at(AnyMessage).as_object());
    for (const auto& path : m_document.at("paths").as_object())
        for (const auto& method : path.value().as_object())
            take(upper(method.key()) + " " + std::string(path.key()), method.value().at("responses").as_object());
    return all;
}

std::vector<std::string> Contract::complaints(std::string_view schema, const json::value& value) const {
    std::vector<std::string> found;
    Checker checker(m_document, found);
    checker.check(m_document.at("components").at("schemas").at(schema), value, {});
    return found;
}

std::vector<std::string> Contract::complaintsAbout(const std::string& method, const std::string& path, int status,
    std::string_view contentType, const std::string& body) const {
    std::vector<std::string> found;
    Checker checker(m_document, found);
    const auto* operations = m_document.at("paths").as_object().if_contains(path);
    const auto* operation = operations != nullptr ? operations->as_object().if_contains(lower(method)) : nullptr;
    if (operation == nullptr)
        return {method + " " + path + " is not in the contract"};
    const std::string text = std::to_string(status);
    const auto* listed = operation->at("responses").as_object().if_contains(text);
    const auto* ofAnyMessage = m_document.at(AnyMessage).as_object().if_contains(text);
    if (listed == nullptr && ofAnyMessage == nullptr)
        return {"status " + text + " is not in the contract"};
    if (status >= 400) {
        std::vector<std::string> codes;
        for (const json::value* one : {listed, ofAnyMessage})
            if (one != nullptr)
                std::ranges::copy(codesOf(checker.resolve(one)), std::back_inserter(codes));
        if (const std::string code = codeIn(body); std::ranges::find(codes, code) == codes.end())
            found.push_back("the code \"" + code + "\" is not in the contract");
    }
    const json::object& response = checker.resolve(listed != nullptr ? listed : ofAnyMessage).as_object();
    const auto* contents = response.if_contains("content");
    if (contents == nullptr) {
        if (!body.empty())
            found.emplace_back("there is a body, and none in the contract");
        return found;
    }
    const std::string type(contentType.substr(0, contentType.find(';')));
    const auto* content = contents->as_object().if_contains(type);
    if (content == nullptr)
        return {"the content type \"" + type + "\" is not in the contract"};
    if (!type.ends_with("json"))
        return found;
    json::error_code error;
    const json::value value = json::parse(body, error);
    if (error)
        return {"the body is no JSON: " + body};
    checker.check(content->at("schema"), value, {});
    return found;
}

} // namespace kinora::test
