// JSON lines.
#include <algorithm>
#include <array>

#include "entries_check.h"

std::vector<std::string> fuzz_seeds() {
  const std::string lines =
      "{\"id\": \"4711\", \"text\": \"全县…\\n\\u4e2d\\ud83d\\ude00\", \"metadata\": "
      "{\"date\": \"2024-05-08T06:30:00Z\", \"publication\": \"柳浦日报\", \"page\": 2}}\n"
      "\n{\"text\":\"\",\"id\":7,\"metadata.date\":\"2024\",\"page\":1e3}\r\n"
      "[1,2]\n{\"id\":null}\n{\"text\":{\"text\":[[[[]]]]}}\n{\"a\":-0.5e-300,\"text\":\"x\"}";
  std::vector<std::string> seeds;
  for (const char choice : {'\0', '\1', '\2', '\3'}) seeds.push_back(choice + lines);
  return seeds;
}

std::vector<std::string> fuzz_words() {
  return {"{\"text\":\"",
          "\"}\n",
          "\"text\":",
          "\"id\":",
          "\"metadata\":{",
          "\"publication\":",
          "\\u0000",
          "\\ud800",
          "\\n",
          "\\\"",
          "\\",
          "null",
          "true",
          "1e999",
          "-",
          "9223372036854775808",
          "[[[[[[[[[[[[[[[[[[[[[[",
          "{\"a\":",
          "}",
          "]",
          ",",
          "\xEF\xBB\xBF",
          "\xFF",
          "\r\n"};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsmill;
  FuzzInput input(data, size);
  constexpr std::array<size_t, 4> kBlocks = {100'000, 700, 61, 7};
  FleetingBlocks blocks(input.bytes, kBlocks[input.choose(kBlocks.size())]);
  const auto lines = std::ranges::count(input.bytes, '\n');
  check_entries(*jsonl_entries(blocks, {}, kMaxMember), static_cast<size_t>(lines) + 1);
  return 0;
}
