"""What a disk may hold after a power cut: the log of recorder.c, read into files, folders and what was asked of them, and
any state that a cut at any place of it may leave.

What an fsync of a file or a folder has covered is there. Of what came after it, two kinds of disks keep different things:

- "loose": each file and folder for itself. Of a file any pages, older or newer, torn at 512 bytes, and any length it has
  had, with zeros where nothing was kept. Of a folder any of the names made and taken away, in any order; a file that
  moved to another folder may lie in both or in none. Nothing but an fsync orders anything.
- "ordered": names in all folders come and go in the order in which they were asked for (a journal), a file's new end is
  only there with its bytes; pages that were written over are old or new, or torn.

In both, one rename within a folder happens whole or not at all, and a folder that moves lies in one place."""

import os
import stat
import struct

PAGE, SECTOR = 4096, 512
OPEN, CLOSE, WRITE, RESIZE, SYNC, RENAME, LINK, UNLINK, MKDIR, RMDIR, DUP, SEND, MAPPED, SYMLINK = range(1, 15)
HEAD = struct.Struct("=IiqqII")


class Piece:
    """A file or a folder, however it is called: what it held at the start, and what was done to it, by place in the log."""

    def __init__(self, mode, start):
        self.mode, self.start = mode, start  # bytes; of a folder {name: Piece}
        self.steps = []  # of a file (place, offset, bytes) or (place, length, None); of a folder (place, name, Piece or None)
        self.syncs = []
        self.settled = {}  # sync -> what is there for sure, of files
        self.now = dict(start) if self.is_folder else None  # the names when everything is done that was asked for

    @property
    def is_folder(self):
        return stat.S_ISDIR(self.mode)

    def name(self, place, name, piece):
        """A name that comes or goes."""
        self.steps.append((place, name, piece))
        if piece is None:
            self.now.pop(name, None)
        else:
            self.now[name] = piece

    def synced(self, cut):
        """The place of the last sync before the cut, -1 when there was none."""
        return max((at for at in self.syncs if at < cut), default=-1)


