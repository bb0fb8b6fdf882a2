#include "config/UpstreamTable.h"

#include "base/Unicode.h"
#include "config/Load.h"
#include "config/Values.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <regex>

namespace kinora::config {
namespace {

/// Takes the members of one table; whoever is not taken is unknown.
class TableReader {
public:
    TableReader(const toml::table& table, std::string where, std::vector<std::string>& problems)
        : m_table(table)
        , m_where(std::move(where))
        , m_problems(problems) {}

    void complain(const std::string& sentence) { m_problems.push_back(m_where + ": " + sentence); }

    const toml::node* take(std::string_view name) {
        m_known.push_back(name);
        return m_table.get(name);
    }

    std::optional<std::string> text(std::string_view name) { return exact<std::string>(name, "a text"); }
    std::optional<bool> flag(std::string_view name) { return exact<bool>(name, "true or false"); }

    std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most) {
        const auto value = exact<std::int64_t>(name, "a whole number");
        if (value && (*value < least || *value > most)) {
            complain(fmt::format("\"{}\" must be from {} to {}", name, least, most));
            return std::nullopt;
        }
        return value;
    }

    template <class T>
    std::optional<std::vector<T>> list(std::string_view name, const char* what) {
        const toml::node* node = take(name);
        if (node == nullptr)
            return std::nullopt;
        std::vector<T> values;
        const toml::array* array = node->as_array();
        bool good = array != nullptr;
        for (std::size_t i = 0; good && i < array->size(); ++i) {
            const auto value = array->get(i)->value_exact<T>();
            good = value.has_value();
            if (good)
                values.push_back(*value);
        }
        if (!good) {
            complain(fmt::format("\"{}\" must be a list of {}", name, what));
            return std::nullopt;
        }
        return values;
    }

    /// { portrait = …, landscape = … }; `read` gives nothing for what is not `what`.
    template <class T>
    std::map<std::string, T> byOrientation(std::string_view name, const std::vector<std::string>& orientations,
        const char* what, std::optional<T> (*read)(const toml::node&)) {
        const toml::node* node = take(name);
        std::map<std::string, T> values;
        if (node == nullptr)
            return values;
        const toml::table* table = node->as_table();
        if (table == nullptr) {
            complain(fmt::format("\"{}\" must be a table by orientation", name));
            return values;
        }
        for (const auto& [key, value] : *table) {
            auto given = read(value);
            if (!given || std::ranges::find(orientations, key.str()) == orientations.end())
                complain(fmt::format("\"{}\" must give {} for orientations of the model only", name, what));
            else
                values.emplace(key.str(), std::move(*given));
        }
        for (const std::string& orientation : orientations)
            if (!values.contains(orientation))
                complain(fmt::format("\"{}\" says nothing for {}", name, orientation));
        return values;
    }

    void finish() {
        for (const auto& [key, value] : m_table) {
            if (std::ranges::find(m_known, key.str()) != m_known.end())
                continue;
            const std::string meant = nearest(key.str(), m_known);
            complain(fmt::format(
                "unknown setting \"{}\"{}", key.str(), meant.empty() ? "" : "; did you mean \"" + meant + "\"?"));
        }
    }

private:
    template <class T>
    std::optional<T> exact(std::string_view name, const char* what) {
        const toml::node* node = take(name);
        if (node == nullptr)
            return std::nullopt;
        const auto value = node->value_exact<T>();
        if (!value)
            complain(fmt::format("\"{}\" must be {}", name, what));
        return value;
    }

