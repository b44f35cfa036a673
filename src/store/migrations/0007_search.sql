-- 0007  Search: a full-text index over records and over the text inside their files.
--
-- Nothing here is journalled (rulings 9) and everything can be made again from the records and the vault; tables that
-- begin with `search_` are left out by verify. The index holds words folded by core/search/search.h, one blank between
-- them: SQLite's tokenizer only parts them. A document's id is its kind (core's order) times 2^40, and a number within
-- the kind that grows: one range of ids is one kind, the newest last.

CREATE TABLE search_document (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,            -- 'finding', 'evidence', ...
    key      TEXT NOT NULL,            -- of the record
    contents TEXT NOT NULL,            -- of evidence: '<sha256>:<1 when its text is indexed>', separated by blanks
    UNIQUE (kind, key)
) STRICT;

CREATE VIRTUAL TABLE search_text USING fts5 (number, title, text, inside, tokenize = 'ascii', prefix = '2 3 4');

CREATE TABLE search_content (          -- key: SHA-256; the text of a content, once however many records hold it
    key    TEXT PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'xlsx', 'text')),
    state  TEXT NOT NULL CHECK (state IN ('WAITING', 'READ', 'UNREADABLE')),
    reason TEXT NOT NULL,              -- why it cannot be read; '' else
    cut    INTEGER NOT NULL CHECK (cut IN (0, 1)), -- there is more text than is kept
    text   TEXT NOT NULL
) STRICT;

CREATE INDEX search_content_waiting ON search_content (key) WHERE state = 'WAITING';

CREATE TABLE search_state (            -- 'version': of what is indexed and how; another one is made anew at start
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