class Log:
    """One recording: from `start`, what lay below `root` beforehand (see look), through the calls in `file`."""

    def __init__(self, root, start, file):
        self.root, self.top = str(root), start
        self.length, self.marks = 0, {}  # marks: port -> places of answers
        self.syncs, self.turns = [], []  # places of fsyncs; of renames, removals and lengths
        self.opened, self.links = {}, set()
        with open(file, "rb") as log:
            data = log.read()
        at = 0
        while at < len(data):
            kind, descriptor, a, b, first, second = HEAD.unpack_from(data, at)
            at += HEAD.size
            texts = data[at:at + first], data[at + first:at + first + second]
            at += first + second
            self.take(kind, descriptor, a, b, texts)
            self.length += 1
        self.end()

    def take(self, kind, descriptor, a, b, texts):
        here = self.length
        if kind == OPEN:
            self.open(descriptor, a, b, texts[0].decode())
        elif kind == CLOSE:
            self.opened.pop(descriptor, None)
        elif kind == DUP:
            self.opened[a] = self.opened.get(descriptor)
        elif kind == SEND:
            if texts[0].startswith(b"HTTP/1."):
                self.marks.setdefault(a, []).append(here)
        elif kind in (WRITE, RESIZE, SYNC, MAPPED):
            piece = self.opened.get(descriptor)
            if piece is None:
                return
            if kind == MAPPED:
                raise SystemExit("a file is written through its place in memory: this harness cannot see that")
            if kind == SYNC:
                piece.syncs.append(here)
                self.syncs.append(here)
            else:
                if kind == RESIZE:
                    self.turns.append(here)
                piece.steps.append((here, a, texts[0] if kind == WRITE else None))
        else:
            self.rename(kind, a, b, *(text.decode() for text in texts))

    def find(self, path):
        """The folder of a path and the last part of its name; (None, "") for one behind a link."""
        parts = os.path.relpath(os.path.normpath(path), self.root).split(os.sep)
        if parts == ["."]:
            return None, ""
        folder = self.top
        for part in parts[:-1]:
            folder = folder.now.get(part)
            if folder is None or not folder.is_folder:
                return None, ""
        return folder, parts[-1]

    def open(self, descriptor, flags, mode, path):
        self.opened[descriptor] = None
        if path.endswith("-shm"):
            return  # shared memory between processes, made anew at each start
        if os.path.normpath(path) == self.root:
            self.opened[descriptor] = self.top
            return
        folder, name = self.find(path)
        if folder is None:
            if flags & (os.O_WRONLY | os.O_RDWR):
                raise SystemExit(f"{path}: written, and its folder is not known")
            return
        piece = folder.now.get(name)
        if piece is None:
            if not flags & os.O_CREAT:
                return
            piece = Piece(mode, b"")
            folder.name(self.length, name, piece)
        elif flags & os.O_TRUNC:
            piece.steps.append((self.length, 0, None))
        self.opened[descriptor] = piece

    def rename(self, kind, a, _, one, other):
        here = self.length
        folder, name = self.find(one)
        there = folder.now.get(name) if folder else None
        if kind == SYMLINK:
            self.links.add(os.path.normpath(one))
        elif kind == MKDIR:
            folder.name(here, name, Piece(stat.S_IFDIR | (a & ~0o022), {}))
        elif kind in (UNLINK, RMDIR):
            if there is not None:  # else a link, or shared memory
                self.turns.append(here)
                folder.name(here, name, None)
        elif there is not None:
            if a & ~1:
                raise SystemExit("an exchange of names: this harness does not know it")
            self.turns.append(here)
            target, new = self.find(other)
            if kind == RENAME:
                folder.name(here, name, None)
            target.name(here, new, there)

    def end(self):
        """To be called when the log is read: the moves of folders, place -> the two folders and what comes or goes there."""
        sides = {}
        for folder in all_folders(self.top):
            for place, _, piece in folder.steps:
                sides.setdefault(place, []).append((folder, piece))
        self.moves = {place: both for place, both in sides.items()
                      if len(both) == 2 and any(piece is not None and piece.is_folder for _, piece in both)}

    def final(self):
        """What lies there in the end: path -> bytes, None for folders."""
        return self.tree(lambda folder: folder.now, lambda piece: contents(piece, piece.steps))

    def tree(self, names_of, bytes_of):
        made, held = {}, {}

        def walk(folder, path):
            for name, piece in names_of(folder).items():
                place = f"{path}{name}"
                if piece.is_folder:
                    made[place] = (piece.mode, None)
                    walk(piece, place + "/")
                else:
                    if piece not in held:
                        held[piece] = bytes_of(piece)
                    made[place] = (piece.mode, held[piece])

        walk(self.top, "")
        return made


def look(folder):
    """What lies in a folder, taken to be on the disk for sure."""
    piece = Piece(stat.S_IFDIR | 0o700, {})
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            piece.start[entry.name] = look(entry.path)
        elif not entry.name.endswith("-shm"):
            with open(entry.path, "rb") as file:
                piece.start[entry.name] = Piece(stat.S_IFREG | stat.S_IMODE(entry.stat().st_mode), file.read())
        if entry.name in piece.start:
            piece.start[entry.name].mode = entry.stat().st_mode
    piece.now = dict(piece.start)
    return piece


def apply(held, step):
    _, at, written = step
    if written is None:
        del held[at:]
        held.extend(bytes(at - len(held)))
    else:
        if at > len(held):
            held.extend(bytes(at - len(held)))
        held[at:at + len(written)] = written


def contents(piece, steps):
    held = bytearray(piece.start)
    for step in steps:
        apply(held, step)
    return bytes(held)


