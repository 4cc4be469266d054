// newsmill stat OUT
//
//   pages                478
//   ...
//   repeated ads
//      12  遗失公章一枚，声明作废。
//
// Tested by tests/tools/stat_test.cc.
#include "stat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "each_record.h"
#include "exit_code.h"
#include "newsmill/v1/ad.pb.h"
#include "newsmill/v1/article.pb.h"
#include "newsmill/v1/page.pb.h"
#include "newsmill/v1/reject.pb.h"

namespace newsmill {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;
using Tally = std::map<std::string, uint64_t>;

// The `top` largest counts, equal ones by name.
Json largest(const Tally& tally, size_t top) {
  std::vector<std::pair<std::string, uint64_t>> rows(tally.begin(), tally.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  rows.resize(std::min(rows.size(), top));
  Json json = Json::object();
  for (const auto& [name, count] : rows) json[name] = count;
  return json;
}

std::string first_words(const std::string& text) {
  constexpr size_t kBytes = 120;
  size_t end = std::min(text.size(), kBytes);
  while (end > 0 && end < text.size() && (text[end] & 0xC0) == 0x80) --end;
  std::string words = text.substr(0, end);
  std::replace(words.begin(), words.end(), '\n', ' ');
  return words;
}

// How often each ad was printed; only those that were more than once, the most frequent first.
std::vector<std::pair<uint64_t, uint64_t>> repeated(
    const std::unordered_map<uint64_t, uint64_t>& times, size_t top) {
  std::vector<std::pair<uint64_t, uint64_t>> rows;
  for (const auto& [fingerprint, count] : times)
    if (count > 1) rows.emplace_back(count, fingerprint);
  std::sort(rows.rbegin(), rows.rend());
  rows.resize(std::min(rows.size(), top));
  return rows;
}

// Two passes: one counts fingerprints, one looks up the words of the few that are shown.
Json repeated_ads(const fs::path& directory, const Manifest& manifest, size_t top, Tally& kinds) {
  std::unordered_map<uint64_t, uint64_t> times;
  each_record<v1::Ad>(directory, manifest, Dataset::kAds, [&](const v1::Ad& ad) {
    ++kinds[v1::Ad::Category_Name(ad.category())];
    ++times[ad.fingerprint()];
  });
  const std::vector<std::pair<uint64_t, uint64_t>> rows = repeated(times, top);
  std::unordered_map<uint64_t, Json> shown;
  for (const auto& [count, fingerprint] : rows) shown[fingerprint] = nullptr;
  if (!shown.empty())
    each_record<v1::Ad>(directory, manifest, Dataset::kAds, [&](const v1::Ad& ad) {
      const auto row = shown.find(ad.fingerprint());
      if (row == shown.end() || !row->second.is_null()) return;
      row->second = {{"times", times[ad.fingerprint()]},
                     {"category", v1::Ad::Category_Name(ad.category())},
                     {"id", ad.id()},
                     {"text", first_words(ad.text())}};
    });
  Json json = Json::array();
  for (const auto& [count, fingerprint] : rows) json.push_back(shown[fingerprint]);
  return json;
}

void print_tally(const Json& json, const std::string& name) {
  if (json[name].empty()) return;
  fmt::print("\n{}\n", name);
  for (const auto& [key, count] : json[name].items())
    fmt::print("{:>10}  {}\n", count.get<uint64_t>(), key.empty() ? "(none)" : key);
}

void print(const Json& json) {
  for (const auto& [name, count] : json["counts"].items())
    fmt::print("{:>10}  {}\n", count.get<uint64_t>(), name);
  for (const char* name :
       {"publications", "ad_categories", "metric_kinds", "units", "reject_codes"})
    print_tally(json, name);
  if (json["repeated_ads"].empty()) return;
  fmt::print("\nrepeated_ads\n");
  for (const Json& ad : json["repeated_ads"])
    fmt::print("{:>10}  {} {}\n", ad["times"].get<uint64_t>(), ad["category"].get<std::string>(),
               ad["text"].get<std::string>());
}

}  // namespace

Json statistics(const fs::path& directory, size_t top) {
  const Manifest manifest = finished_manifest(directory);
  const Counts& counts = manifest.counts;
  Tally publications, categories, kinds, units, codes;
  each_record<v1::Page>(directory, manifest, Dataset::kPages, [&](const v1::Page& page) {
    ++publications[page.masthead().publication()];
  });
  each_record<v1::Article>(directory, manifest, Dataset::kArticles,
                           [&](const v1::Article& article) {
                             for (const v1::Metric& metric : article.metrics()) {
                               ++kinds[v1::Metric::Kind::Value_Name(metric.kind())];
                               ++units[metric.unit()];
                             }
                           });
  each_record<v1::Reject>(directory, manifest, Dataset::kRejects,
                          [&](const v1::Reject& reject) { ++codes[reject.code()]; });
  const Json ads = repeated_ads(directory, manifest, top, categories);
  return {{"counts",
           {{"pages", counts.pages},
            {"articles", counts.articles},
            {"metrics", counts.metrics},
            {"ads", counts.ads},
            {"rejects", counts.rejects}}},
          {"publications", largest(publications, top)},
          {"ad_categories", largest(categories, categories.size())},
          {"metric_kinds", largest(kinds, kinds.size())},
          {"units", largest(units, top)},
          {"reject_codes", largest(codes, codes.size())},
          {"repeated_ads", ads}};
}

int stat_command(const StatOptions& options) {
  const Json json = statistics(options.directory, options.top);
  if (options.json)
    fmt::print("{}\n", json.dump());
  else
    print(json);
  return kAllWell;
}

}  // namespace newsmill
