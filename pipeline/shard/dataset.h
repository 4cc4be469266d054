// The four datasets of one run.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsmill {

enum class Dataset : uint8_t { kPages, kArticles, kAds, kRejects };

inline constexpr std::array<Dataset, 4> kDatasets = {Dataset::kPages, Dataset::kArticles,
                                                     Dataset::kAds, Dataset::kRejects};

// Its directory in OUT.
constexpr std::string_view dataset_name(Dataset dataset) {
  constexpr std::array<std::string_view, kDatasets.size()> kNames = {"pages", "articles", "ads",
                                                                     "rejects"};
  return kNames[static_cast<size_t>(dataset)];
}

// One of a thing for each dataset.
template <class T>
class PerDataset {
 public:
  T& operator[](Dataset dataset) { return items_[static_cast<size_t>(dataset)]; }
  const T& operator[](Dataset dataset) const { return items_[static_cast<size_t>(dataset)]; }

 private:
  std::array<T, kDatasets.size()> items_{};
};

}  // namespace newsmill
