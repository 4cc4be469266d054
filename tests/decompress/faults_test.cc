// What happens to inputs, and what must hold all the same: every member that was found comes out,
// or is rejected, or was skipped; and what comes out is what a clean run gives.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "decompress/members.h"
#include "decompress/packing.h"
#include "decompress/source.h"
#include "seed.h"

namespace newsmill {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

Members pages() {
  Members members;
  for (int i = 0; i < 12; ++i)
    members.push_back({"jt/d" + std::to_string(i / 4) + "/" + std::to_string(i) + ".txt",
                       page_text(200 + 300 * static_cast<size_t>(i))});
  return members;
}

std::string jsonl(const Members& members) {
  std::string out;
  for (const auto& [name, bytes] : members) {
    std::string text;
    for (const char c : bytes) c == '\n' ? text += "\\n" : text += c;
    out += "{\"id\":\"" + name + "\",\"text\":\"" + text + "\"}\n";
  }
  return out;
}

// The same pages in each format, by file name.
const std::map<std::string, std::string>& archives() {
  static const std::map<std::string, std::string> all = [] {
    const std::string tar = pack_tar(pages());
    std::map<std::string, std::string> made = {
        {"a.tar", tar},
        {"a.tar.zst", pack_zstd(tar, 3000)},
        {"a.tar.gz", pack(Codec::kGzip, tar)},
        {"a.tar.bz2", pack(Codec::kBzip2, tar)},
        {"a.tar.xz", pack(Codec::kXz, tar)},
        {"a.zip", pack_zip(pages())},
        {"stored.zip", pack_zip(pages(), "zip:compression=store")},
        {"a.7z", pack_7z(pages())},
        {"a.jsonl", jsonl(pages())},
        {"a.jsonl.zst", pack_zstd(jsonl(pages()), 3000)}};
    return made;
  }();
  return all;
}

struct Outcome {
  std::map<std::string, std::string> members;  // name -> bytes
  std::multiset<std::string> codes;            // of rejects
  InputFacts facts;
};

// Reads what `source` gives, and checks the account.
Outcome finish(Source& source) {
  const DecompressMembers decompress;
  Outcome outcome;
  uint64_t found = 0, damage = 0;
  while (std::optional<Batch<RawPage>> read = source.next()) {
    const Batch<RawPage> batch = decompress(std::move(*read));
    found += batch.items.size() + batch.rejects.size();
    for (const RawPage& page : batch.items) outcome.members.emplace(page.origin.member, page.bytes);
    for (const Reject& reject : batch.rejects) {
      damage += reject.origin.member.empty();
      outcome.codes.insert(reject.error.code);
    }
  }
  uint64_t members = 0, skipped = 0;
  for (const InputFacts& facts : source.inputs())
    members += facts.members, skipped += facts.skipped;
  EXPECT_EQ(members, found - damage + skipped);
  if (!source.inputs().empty()) outcome.facts = source.inputs().back();
  return outcome;
}

Outcome outcome_of(const std::string& name, const std::string& bytes) {
  static const fs::path dir = fresh_directory("faults");
  write_file(dir / name, bytes);
  return finish(*open_inputs({(dir / name).string()}));
}

const std::map<std::string, std::string>& clean() {
  static const std::map<std::string, std::string> members = [] {
    const Members all = pages();
    return std::map<std::string, std::string>(all.begin(), all.end());
  }();
  return members;
}

// Members of the clean run whose bytes are others now.
int changed(const Outcome& outcome) {
  int count = 0;
  for (const auto& [name, bytes] : outcome.members) {
    const auto good = clean().find(name);
    count += good == clean().end() || good->second != bytes;
  }
  return count;
}

class EachFormat : public testing::TestWithParam<std::string> {
 protected:
  const std::string& name() { return GetParam(); }
  const std::string& bytes() { return archives().at(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Faults, EachFormat, testing::ValuesIn([] {
                           Strings names;
                           for (const auto& [name, bytes] : archives()) names.push_back(name);
                           return names;
                         }()),
                         [](const auto& format) {
                           std::string name = format.param;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

TEST_P(EachFormat, Undamaged) {
  const Outcome outcome = outcome_of(name(), bytes());
  EXPECT_EQ(outcome.members, clean());
  EXPECT_TRUE(outcome.codes.empty());
  EXPECT_EQ(outcome.facts.bytes, bytes().size());
}

TEST_P(EachFormat, TruncatedAtARandomByte) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 40; ++round) {
    const size_t cut = random() % (bytes().size() - 1);
    SCOPED_TRACE(cut);
    const Outcome outcome = outcome_of(name(), bytes().substr(0, cut));
    EXPECT_EQ(changed(outcome), 0);
    // JSON lines have no end that could be missing.
    const bool told =
        name() != "a.jsonl" || outcome.members.size() == 12 || cut == 0 || bytes()[cut - 1] == '\n';
    EXPECT_TRUE(!outcome.codes.empty() || told);
  }
}

TEST_P(EachFormat, BitFlipIsDetectedOrTheInputUnverifiable) {
  const unsigned seed = test_seed();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 60; ++round) {
    std::string damaged = bytes();
    const size_t at = random() % damaged.size();
    damaged[at] ^= static_cast<char>(1 << random() % 8);
    SCOPED_TRACE(at);
    const Outcome outcome = outcome_of(name(), damaged);
    const bool same = outcome.members == clean();
    // A zip's names stand outside of all checksums.
    int content_changed = 0;
    for (const auto& [member, text] : outcome.members)
      content_changed +=
          std::ranges::none_of(clean(), [&](const auto& c) { return c.second == text; });
    EXPECT_TRUE(same || !outcome.codes.empty() || !outcome.facts.verifiable ||
                content_changed == 0);
  }
}

TEST_P(EachFormat, GarbageAfterTheEnd) {
  const Outcome outcome = outcome_of(name(), bytes() + "garbage that is no frame, no member");
  if (name() == "a.7z") return;  // its header says where it ends; what follows is no part of it
  EXPECT_EQ(outcome.members, clean());
  EXPECT_EQ(outcome.codes.size(), 1u);
}

TEST_P(EachFormat, Empty) {
  const Outcome outcome = outcome_of(name(), "");
  EXPECT_TRUE(outcome.members.empty());
  EXPECT_EQ(outcome.codes.empty(), name().starts_with("a.jsonl"));
}

TEST_P(EachFormat, AllNul) {
  const Outcome outcome = outcome_of(name(), std::string(10240, '\0'));
  EXPECT_TRUE(outcome.members.empty());
  EXPECT_EQ(outcome.codes.size(), 1u);
}

TEST(Faults, TruncatedAtEachFrame) {
  const std::string tar = pack_tar(pages());
  for (const Codec codec : {Codec::kZstd, Codec::kGzip, Codec::kBzip2, Codec::kXz}) {
    std::string packed;
    for (size_t at = 0; at < tar.size(); at += 5000) {
      if (at > 0 && at < tar.size() - 1024) {
        const Outcome outcome = outcome_of("cut", packed);
        EXPECT_EQ(changed(outcome), 0);
        EXPECT_EQ(outcome.codes, std::multiset<std::string>{"TRUNCATED_TAR"});
      }
      packed += pack(codec, tar.substr(at, 5000));
    }
  }
}

TEST(Faults, TruncatedAtEachMember) {
  const std::string tar = pack_tar(pages());
  for (size_t cut = 512; cut < tar.size() - 1024; cut += 512) {
    const Outcome outcome = outcome_of("cut.tar", tar.substr(0, cut));
    EXPECT_EQ(changed(outcome), 0);
    EXPECT_FALSE(outcome.codes.empty()) << cut;
  }
}

TEST(Faults, SocketSymlinkLoopAndDanglingLinkInADirectory) {
  const fs::path dir = fresh_directory("faults_directory");
  write_file(dir / "d/01.txt", "一");
  fs::create_symlink(dir, dir / "d/loop");
  fs::create_symlink("b", dir / "a");
  fs::create_symlink("a", dir / "b");
  fs::create_symlink("/no/such", dir / "02.txt");
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  (dir / "03.txt").string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const Outcome outcome = finish(*open_inputs({dir.string()}));
  ::close(socket);
  EXPECT_EQ(outcome.members, (std::map<std::string, std::string>{{"d/01.txt", "一"}}));
  EXPECT_EQ(outcome.facts.skipped, 5u);
}

TEST(Faults, InputIsCutWhileItIsRead) {
  const fs::path path = fresh_directory("faults_changing") / "a.tar";
  Members members;
  for (int i = 0; i < 64; ++i)
    members.push_back({"d" + std::to_string(i) + "/01.txt", page_text(64 << 10)});
  write_file(path, pack_tar(members));
  const std::unique_ptr<Source> source = open_inputs({path.string()});
  ASSERT_TRUE(source->next());
  fs::resize_file(path, 1 << 20);
  uint64_t bad = 0;
  while (const std::optional<Batch<RawPage>> batch = source->next()) bad += batch->rejects.size();
  EXPECT_EQ(bad, 1u);
}

// A tar that is made while it is read: `count` members of `size` zeros each, then one of a byte.
class MadeTar : public ByteStream {
 public:
  MadeTar(uint64_t count, uint64_t size) : count_(count) {
    std::string tar = pack_tar({{"01.txt", std::string(1, 'x')}});
    last_ = tar;
    std::string octal(11, '0');
    for (size_t i = 11; i-- > 0; size /= 8) octal[i] = static_cast<char>('0' + size % 8);
    header_ = tar.substr(0, 512);
    header_.replace(124, 11, octal);
    header_.replace(148, 8, "        ");
    unsigned sum = 0;
    for (const char c : header_) sum += static_cast<unsigned char>(c);
    header_.replace(148, 6, "000000");
    for (size_t i = 154; i-- > 148; sum /= 8) header_[i] = static_cast<char>('0' + sum % 8);
    header_[154] = '\0';
    blocks_ = 0;
    for (const char c : octal) blocks_ = blocks_ * 8 + static_cast<uint64_t>(c - '0');
    blocks_ = (blocks_ + 511) / 512;
  }
  Result<std::string_view> next() override {
    if (in_data_ > 0) {
      const uint64_t part = std::min<uint64_t>(in_data_, zeros_.size() / 512);
      in_data_ -= part;
      return std::string_view(zeros_).substr(0, part * 512);
    }
    if (count_ == 0) return std::exchange(last_sent_, true) ? std::string_view() : last_;
    --count_;
    in_data_ = blocks_;
    return header_;
  }

 private:
  uint64_t count_, blocks_ = 0, in_data_ = 0;
  std::string header_, last_, zeros_ = std::string(1 << 20, '\0');
  bool last_sent_ = false;
};

TEST(Faults, AMillionTinyMembers) {
  MadeTar tar(1'000'000, 1);
  const std::unique_ptr<Entries> reader = tar_entries(tar, 1 << 20);
  uint64_t members = 0;
  for (Entry entry; reader->next(entry);) members += entry.kind == Entry::Kind::kMember;
  EXPECT_EQ(members, 1'000'001u);
}

TEST(Faults, AMemberOfTwoGigabytesIsRefusedAndTheNextIsRead) {
  MadeTar tar(1, 2ull << 30);
  const std::unique_ptr<Entries> reader = tar_entries(tar, 64 << 20);
  const std::vector<Entry> entries = all_entries(*reader);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].error.code, "TOO_LARGE");
  EXPECT_LE(entries[0].bytes.size(), 64u << 10);
  EXPECT_EQ(entries[1].bytes, "x");
}

}  // namespace
}  // namespace newsmill