    const toml::table& m_table;
    std::string m_where;
    std::vector<std::string>& m_problems;
    std::vector<std::string_view> m_known;
};

std::string whereOf(const FileContext& context, const toml::node& node) {
    return fmt::format("{}:{}", context.path.string(), node.source().begin.line);
}

std::optional<std::string> oneText(const toml::node& node) {
    return node.value_exact<std::string>();
}

/// One text or a list of them.
std::optional<std::vector<std::string>> manyTexts(const toml::node& node) {
    if (auto one = oneText(node))
        return std::vector<std::string>{std::move(*one)};
    const toml::array* array = node.as_array();
    if (array == nullptr || array->empty())
        return std::nullopt;
    std::vector<std::string> texts;
    for (const toml::node& entry : *array) {
        auto text = oneText(entry);
        if (!text)
            return std::nullopt;
        texts.push_back(std::move(*text));
    }
    return texts;
}

/// US dollars in the file, micro-USD from here on.
std::optional<std::int64_t> priceOf(TableReader& reader, std::string_view name, const toml::node& node) {
    constexpr double most = 1000;
    constexpr double million = 1'000'000;
    const auto dollars = node.is_number() ? node.value<double>() : std::nullopt;
    if (!dollars || !std::isfinite(*dollars) || *dollars < 0 || *dollars > most) {
        reader.complain(fmt::format("\"{}\" must be US dollars, from 0 to 1000", name));
        return std::nullopt;
    }
    const std::int64_t microUsd = std::llround(*dollars * million);
    if (microUsd == 0 && *dollars > 0) {
        reader.complain(
            fmt::format("\"{}\" is less than a millionth of a dollar, which is as fine as money is counted", name));
        return std::nullopt;
    }
    return microUsd;
}

std::optional<std::int64_t> readPrice(TableReader& reader, std::string_view name) {
    const toml::node* node = reader.take(name);
    return node == nullptr ? std::nullopt : priceOf(reader, name, *node);
}

void readSizes(TableReader& reader, Model& model) {
    model.sizes = reader.byOrientation("sizes", model.orientations, "a size or a list of sizes", manyTexts);
    for (const auto& [orientation, sizes] : model.sizes) {
        static const std::regex sizeForm("[1-9][0-9]{1,4}x[1-9][0-9]{1,4}");
        for (const std::string& size : sizes) {
            if (!std::regex_match(size, sizeForm))
                reader.complain(fmt::format("the size \"{}\" must look like 720x1280", size));
            if (std::ranges::count(sizes, size) > 1)
                reader.complain(fmt::format("the size \"{}\" stands there twice", size));
        }
    }
}

/// After the sizes and the model's own price.
void readSizePrices(TableReader& reader, Model& model) {
    const toml::node* node = reader.take("size_prices");
    if (node == nullptr)
        return;
    const toml::table* table = node->as_table();
    if (table == nullptr) {
        reader.complain("\"size_prices\" must be a table by size");
        return;
    }
    if (!model.pricePerSecondMicroUsd && !model.pricePerVideoMicroUsd)
        reader.complain("\"size_prices\" needs \"price_per_second\" or \"price_per_video\": it is in the same unit");
    for (const auto& [key, value] : *table) {
        const std::string size(key.str());
        const bool isOffered = std::ranges::any_of(model.sizes,
            [&size](const auto& sizes) { return std::ranges::find(sizes.second, size) != sizes.second.end(); });
        if (!isOffered)
            reader.complain(fmt::format("\"size_prices\" has \"{}\", which is none of the model's sizes", size));
        if (const auto price = priceOf(reader, "size_prices", value))
            model.sizePricesMicroUsd.emplace(size, *price);
    }
}

void readPrices(TableReader& reader, Model& model) {
    model.pricePerSecondMicroUsd = readPrice(reader, "price_per_second");
    model.pricePerVideoMicroUsd = readPrice(reader, "price_per_video");
    if (model.pricePerSecondMicroUsd && model.pricePerVideoMicroUsd)
        reader.complain("give \"price_per_second\" or \"price_per_video\", not both");
    if (model.pricePerSecondMicroUsd && model.seconds.empty())
        reader.complain(
            "\"price_per_second\" needs \"seconds\": where the upstream decides the length, give \"price_per_video\"");
    readSizePrices(reader, model);
}

std::chrono::seconds deadlineOf(TableReader& reader, const toml::node* node) {
    constexpr double least = 0.05;
    constexpr double most = 1440;
    if (node == nullptr)
        return Model().deadline;
    const auto minutes = node->value<double>();
    if (!minutes || !std::isfinite(*minutes) || *minutes < least || *minutes > most) {
        reader.complain("\"deadline_minutes\" must be a number from 0.05 (three seconds) to 1440");
        return Model().deadline;
    }
    return std::chrono::seconds(std::llround(*minutes * 60));
}

Model readModel(const toml::table& table, const FileContext& context, std::vector<std::string>& problems) {
    TableReader reader(table, whereOf(context, table), problems);
    Model model;
    model.id = reader.text("id").value_or("");
    if (model.id.empty())
        reader.complain("a model needs an \"id\"");
    model.label = reader.text("label").value_or(model.id);
    if (auto orientations = reader.list<std::string>("orientations", "orientations")) {
        const bool good = !orientations->empty() && std::ranges::all_of(*orientations, [](const std::string& word) {
            return word == "portrait" || word == "landscape";
        });
        if (good)
            model.orientations = std::move(*orientations);
        else
            reader.complain("\"orientations\" must hold portrait, landscape or both");
    }
    readSizes(reader, model);
    model.wireNames = reader.byOrientation("wire_names", model.orientations, "a text", oneText);
    for (const std::int64_t seconds :
        reader.list<std::int64_t>("seconds", "whole numbers").value_or(std::vector<std::int64_t>{})) {
        if (seconds < 1 || seconds > 600)
            reader.complain("\"seconds\" must be from 1 to 600");
        else
            model.seconds.push_back(static_cast<int>(seconds));
    }
    readPrices(reader, model);
    model.deadline = deadlineOf(reader, reader.take("deadline_minutes"));
    model.referenceImage = reader.flag("reference_image").value_or(false);
    model.negativePrompt = reader.flag("negative_prompt").value_or(false);
    model.seed = reader.flag("seed").value_or(false);
    model.remix = reader.flag("remix").value_or(false);
    model.maxCameos = static_cast<int>(reader.number("max_cameos", 0, 3).value_or(model.maxCameos));
    model.maxCount = static_cast<int>(reader.number("max_count", 1, 10).value_or(4));
    model.maxPromptChars = static_cast<int>(reader.number("max_prompt_chars", 1, 20'000).value_or(1000));
    reader.finish();
    return model;
}

Secret readKey(
    const toml::node* node, TableReader& upstream, const FileContext& context, std::vector<std::string>& problems) {
    if (node == nullptr)
        return {};
    const toml::array* keys = node->as_array();
    const toml::table* table = keys != nullptr && keys->size() == 1 ? keys->get(0)->as_table() : nullptr;
    if (table == nullptr) {
        upstream.complain(keys != nullptr && keys->size() > 1
                              ? "more than one key for an upstream is not supported by this version"
                              : R"("keys" must look like [{ id = "k1", env = "SORA_API_TOKEN" }])");
        return {};
    }
    TableReader reader(*table, whereOf(context, *table), problems);
    static_cast<void>(reader.text("id"));
    const auto variable = reader.text("env");
    const auto file = reader.text("file");
    reader.finish();
    if (variable.has_value() == file.has_value()) {
        reader.complain(R"(a key needs either "env" or "file")");
        return {};
    }
    const auto value = variable ? context.environment(*variable) : context.readFile(*file);
    if (!value) {
        reader.complain(
            variable ? fmt::format("the environment has no {}", *variable) : fmt::format("{} cannot be read", *file));
        return {};
    }
    return Secret(trim(*value));
}

} // namespace

std::optional<Upstream> readUpstreams(
    const toml::node& node, const FileContext& context, std::vector<std::string>& problems) {
    const toml::array* tables = node.as_array();
    if (tables == nullptr || tables->empty() || !tables->is_array_of_tables()) {
        problems.push_back(whereOf(context, node) + ": an upstream is written as [[upstream]]");
        return std::nullopt;
    }
    if (tables->size() > 1) {
        problems.push_back(
            whereOf(context, *tables->get(1)) + ": more than one [[upstream]] is not supported by this version");
        return std::nullopt;
    }
    const toml::table& table = *tables->get(0)->as_table();
    TableReader reader(table, whereOf(context, table), problems);
    Upstream upstream;
    upstream.name = reader.text("name").value_or("");
    if (upstream.name.empty())
        reader.complain("an upstream needs a \"name\"");
    const std::string dialect = reader.text("dialect").value_or("");
    const std::string baseUrl = reader.text("base_url").value_or("");
    if (baseUrl.empty()) {
        reader.complain("an upstream needs a \"base_url\"");
    } else if (const auto address = parseUpstreamAddress(baseUrl, dialect)) {
        upstream.url = address->url;
        upstream.dialect = address->dialect;
    } else {
        reader.complain("\"base_url\" " + address.error());
    }
    upstream.key = readKey(reader.take("keys"), reader, context, problems);
    upstream.maxInFlight = static_cast<int>(reader.number("max_in_flight", 1, 1000).value_or(4));
    upstream.resultHosts = reader.list<std::string>("result_hosts", "host names");
    if (const toml::node* models = reader.take("model")) {
        const toml::array* array = models->as_array();
        if (array == nullptr || !array->is_array_of_tables())
            reader.complain("a model is written as [[upstream.model]]");
        else
            for (const toml::node& model : *array)
                upstream.models.push_back(readModel(*model.as_table(), context, problems));
        std::vector<std::string> ids;
        for (const Model& model : upstream.models) {
            if (upstream.dialect == "chat-stream" && (model.negativePrompt || model.seed))
                reader.complain(fmt::format(
                    "the model \"{}\": chat-stream has no place for \"negative_prompt\" and \"seed\"", model.id));
            if (std::ranges::find(ids, model.id) != ids.end())
                reader.complain(fmt::format("there are two models \"{}\"", model.id));
            ids.push_back(model.id);
        }
    } else {
        upstream.models = defaultModels(upstream.dialect);
    }
    reader.finish();
    return upstream;
}

} // namespace kinora::config
