// Tested by tests/decompress/open_input_test.cc.
#include "decompress/open_input.h"

#include <fmt/format.h>

#include <filesystem>

#include "decompress/format.h"

namespace newsmill {
namespace {

// What bytes say counts for more than a name; among names, one that is no archive's may still be
// that of JSON lines, if it is no page's either.
Format format_of(std::string_view head, std::string_view name) {
  const Format by_bytes = format_of_bytes(head);
  if (by_bytes != Format::kUnknown) return by_bytes;
  const Format by_name = format_of_name(name);
  const bool nameless = name == "-";
  if (!nameless && by_name != Format::kUnknown) return by_name;
  if (head.starts_with("{\"") || head.starts_with("{ \"")) return Format::kJsonl;
  return nameless ? Format::kPage : Format::kUnknown;
}

const char* name_of(Format format) {
  constexpr const char* kNames[] = {"unknown", "page", "tar", "zip", "7z", "jsonl"};
  return kNames[static_cast<size_t>(format)];
}

const char* name_of(Codec codec) {
  constexpr const char* kNames[] = {"", ".zst", ".gz", ".bz2", ".xz"};
  return kNames[static_cast<size_t>(codec)];
}

std::unique_ptr<PlainStream> open_codec(ByteStream& stored, Codec codec,
                                        const ReadOptions& options) {
  if (codec == Codec::kZstd)
    return std::make_unique<FramesAhead>(stored, options.max_ratio, options.start,
                                         options.ahead_bytes / kMostInputsAhead,
                                         options.max_window);
  return std::make_unique<InflatedStream>(stored, codec, options.max_ratio, InflatedStream::kBlock,
                                          0, options.max_window);
}

}  // namespace

std::string ReadOptions::describe() const {
  std::string text = fmt::format("{} {}", max_member_bytes, max_ratio);
  for (const auto* paths :
       {&fields.text, &fields.id, &fields.publication, &fields.date, &fields.page})
    text += fmt::format(" {}", fmt::join(*paths, ","));
  return text;
}

OpenInput::OpenInput(const Input& input, const ReadOptions& options)
    : entries_(input.is_directory ? file_entries(*input.name, input.pages, options.max_member_bytes)
                                  : open_file(input, options)) {}

std::unique_ptr<Entries> OpenInput::open_file(const Input& input, const ReadOptions& options) {
  const std::string& name = *input.name;
  file_ = std::make_unique<FileStream>(name);
  stored_ = std::make_unique<Lookahead>(*file_);
  ByteStream* plain = stored_.get();
  std::string_view head = stored_->head();
  Codec codec = codec_of_bytes(head);
  if (codec == Codec::kNone && !head.empty() && format_of_bytes(head) == Format::kUnknown)
    codec = codec_of_name(name);
  if (codec != Codec::kNone) {
    inflated_ = open_codec(*stored_, codec, options);
    plain_ = std::make_unique<Lookahead>(*inflated_);
    plain = plain_.get();
    head = plain_->head();
  }
  const Format format = format_of(head, name);
  kind_ = std::string(name_of(format)) + name_of(codec);
  if (!file_->opened() && format != Format::kPage) return damaged(stored_->next().error());
  checked_by_members_ = format == Format::kZip || format == Format::kSevenZip;
  switch (format) {
    case Format::kTar:
      return tar_entries(*plain, options.max_member_bytes);
    case Format::kZip:
      return file_->seekable() && codec == Codec::kNone
                 ? zip_entries(*file_, options.max_member_bytes, options.max_ratio)
                 : zip_entries(*plain, options.max_member_bytes);
    case Format::kSevenZip:
      if (file_->seekable() && codec == Codec::kNone)
        return seven_zip_entries(*file_, options.max_member_bytes, options.max_ratio,
                                 options.max_window);
      return damaged({"NOT_SEEKABLE", "7z is read from its end: it must be a plain file", 0});
    case Format::kJsonl:
      return jsonl_entries(*plain, options.fields, options.max_member_bytes);
    case Format::kPage:
      return open_page(name, *plain, options);
    case Format::kUnknown:
      break;
  }
  const Result<std::string_view> first = plain->next();
  if (!first) return damaged(first.error());
  return damaged(
      {"UNKNOWN_FORMAT", "neither tar, zip, 7z nor JSON lines, and not named as a page (.txt)", 0});
}

std::unique_ptr<Entries> OpenInput::damaged(Error error) {
  problem_ = error.message;
  return damage_entry(std::move(error));
}

std::unique_ptr<Entries> OpenInput::open_page(const std::string& name, ByteStream& plain,
                                              const ReadOptions& options) {
  const std::string label = std::filesystem::path(name).filename().string();
  if (!file_->seekable())  // what was taken from a pipe cannot be given back
    return page_entry(plain, std::string(without_codec(label)), options.max_member_bytes);
  plain_.reset();
  inflated_.reset();
  file_->seek(0);
  return page_entry(*file_, label, options.max_member_bytes);
}

void OpenInput::close(InputFacts& facts) {
  if (!file_) return;
  file_->read_rest();
  facts.bytes = file_->bytes();
  facts.xxh3 = file_->xxh3();
  facts.verifiable = inflated_ ? inflated_->verifiable() : checked_by_members_;
}

}  // namespace newsmill
