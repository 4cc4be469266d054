"""Readers in other languages give the records that `newsmill cat` gives. Each is skipped where its language,
or its library, is not there.

usage: readers_test.py BIN_DIR [unittest options]
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

BIN = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def works(*command):
    return shutil.which(command[0]) and subprocess.run(command, capture_output=True).returncode == 0


class ReaderCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = tempfile.mkdtemp(prefix="newsmill-readers-")
        cls.addClassCleanup(shutil.rmtree, cls.dir)
        cls.out = os.path.join(cls.dir, "out")
        archive = os.path.join(cls.dir, "papers.tar.zst")
        subprocess.run([os.path.join(BIN, "newsgen"), "--size", "500K", "--seed", "9", "-o", archive], check=True)
        subprocess.run([os.path.join(BIN, "newsmill"), "run", archive, "-o", cls.out, "-q", "--shard-size", "60KiB"], check=True)

    def cat(self, records):
        command = [os.path.join(BIN, "newsmill"), "cat", self.out, "--records", records]
        return [json.loads(line) for line in subprocess.run(command, capture_output=True, check=True).stdout.splitlines()]


class NodeTest(ReaderCase):
    """tools/node/newsmill.js; NODE_PATH says where protobufjs is."""

    def setUp(self):
        if not works("node", "-e", 'require("protobufjs")') or not shutil.which("zstd"):
            self.skipTest("no node with protobufjs, or no zstd")

    def test_articles(self):
        reader = os.path.join(ROOT, "tools", "node", "newsmill.js")
        done = subprocess.run(["node", reader, self.out, "articles"], capture_output=True, check=True)
        got = [json.loads(line) for line in done.stdout.splitlines()]
        want = self.cat("articles")
        self.assertEqual([a["id"] for a in got], [a["id"] for a in want])
        for a, b in zip(got, want):
            self.assertEqual(a.get("paragraphs"), b.get("paragraphs"))
            self.assertEqual([m["surface"] for m in a.get("metrics", [])], [m["surface"] for m in b.get("metrics", [])])
            self.assertEqual([m.get("evidence") for m in a.get("metrics", [])], [m.get("evidence") for m in b.get("metrics", [])])

    def test_unfinished_output(self):
        reader = os.path.join(ROOT, "tools", "node", "newsmill.js")
        done = subprocess.run(["node", reader, self.dir, "ads"], capture_output=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"holds no finished run", done.stderr)


class JavaTest(ReaderCase):
    """The README's recipe: parseDelimitedFrom() on what `zstd -dc` gives. NEWSMILL_PROTOBUF_JAR is where Debian's
    libprotobuf-java is not."""

    PROGRAM = """
import java.io.InputStream;
import newsmill.v1.ArticleOuterClass.Article;

public class Read {
  public static void main(String[] arguments) throws Exception {
    InputStream shard = new java.io.BufferedInputStream(System.in);
    for (Article article; (article = Article.parseDelimitedFrom(shard)) != null; )
      System.out.println(article.getId() + " " + article.getParagraphsCount() + " " + article.getMetricsCount());
  }
}
"""

    def setUp(self):
        self.jar = os.environ.get("NEWSMILL_PROTOBUF_JAR", "/usr/share/java/protobuf.jar")
        if not all(map(shutil.which, ("java", "javac", "protoc", "zstd"))) or not os.path.exists(self.jar):
            self.skipTest("no java, protoc or zstd, or no protobuf.jar (libprotobuf-java)")

    def test_articles(self):
        proto = os.path.join(ROOT, "proto")
        subprocess.run(["protoc", "-I", proto, f"--java_out={self.dir}", os.path.join(proto, "newsmill/v1/article.proto")],
                       check=True)
        with open(os.path.join(self.dir, "Read.java"), "w") as source:
            source.write(self.PROGRAM)
        subprocess.run(["javac", "-nowarn", "-cp", self.jar, "-sourcepath", self.dir, "-d", self.dir,
                        os.path.join(self.dir, "Read.java")], check=True)
        shards = os.path.join(self.out, "articles")
        plain = subprocess.run(["zstd", "-dcq", *(os.path.join(shards, name) for name in sorted(os.listdir(shards)))],
                               capture_output=True, check=True).stdout
        done = subprocess.run(["java", "-cp", f"{self.dir}:{self.jar}", "Read"], input=plain, capture_output=True, check=True)
        want = [f"{a['id']} {len(a.get('paragraphs', []))} {len(a.get('metrics', []))}" for a in self.cat("articles")]
        self.assertEqual(done.stdout.decode().splitlines(), want)


class ClickHouseTest(ReaderCase):
    """Shards as they are, by ClickHouse's library; NODE_PATH says where npm's chdb is."""

    QUERY = ("SELECT id, length(paragraphs.text), arraySum(metrics.value) FROM file('{shards}/*.pb.zst', 'Protobuf') "
             "ORDER BY id SETTINGS format_schema = '{schema}:Article'")

    def setUp(self):
        if not works("node", "-e", 'require("chdb")'):
            self.skipTest("no node with chdb")

    def test_articles(self):
        query = self.QUERY.format(shards=os.path.join(self.out, "articles"),
                                  schema=os.path.join(ROOT, "proto", "newsmill", "v1", "article"))
        script = 'process.stdout.write(require("chdb").query(process.argv[1], "JSONCompactEachRow"))'
        done = subprocess.run(["node", "-e", script, query], capture_output=True, check=True)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        want = sorted(self.cat("articles"), key=lambda a: a["id"])
        self.assertEqual([row[0] for row in rows], [a["id"] for a in want])
        for row, article in zip(rows, want):
            self.assertEqual(int(row[1]), len(article.get("paragraphs", [])))
            self.assertAlmostEqual(row[2], sum(m.get("value", 0) for m in article.get("metrics", [])), delta=1e-6 * abs(row[2]))


if __name__ == "__main__":
    unittest.main()
