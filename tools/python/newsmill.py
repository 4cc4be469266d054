"""Reads the records that `newsmill run` wrote, one after the other, in little memory.

    import newsmill
    for article in newsmill.read("OUT", "articles"):    # or pages, ads, rejects
        print(article.date, article.headline.title)
        for metric in article.metrics:
            print("  ", metric.indicator, metric.value, metric.unit, "|", metric.evidence)

Records are protobuf messages (proto/newsmill/v1/*.proto). A metric's `surface` and `evidence`,
which shards keep as positions only, are filled in. Enums are numbers; newsmill.name(metric,
"comparator") gives "GE".

One flat row a metric, for pandas:

    import pandas
    frame = pandas.DataFrame(newsmill.metrics("OUT"))
    frame[frame.unit == "%"].groupby("indicator").value.describe()

and one row an article:

    frame = pandas.DataFrame(
        {"date": a.date, "title": a.headline.title,
         "text": "\\n".join(p.text for p in a.paragraphs)}
        for a in newsmill.read("OUT", "articles"))

Needs Debian's python3-protobuf, and python3-zstandard or the zstd command. No generated classes
are needed: the message types come from newsmill.desc beside this file or in $NEWSMILL_DESC (every
build makes one in its proto/), else protoc makes them from the repository's proto/. To make one:

    protoc -I proto --descriptor_set_out=newsmill.desc proto/newsmill/v1/*.proto

From the command line, `python3 newsmill.py OUT` counts the records.
"""

import functools
import json
import os
import subprocess
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

try:
    import zstandard
except ImportError:
    zstandard = None

_TYPES = {"pages": "Page", "articles": "Article", "ads": "Ad", "rejects": "Reject"}
_HERE = os.path.dirname(os.path.abspath(__file__))
_CHUNK = 1 << 20


class DamagedOutput(Exception):
    """The output is unfinished, cut short or changed. The message says where."""


def read(out, records):
    """Yields each record of OUT's dataset "pages", "articles", "ads" or "rejects", in order."""
    message_type = _message_types()[records]
    for shard in _shards(out, records):
        count = 0
        for count, data in enumerate(_messages(os.path.join(out, shard["path"])), 1):
            record = message_type.FromString(data)
            if records == "articles":
                _fill_spans(record)
            yield record
        if count != shard["records"]:
            raise DamagedOutput(f"{shard['path']}: {count} records, {shard['records']} in the manifest")


def metrics(out):
    """Yields each metric as a flat dict: its own fields, and those of the article it stands in.

    Enums are names; what is absent is None.
    """
    for article in read(out, "articles"):
        of_article = {
            "article_id": article.id,
            "publication": article.publication,
            "date": article.date,
            "page_number": article.page_number,
            "title": article.headline.title,
        }
        for metric in article.metrics:
            fields = metric.DESCRIPTOR.fields
            yield {**of_article, **{field.name: _plain(metric, field) for field in fields}}


def name(message, field):
    """The name of an enum field's value: name(metric, "kind") is "CHANGE"."""
    number = getattr(message, field)
    return message.DESCRIPTOR.fields_by_name[field].enum_type.values_by_number[number].name


def _plain(message, field):
    if field.has_presence and not message.HasField(field.name):
        return None
    return name(message, field.name) if field.enum_type else getattr(message, field.name)


def _fill_spans(article):
    for metric in article.metrics:
        text = article.paragraphs[metric.paragraph].text
        metric.surface = text[metric.value_begin : metric.value_end]
        metric.evidence = text[metric.evidence_begin : metric.evidence_end]


@functools.lru_cache(maxsize=None)
def _message_types():
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(_descriptors()).file:
        pool.Add(file)
    if hasattr(message_factory, "GetMessageClass"):  # protobuf 4.22 and later
        make = message_factory.GetMessageClass
    else:
        make = message_factory.MessageFactory(pool).GetPrototype
    return {
        dataset: make(pool.FindMessageTypeByName("newsmill.v1." + type_name))
        for dataset, type_name in _TYPES.items()
    }


def _descriptors():
    for path in (os.environ.get("NEWSMILL_DESC"), os.path.join(_HERE, "newsmill.desc")):
        if path and os.path.exists(path):
            with open(path, "rb") as file:
                return file.read()
    root = os.path.join(_HERE, "..", "..", "proto")
    files = [f"newsmill/v1/{type_name.lower()}.proto" for type_name in _TYPES.values()]
    command = ["protoc", "-I", root, "--descriptor_set_out=/dev/stdout", *files]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def _shards(out, records):
    """The manifest's rows of one dataset. A shard whose size is wrong is refused: one that was cut
    between two frames would decompress without an error."""
    if not os.path.exists(os.path.join(out, "_SUCCESS")):
        raise DamagedOutput(f"{out} holds no finished run")
    with open(os.path.join(out, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    for shard in manifest["shards"]:
        if not shard["path"].startswith(records + "/"):
            continue
        size = os.path.getsize(os.path.join(out, shard["path"]))
        if size != shard["bytes"]:
            raise DamagedOutput(f"{shard['path']}: {size} bytes, {shard['bytes']} in the manifest")
        yield shard


def _messages(path):
    """Yields the bytes of each length-delimited message of a shard."""
    buffer, pos = b"", 0
    for chunk in _decompressed(path):
        buffer, pos = buffer[pos:] + chunk, 0
        while True:
            size, begin = _varint(buffer, pos)
            if begin is None or begin + size > len(buffer):
                break
            pos = begin + size
            yield buffer[begin:pos]
    if pos < len(buffer):
        raise DamagedOutput(f"{path}: ends inside a record")


def _varint(buffer, pos):
    """(value, position behind it), or (0, None) when the buffer ends before."""
    value = 0
    for i in range(pos, min(pos + 10, len(buffer))):
        value |= (buffer[i] & 0x7F) << 7 * (i - pos)
        if buffer[i] < 0x80:
            return value, i + 1
    return 0, None


def _decompressed(path):
    return _with_package(path) if zstandard else _with_command(path)


def _with_package(path):
    decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    with open(path, "rb") as file:
        # A shard is many frames, and the package stops after the first unless told otherwise.
        with decompressor.stream_reader(file, read_across_frames=True) as stream:
            try:
                while chunk := stream.read(_CHUNK):
                    yield chunk
            except zstandard.ZstdError as error:
                raise DamagedOutput(f"{path}: {error}") from error


def _with_command(path):
    with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE) as process:
        try:
            while chunk := process.stdout.read(_CHUNK):
                yield chunk
        except GeneratorExit:  # the caller has seen enough
            process.kill()
            raise
    if process.returncode != 0:
        raise DamagedOutput(f"{path}: zstd ended with {process.returncode}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for dataset in _TYPES:
        print(dataset, sum(1 for _ in read(sys.argv[1], dataset)))


if __name__ == "__main__":
    main()
