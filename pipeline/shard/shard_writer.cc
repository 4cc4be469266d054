// Frames come ready from EncodeShards; they are only copied and listed.
// Tested by tests/shard/dataset_writer_test.cc.
#include "shard/shard_writer.h"

#include <utility>

namespace newsmill {
namespace {

// The content of a shard without records: a shard never begins with its skippable table.
Frame empty_frame() {
  return FrameCompressor(1).compress("", 0);
}

}  // namespace

ShardWriter::ShardWriter(const std::filesystem::path& directory, std::string name)
    : file_(directory / name), hash_(XXH3_createState()) {
  facts_.path = std::move(name);
  XXH3_64bits_reset(hash_.get());
}

void ShardWriter::append(const Frame& frame) {
  write(frame.bytes);
  list(frame);
}

void ShardWriter::keep(const Frame& frame) {
  file_.keep(frame.bytes.size());
  count(frame.bytes);
  list(frame);
}

ShardFacts ShardWriter::close() {
  if (frames_.empty()) append(empty_frame());
  write(seek_table(frames_));
  file_.close();
  facts_.frames = frames_.size();
  facts_.xxh3 = XXH3_64bits_digest(hash_.get());
  return facts_;
}

void ShardWriter::write(std::string_view bytes) {
  file_.append(bytes);
  count(bytes);
}

void ShardWriter::count(std::string_view bytes) {
  XXH3_64bits_update(hash_.get(), bytes.data(), bytes.size());
  facts_.bytes += bytes.size();
}

void ShardWriter::list(const Frame& frame) {
  frames_.push_back(frame.entry);
  facts_.records += frame.records;
}

}  // namespace newsmill
