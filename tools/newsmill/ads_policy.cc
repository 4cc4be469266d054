// Protobuf reads the text and says where it goes wrong; what it cannot know is checked here:
//
//   policy.textproto:3: threshold must lie between 0 and 1: 1.5
//
// Tested by tests/tools/ads_policy_test.cc.
#include "ads_policy.h"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "core/result.h"
#include "exit_code.h"
#include "newsmill/v1/ad_policy.pb.h"

namespace newsmill {
namespace {

using google::protobuf::TextFormat;

[[noreturn]] void fail(const std::string& file, int line, std::string_view reason) {
  throw FatalError(fmt::format("{}:{}: {}", file, line, reason), kUsage);
}

// Remembers the first error.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  // Lines count from 0.
  void AddError(int line, int, const std::string& reason) override {
    if (line_ < 0) line_ = line, reason_ = reason;
  }
  [[noreturn]] void fail(const std::string& file) const {
    newsmill::fail(file, std::max(line_, 0) + 1, reason_);
  }

 private:
  int line_ = -1;
  std::string reason_ = "not a policy";
};

// What was read, and where its parts stand.
class PolicyText {
 public:
  PolicyText(std::string file, const std::string& text) : file_(std::move(file)) {
    FirstError error;
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&error);
    parser.WriteLocationsTo(&places_);
    if (!parser.ParseFromString(text, &policy_)) error.fail(file_);
  }

  AdPolicy policy() {
    const std::string preset = policy_.preset().empty() ? "news" : policy_.preset();
    std::optional<AdPolicy> policy = AdPolicy::preset(preset);
    if (!policy) fail_at(places_, "preset", -1, "no such preset: " + preset);
    for (int i = 0; i < policy_.category_size(); ++i) apply(i, *policy);
    return *policy;
  }

 private:
  void apply(int i, AdPolicy& policy) {
    const v1::AdPolicy::Rule& rule = policy_.category(i);
    const std::string& name = v1::Ad::Category_Name(rule.name());
    const std::optional<AdCategory> category = ad_category(name);
    if (!category) fail_at(places_, "category", i, "a category needs a name");
    if (!seen_.insert(name).second) fail_at(places_, "category", i, name + " stands here again");
    if (rule.action() != v1::AdPolicy::UNSPECIFIED)
      policy.set_action(*category, action_of(rule.action()));
    if (!rule.has_threshold()) return;
    const double least = rule.threshold();
    if (!(least > 0 && least < 1))
      fail_at(*places_.GetTreeForNested(field("category"), i), "threshold", -1,
              fmt::format("threshold must lie between 0 and 1: {}", least), &rule);
    policy.set_threshold(*category, least);
  }

  static AdAction action_of(v1::AdPolicy::Action action) {
    if (action == v1::AdPolicy::KEEP) return AdAction::kKeep;
    return action == v1::AdPolicy::MARK ? AdAction::kMark : AdAction::kDrop;
  }

  const google::protobuf::FieldDescriptor* field(const char* name) const {
    return policy_.GetDescriptor()->FindFieldByName(name);
  }
  [[noreturn]] void fail_at(const TextFormat::ParseInfoTree& places, const char* name, int index,
                            const std::string& reason,
                            const google::protobuf::Message* within = nullptr) const {
    const auto* const message = within == nullptr ? &policy_ : within;
    const auto place = places.GetLocation(message->GetDescriptor()->FindFieldByName(name), index);
    fail(file_, place.line + 1, reason);
  }

  std::string file_;
  v1::AdPolicy policy_;
  TextFormat::ParseInfoTree places_;
  std::set<std::string> seen_;
};

}  // namespace

AdPolicy parse_ads_policy(const std::string& file, const std::string& text) {
  return PolicyText(file, text).policy();
}

AdPolicy read_ads_policy(const std::string& name_or_file) {
  if (const std::optional<AdPolicy> preset = AdPolicy::preset(name_or_file)) return *preset;
  std::ifstream file(name_or_file, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();  // fails on an empty file too, which is a policy
  if (!file.is_open() || std::filesystem::is_directory(name_or_file))
    throw FatalError(
        fmt::format("--ads {}: neither a file that can be read nor news, analytics, everything",
                    name_or_file),
        kUsage);
  return parse_ads_policy(name_or_file, text.str());
}

}  // namespace newsmill
