// manifest.json, written with fixed key order so that equal runs give equal bytes.
//
//   {"version": "0.1.0", "configuration": "5c1d0e…", "counts": {"pages": 8, …}, "inputs": […], …}
//
// Tested by tests/shard/manifest_test.cc.
#include "shard/manifest.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>

namespace newsmill {
namespace {

using Json = nlohmann::ordered_json;

// JSON numbers are exact to 2^53 only, so hashes are strings.
std::string hex(uint64_t hash) {
  return fmt::format("{:016x}", hash);
}

uint64_t unhex(const Json& json) {
  const std::string& text = json.get_ref<const std::string&>();
  uint64_t hash = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hash, 16);
  if (error != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument("not a hash: " + text);
  return hash;
}

Json json_of(const Counts& counts) {
  return {{"pages", counts.pages},
          {"articles", counts.articles},
          {"metrics", counts.metrics},
          {"ads", counts.ads},
          {"rejects", counts.rejects}};
}

Json json_of(const InputFacts& input) {
  Json json = {{"name", input.name},         {"bytes", input.bytes},
               {"mtime", input.mtime},       {"xxh3", hex(input.xxh3)},
               {"members", input.members},   {"pages", input.pages},
               {"rejected", input.rejected}, {"skipped", input.skipped},
               {"damage", input.damage},     {"verifiable", input.verifiable}};
  if (!input.duplicate_of.empty()) json["duplicate_of"] = input.duplicate_of;
  return json;
}

Json json_of(const ShardFacts& shard) {
  return {{"path", shard.path},
          {"bytes", shard.bytes},
          {"frames", shard.frames},
          {"records", shard.records},
          {"xxh3", hex(shard.xxh3)}};
}

Json json_of(const OpenJump& jump) {
  return {{"article_id", jump.article_id},
          {"mark", jump.onward ? "to" : "from"},
          {"page", jump.page},
          {"why", jump.ambiguous ? "AMBIGUOUS" : "UNMATCHED"}};
}

template <class Item>
Json json_of(const std::vector<Item>& items) {
  Json list = Json::array();
  for (const Item& item : items) list.push_back(json_of(item));
  return list;
}

Counts counts_from(const Json& json) {
  return {json.at("pages"), json.at("articles"), json.at("metrics"), json.at("ads"),
          json.at("rejects")};
}

InputFacts input_from(const Json& json) {
  InputFacts input;
  input.name = json.at("name");
  input.bytes = json.at("bytes");
  input.mtime = json.at("mtime");
  input.xxh3 = unhex(json.at("xxh3"));
  input.members = json.at("members");
  input.pages = json.at("pages");
  input.rejected = json.at("rejected");
  input.skipped = json.at("skipped");
  input.damage = json.at("damage");
  input.verifiable = json.at("verifiable");
  input.duplicate_of = json.value("duplicate_of", "");
  return input;
}

ShardFacts shard_from(const Json& json) {
  return {json.at("path"), json.at("bytes"), json.at("frames"), json.at("records"),
          unhex(json.at("xxh3"))};
}

OpenJump open_jump_from(const Json& json) {
  return {json.at("article_id"), json.at("mark") == "to", json.at("page"),
          json.at("why") == "AMBIGUOUS"};
}

Manifest manifest_from(const Json& json) {
  Manifest manifest;
  manifest.version = json.at("version");
  manifest.configuration = unhex(json.at("configuration"));
  manifest.counts = counts_from(json.at("counts"));
  for (const Json& input : json.at("inputs")) manifest.inputs.push_back(input_from(input));
  for (const Json& shard : json.at("shards")) manifest.shards.push_back(shard_from(shard));
  const Json& open_jumps = json.at("open_jumps");
  manifest.open_jumps.total = open_jumps.at("total");
  for (const Json& jump : open_jumps.at("listed"))
    manifest.open_jumps.listed.push_back(open_jump_from(jump));
  return manifest;
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  const Json json = {
      {"version", manifest.version},
      {"configuration", hex(manifest.configuration)},
      {"counts", json_of(manifest.counts)},
      {"inputs", json_of(manifest.inputs)},
      {"shards", json_of(manifest.shards)},
      {"open_jumps",
       {{"total", manifest.open_jumps.total}, {"listed", json_of(manifest.open_jumps.listed)}}}};
  // An input's name may hold any bytes.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> read_manifest(const std::filesystem::path& out) {
  const std::filesystem::path path = out / "manifest.json";
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return tl::unexpected(Error{"NO_MANIFEST", fmt::format("cannot read {}", path.string()), 0});
  try {
    return manifest_from(Json::parse(file));
  } catch (const std::exception& error) {  // the library's way to report damage
    return tl::unexpected(
        Error{"BAD_MANIFEST", fmt::format("{}: {}", path.string(), error.what()), 0});
  }
}

}  // namespace newsmill
