// Reads the records that `newsmill run` wrote, one after the other, in little memory.
//
//   const newsmill = require("./newsmill");
//   for await (const article of newsmill.read("OUT", "articles"))  // or pages, ads, rejects
//     for (const metric of article.metrics) console.log(metric.indicator, metric.value, metric.surface);
//
// Needs `npm install protobufjs` and the zstd command. From the command line, `node newsmill.js OUT
// articles` prints JSON lines.
"use strict";

const { spawn } = require("child_process");
const { once } = require("events");
const fs = require("fs");
const path = require("path");
const protobuf = require("protobufjs");

const PROTO = process.env.NEWSMILL_PROTO || path.join(__dirname, "..", "..", "proto");
const TYPES = { pages: "Page", articles: "Article", ads: "Ad", rejects: "Reject" };

// Yields each record of OUT's dataset, in order. A metric's surface and evidence are filled in.
async function* read(out, records) {
  const file = path.join(PROTO, "newsmill", "v1", TYPES[records].toLowerCase() + ".proto");
  const type = new protobuf.Root().loadSync(file, { keepCase: true }).lookupType("newsmill.v1." + TYPES[records]);
  for (const shard of shards(out, records)) {
    let count = 0;
    for await (const message of messages(path.join(out, shard.path))) {
      const record = type.decode(message);
      if (records === "articles") fillSpans(record);
      yield record;
      ++count;
    }
    if (count !== shard.records) throw new Error(`${shard.path}: ${count} records, ${shard.records} in the manifest`);
  }
}

// The manifest's rows of one dataset. A shard whose size is wrong is refused: one that was cut
// between two frames would decompress without an error.
function shards(out, records) {
  if (!fs.existsSync(path.join(out, "_SUCCESS"))) throw new Error(`${out} holds no finished run`);
  const manifest = JSON.parse(fs.readFileSync(path.join(out, "manifest.json"), "utf8"));
  const rows = manifest.shards.filter((shard) => shard.path.startsWith(records + "/"));
  for (const { path: name, bytes } of rows)
    if (fs.statSync(path.join(out, name)).size !== bytes) throw new Error(`${name}: not ${bytes} bytes as in the manifest`);
  return rows;
}

// Yields the bytes of each length-delimited message of a shard.
async function* messages(shard) {
  const zstd = spawn("zstd", ["-dcq", shard], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = once(zstd, "close");
  let rest = Buffer.alloc(0);
  for await (const chunk of zstd.stdout) {
    rest = Buffer.concat([rest, chunk]);
    let at = 0;
    for (let head; (head = varint(rest, at)) && head.end + head.value <= rest.length; at = head.end + head.value)
      yield rest.subarray(head.end, head.end + head.value);
    rest = rest.subarray(at);
  }
  const [code] = await closed;
  if (code !== 0 || rest.length > 0) throw new Error(`${shard}: damaged`);
}

// The varint at `at` and where it ends; nothing when the buffer ends before.
function varint(buffer, at) {
  for (let value = 0, factor = 1, end = at; end < buffer.length; factor *= 128) {
    const byte = buffer[end++];
    value += (byte % 128) * factor;
    if (byte < 128) return { value, end };
  }
  return null;
}

// Positions are code points; a JavaScript string counts UTF-16 units.
function fillSpans(article) {
  const points = [];  // of each paragraph that has metrics
  for (const metric of article.metrics) {
    const text = (points[metric.paragraph] ??= Array.from(article.paragraphs[metric.paragraph].text));
    metric.surface = text.slice(metric.value_begin, metric.value_end).join("");
    metric.evidence = text.slice(metric.evidence_begin, metric.evidence_end).join("");
  }
}

async function main([out, records]) {
  for await (const record of read(out, records)) process.stdout.write(JSON.stringify(record) + "\n");
}

module.exports = { read };
if (require.main === module) main(process.argv.slice(2));
