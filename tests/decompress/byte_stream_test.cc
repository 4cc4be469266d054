#include "decompress/byte_stream.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "decompress/packing.h"

namespace newsmill {
namespace {

TEST(FileStream, MissingFileAndDirectory) {
  FileStream missing("/no/such/file");
  EXPECT_EQ(missing.next().error().code, "CANNOT_OPEN");
  FileStream directory("/tmp");
  EXPECT_EQ(directory.next().error().code, "CANNOT_OPEN");
}

TEST(FileStream, HashesWhatItReads) {
  const std::filesystem::path path = fresh_directory("file_stream") / "page.txt";
  write_file(path, page_text(10'000));
  FileStream file(path.string(), 1000);
  const Read read = read_all(file);
  EXPECT_EQ(file.bytes(), read.bytes.size());
  EXPECT_EQ(file.xxh3(), XXH3_64bits(read.bytes.data(), read.bytes.size()));
}

TEST(FileStream, HashesTheWholeHoweverItWasRead) {
  const std::filesystem::path path = fresh_directory("file_stream_seek") / "a.zip";
  const std::string bytes = page_text(10'000);
  write_file(path, bytes);
  FileStream file(path.string(), 1000);
  for (const uint64_t at : {9'500, 500, 1'200, 3'000}) {
    file.seek(at);
    EXPECT_EQ(*file.next(), std::string_view(bytes).substr(at, 1000));
  }
  file.read_rest();
  EXPECT_EQ(file.bytes(), bytes.size());
  EXPECT_EQ(file.xxh3(), XXH3_64bits(bytes.data(), bytes.size()));
}

TEST(FileStream, PipeWithoutAWriterAndSocket) {
  const std::filesystem::path dir = fresh_directory("file_stream_pipe");
  ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
  FileStream pipe((dir / "pipe").string());
  EXPECT_TRUE(pipe.next()->empty());  // and does not wait for one
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  (dir / "socket").string().copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  FileStream refused((dir / "socket").string());
  EXPECT_EQ(refused.next().error().code, "CANNOT_OPEN");
  ::close(socket);
}

TEST(Lookahead, TakesNothing) {
  Blocks blocks("abcdef", 4);
  Lookahead ahead(blocks);
  EXPECT_EQ(ahead.head(), "abcd");
  EXPECT_EQ(read_all(ahead).bytes, "abcdef");
}

}  // namespace
}  // namespace newsmill
