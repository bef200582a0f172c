"""Packs the archives beside this file with Python's zipfile, Info-ZIP, gzip, tar, bzip2, xz and zstd; none of this runs in a test."""
import gzip
import os
import subprocess
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MEMBERS = {
    "2026/b.csv": "id;name\r\n1;Weber\r\n2;\"Weber;\nSöhne\"\r\n3;x",
    "a.csv": "id;name\n4;a\n5;b\n",
    "c.csv": "name;id\n\"late\";6\n",
    "readme.txt": "not wanted",
    "__MACOSX/._a.csv": "\x00\x05\x16\x07",
    ".hidden.csv": "id;name\n9;z\n",
}


def place(name):
    return os.path.join(HERE, name)


def python():
    with zipfile.ZipFile(place("python.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2026/", "")
        for name, text in MEMBERS.items():
            archive.writestr(name, text.encode())


def zip64():
    """Sizes of 64 bits and behind the data, as a writer to a pipe does it."""
    with open(place("zip64.zip"), "wb") as file:
        pipe = type("Pipe", (), {"write": lambda self, data: file.write(data), "flush": lambda self: None})()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in MEMBERS.items():
                with archive.open(name, "w", force_zip64=True) as member:
                    member.write(text.encode())


def windows():
    """Backslashes between folders, as some programs on Windows write them."""
    with zipfile.ZipFile(place("windows.zip"), "w", zipfile.ZIP_STORED) as archive:
        for name, text in MEMBERS.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.replace("/", "\\")
            archive.writestr(entry, text.encode())


def info_zip():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in MEMBERS.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(text.encode())
        for name, options in (("info.zip", []), ("encrypted.zip", ["-P", "secret"])):
            if os.path.exists(place(name)):
                os.remove(place(name))
            subprocess.run(["zip", "-q", "-r", *options, place(name), "."], cwd=folder, check=True)


def gz():
    with open(place("plain.csv.gz"), "wb") as file:
        # Two members, one after the other, are one file.
        for text in (MEMBERS["a.csv"], "6;c\n"):
            file.write(gzip.compress(text.encode(), mtime=0))


def otherwise():
    """Packed twice, and in ways that are not read."""
    text = MEMBERS["a.csv"].encode()
    with open(place("twice.csv.gz"), "wb") as file:
        file.write(gzip.compress(gzip.compress(text, mtime=0), mtime=0))
    for ending, command in (("bz2", ["bzip2"]), ("xz", ["xz"]), ("zst", ["zstd", "-q"])):
        with open(place(f"plain.csv.{ending}"), "wb") as file:
            file.write(subprocess.run([*command, "-c"], input=text, check=True, stdout=subprocess.PIPE).stdout)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "a.csv"), "wb") as file:
            file.write(text)
        for name, option in (("plain.tar", "-cf"), ("plain.tar.gz", "-czf")):
            subprocess.run(["tar", "--owner=0", "--group=0", "--mtime=2026-01-01", option, place(name), "a.csv"], cwd=folder, check=True)


for make in (python, zip64, windows, info_zip, gz, otherwise):
    make()
