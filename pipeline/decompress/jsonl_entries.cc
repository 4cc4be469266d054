// One JSON object a line, read with simdjson:
//
//   {"id": "4711", "text": "全县…", "metadata": {"date": "2024-05-08", "publication": "liupu"}}
//   -> liupu/2024-05-08/4711
//
// Tested by tests/decompress/jsonl_entries_test.cc.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "decompress/entries.h"
#include "decompress/lines.h"

namespace newsmill {
namespace {

namespace json = simdjson::dom;

// A path that stands in an object as a key of its own ("metadata.date") is found too.
std::optional<json::element> find(json::object object, std::string_view path) {
  json::element found;
  if (object[path].get(found) == simdjson::SUCCESS) return found;
  const size_t dot = path.find('.');
  json::object inner;
  if (dot == std::string_view::npos || object[path.substr(0, dot)].get(inner) != simdjson::SUCCESS)
    return std::nullopt;
  return find(inner, path.substr(dot + 1));
}

std::string_view text_of(json::object object, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::string_view text;
    const std::optional<json::element> found = find(object, path);
    if (found && found->get(text) == simdjson::SUCCESS) return text;
  }
  return {};
}

// As text; numbers are written out.
std::string label_of(json::object object, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    const std::optional<json::element> found = find(object, path);
    if (!found) continue;
    if (found->is_string()) return std::string(found->get_string().value());
    if (found->is_number()) return simdjson::minify(*found);
  }
  return {};
}

// 2024-05-08T06:30:00Z -> 2024-05-08
std::string day_of(const std::string& date) {
  constexpr size_t kDay = 10;
  return date.size() > kDay && (date[kDay] == 'T' || date[kDay] == ' ') ? date.substr(0, kDay)
                                                                        : date;
}

bool has_ink(std::string_view line) {
  return line.find_first_not_of(" \t\r") != std::string_view::npos;
}

class JsonlEntries : public Entries {
 public:
  JsonlEntries(ByteStream& plain, JsonFields fields, size_t max_member_bytes)
      : fields_(std::move(fields)),
        max_(max_member_bytes),
        // Escaped, text is up to twice as long (\u4e2d is three bytes), and it has company.
        lines_(plain, 2 * max_member_bytes + (1 << 20)) {}

  bool next(Entry& entry) override {
    for (;;) {
      entry = Entry{};
      const std::optional<std::string_view> line = lines_.next();
      if (!line) return finish(entry);
      if (!has_ink(*line) && !lines_.cut()) continue;
      read(*line, entry);
      return true;
    }
  }

 private:
  bool finish(Entry& entry) {
    const bool failed = lines_.error() && !std::exchange(reported_, true);
    if (failed) entry.spoil(*lines_.error());
    return failed;
  }

  void read(std::string_view line, Entry& entry) {
    entry.name = fmt::format("line-{}", lines_.number());
    if (lines_.too_long()) return spoil(entry, line, "TOO_LARGE", "the line is too long");
    if (lines_.cut()) {
      reported_ = true;
      entry.bytes = line;
      return entry.spoil(*lines_.error());
    }
    padded_.assign(line);
    padded_.append(simdjson::SIMDJSON_PADDING, ' ');
    json::element element;
    json::object object;
    const simdjson::error_code bad = parser_.parse(padded_.data(), line.size(), false).get(element);
    if (bad != simdjson::SUCCESS)
      return spoil(entry, line, "BAD_JSON", simdjson::error_message(bad));
    if (element.get(object) != simdjson::SUCCESS)
      return spoil(entry, line, "BAD_JSON", "not an object");
    const std::string_view text = text_of(object, fields_.text);
    if (text.data() == nullptr)
      return spoil(entry, line, "NO_TEXT", fmt::format("no text in {}", fields_.text.front()));
    if (text.size() > max_) {
      entry.bytes = text;
      return entry.refuse("text", max_);
    }
    entry.bytes = text;
    name(object, entry.name);
  }

  void name(json::object object, std::string& name) const {
    if (std::string id = label_of(object, fields_.id); !id.empty()) name = std::move(id);
    if (const std::string page = label_of(object, fields_.page); !page.empty()) name += "_" + page;
    if (const std::string date = label_of(object, fields_.date); !date.empty())
      name.insert(0, day_of(date) + "/");
    if (const std::string paper = label_of(object, fields_.publication); !paper.empty())
      name.insert(0, paper + "/");
  }

  void spoil(Entry& entry, std::string_view line, const char* code, std::string why) const {
    entry.bytes = line;
    entry.shorten();
    entry.spoil({code, fmt::format("line {}: {}", lines_.number(), why), lines_.begin()});
  }

  JsonFields fields_;
  size_t max_;
  Lines lines_;
  json::parser parser_;
  std::string padded_;  // the line, with room behind it for the parser
  bool reported_ = false;
};

}  // namespace

bool JsonFields::set(const std::string& assignment) {
  const std::array<std::pair<std::string_view, std::vector<std::string>*>, 5> fields = {
      {{"text", &text},
       {"id", &id},
       {"publication", &publication},
       {"date", &date},
       {"page", &page}}};
  const size_t equals = assignment.find('=');
  if (equals == std::string::npos || equals + 1 == assignment.size()) return false;
  const auto* const field =
      std::ranges::find(fields, std::string_view(assignment).substr(0, equals),
                        [](const auto& f) { return f.first; });
  if (field == fields.end()) return false;
  *field->second = {assignment.substr(equals + 1)};
  return true;
}

std::unique_ptr<Entries> jsonl_entries(ByteStream& plain, JsonFields fields,
                                       size_t max_member_bytes) {
  return std::make_unique<JsonlEntries>(plain, std::move(fields), max_member_bytes);
}

}  // namespace newsmill
