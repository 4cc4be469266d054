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


if __name__ == "__main__":
    unittest.main()
