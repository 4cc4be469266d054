// The corpora that benches run on: pages of invented newspapers, made in memory by newsgen, so that
// a figure names its text ("ordinary/4000000") and anyone can have the same. Made once per process
// and size; link newsmill_newsgen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "newsgen/press.h"

namespace newsmill::bench {

struct Corpus {
  std::string name;                // ordinary/4000000
  std::vector<std::string> names;  // of the pages: jiangtan/2024-03-18/02.txt
  std::vector<std::string>
      pages;           // UTF-8, as pdftotext prints them; the pages of an issue stand together
  uint64_t bytes = 0;  // of all pages
};

inline const Corpus& corpus_of(newsgen::Density density, size_t bytes) {
  static std::mutex mutex;
  static std::map<std::pair<newsgen::Density, size_t>, Corpus> made;
  const std::lock_guard lock(mutex);
  Corpus& corpus = made[{density, bytes}];
  if (!corpus.pages.empty()) return corpus;
  corpus.name =
      (density == newsgen::Density::kReport ? "report/" : "ordinary/") + std::to_string(bytes);
  newsgen::Press press({.seed = 20240318, .bytes = bytes, .density = density});
  for (newsgen::PrintedIssue issue; press.next(issue);) {
    for (newsgen::PrintedPage& page : issue.pages) {
      corpus.bytes += page.text.size();
      corpus.names.push_back(std::move(page.name));
      corpus.pages.push_back(std::move(page.text));
    }
  }
  return corpus;
}

// News and notices, about one reported quantity per 500 bytes.
inline const Corpus& ordinary_corpus(size_t bytes = 4'000'000) {
  return corpus_of(newsgen::Density::kOrdinary, bytes);
}

// Government work reports: a quantity per 107 bytes, the most that real pages have.
inline const Corpus& report_corpus(size_t bytes = 4'000'000) {
  return corpus_of(newsgen::Density::kReport, bytes);
}

}  // namespace newsmill::bench
