// What an input is: told by its first bytes, and by its name only where bytes cannot tell.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsmill {

enum class Format : uint8_t { kUnknown, kPage, kTar, kZip, kSevenZip, kJsonl };

// Of plain bytes, as many as a block has: tar, zip, 7z; else kUnknown.
Format format_of_bytes(std::string_view head);
// Of a name; that of a codec behind it (.gz) is passed over.
Format format_of_name(std::string_view name);

// True for names that hold page text: *.txt, *.text, or no extension at all, each also with .zst,
// .gz, .bz2 or .xz; not for hidden files.
bool is_page_name(std::string_view name);
// True for *.tar, *.zip, *.7z, *.jsonl, *.ndjson, the same with .zst, .gz, .bz2 or .xz, *.tgz, …
bool is_archive_name(std::string_view name);

}  // namespace newsmill