class Cut:
    """One state that a power cut just before `place` in the log may leave on a disk of `kind` ("loose" or "ordered").
    `mood` leans what nobody has asked to last: "none" and "all" of it is there, "names" or "bytes" alone, or "some"."""

    def __init__(self, log, place, kind, mood, dice):
        self.log, self.place, self.kind, self.mood, self.dice = log, place, kind, mood, dice
        self.chosen = {}  # folder -> its names
        self.moved = {}  # place of a folder's move -> whether it happened
        # A journal keeps names in order up to here, at least to the last fsync of any folder.
        last = self.last_folder_sync(log.top, -1)
        self.journal = {"none": last, "bytes": last}.get(mood, place if mood in ("all", "names") else dice.randint(last, place))

    def last_folder_sync(self, folder, last):
        last = max(last, folder.synced(self.place))
        for piece in [*folder.start.values(), *(step[2] for step in folder.steps if step[0] < self.place)]:
            if piece is not None and piece.is_folder:
                last = self.last_folder_sync(piece, last)
        return last

    def tree(self):
        """path -> (mode, bytes or None)."""
        return self.log.tree(self.names, self.bytes)

    # ---- names

    def names(self, folder):
        if folder in self.chosen:
            return self.chosen[folder]
        sure = folder.synced(self.place)
        steps = [step for step in folder.steps if step[0] < self.place]
        open_steps = [step for step in steps if step[0] > sure]
        kept = {id(step) for step in self.kept_names(open_steps)}
        names = dict(folder.start)
        for step in steps:
            if step[0] < sure or id(step) in kept:
                names[step[1]] = step[2]
        self.chosen[folder] = {name: piece for name, piece in names.items() if piece is not None}
        return self.chosen[folder]

    def kept_names(self, steps):
        if self.kind == "ordered":
            return [step for step in steps if step[0] < self.journal]
        way = {"none": "none", "all": "all", "names": "all", "bytes": "none"}.get(self.mood) or self.dice.choice(
            ["none", "all", "first", "any", "any"])
        places = sorted({step[0] for step in steps})  # both halves of a rename within the folder have the same
        if way == "none":
            places = []
        elif way == "first":
            places = places[:self.dice.randint(0, len(places))]
        elif way == "any":
            places = [place for place in places if self.dice.random() < 0.5]
        return [step for step in steps if self.settle_move(step, step[0] in places)]

    def settle_move(self, step, wanted):
        """A folder's move to another one happens in both or in none; said by the one that is asked first or has it for sure."""
        place, name, piece = step
        gone = piece is None and [other for other in self.log.moves.get(place, ()) if other is not None]
        if not gone and not (piece is not None and piece.is_folder and place in self.log.moves):
            return wanted
        return self.moved.setdefault(place, wanted or self.is_sure(place))

    def is_sure(self, place):
        return any(folder.synced(self.place) > place for folder, _ in self.log.moves[place])

    # ---- bytes

    def bytes(self, piece):
        sure = piece.synced(self.place)
        if sure not in piece.settled:
            piece.settled[sure] = contents(piece, [step for step in piece.steps if step[0] < sure])
        before = piece.settled[sure]
        steps = [step for step in piece.steps if sure < step[0] < self.place]
        if not steps:
            return before
        way = {"none": "none", "all": "all", "names": "none", "bytes": "all"}.get(self.mood) or self.dice.choice(
            ["none", "all", "first", "pages", "pages"])
        if way == "none":
            return before
        if way == "first":
            steps = steps[:self.dice.randint(0, len(steps))]
        held = bytearray(before)
        lengths, pages = [len(held)], {}
        for step in steps:
            for number, page in changed_pages(held, step):
                pages.setdefault(number, [old_page(before, number)]).append(page)
            lengths.append(len(held))
        if way in ("all", "first"):
            return bytes(held)
        return self.some_pages(before, lengths, pages)

    def some_pages(self, before, lengths, pages):
        length = self.dice.choice(lengths)
        made = bytearray(before.ljust(max(lengths), b"\0"))
        for number, versions in pages.items():
            if self.kind == "ordered" and (number + 1) * PAGE > len(before):
                page = versions[-1]  # a new end comes with its bytes
            elif self.dice.random() < 0.2:
                page = b"".join(self.dice.choice(versions)[at:at + SECTOR] for at in range(0, PAGE, SECTOR))
            else:
                page = self.dice.choice(versions)
            made[number * PAGE:(number + 1) * PAGE] = page
        return bytes(made[:length])


def all_folders(top):
    found, waiting = set(), [top]
    while waiting:
        folder = waiting.pop()
        if folder in found:
            continue
        found.add(folder)
        for piece in [*folder.start.values(), *(step[2] for step in folder.steps)]:
            if piece is not None and piece.is_folder:
                waiting.append(piece)
    return found


def old_page(before, number):
    return before[number * PAGE:(number + 1) * PAGE].ljust(PAGE, b"\0")


def changed_pages(held, step):
    """Takes the step, and gives the pages it has changed."""
    _, at, written = step
    before = len(held)
    apply(held, step)
    first, end = (min(at, before), at + len(written)) if written is not None else (min(at, before), max(at, before))
    return [(number, old_page(held, number)) for number in range(first // PAGE, (end + PAGE - 1) // PAGE)]
