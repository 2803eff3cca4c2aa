-- The index beside a store: what its graphs say, flat enough to be filtered, counted and searched. Days are numbers
-- as 20211202; where a claim may have been said at any time, it was said from 0 to 99999999.

CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every named graph of the store that is in here, and those whose writing was begun.
CREATE TABLE graph (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, quads INTEGER);
CREATE TABLE pending (iri TEXT PRIMARY KEY) WITHOUT ROWID;

-- Who is who. A label is here once, however many graphs have it; `label_in` knows which.
CREATE TABLE entity (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE label (
  id INTEGER PRIMARY KEY,
  entity INTEGER NOT NULL,
  preferred INTEGER NOT NULL,
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (entity, preferred, language, name)
);
CREATE TABLE label_in (graph INTEGER NOT NULL, label INTEGER NOT NULL, PRIMARY KEY (graph, label)) WITHOUT ROWID;
CREATE INDEX graphs_of_label ON label_in (label);
CREATE TABLE same (graph INTEGER NOT NULL, entity INTEGER NOT NULL, whole INTEGER NOT NULL,
  PRIMARY KEY (graph, entity)) WITHOUT ROWID;

-- Revisions have the ids of their graphs.
CREATE TABLE revision (id INTEGER PRIMARY KEY, language TEXT NOT NULL, publishers TEXT NOT NULL);
CREATE TABLE publisher (entity INTEGER NOT NULL, revision INTEGER NOT NULL,
  PRIMARY KEY (entity, revision)) WITHOUT ROWID;

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  day INTEGER,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  form TEXT, speech_act TEXT, polarity TEXT, modality TEXT,
  hedged INTEGER, headline INTEGER, confidence REAL,
  speakers TEXT NOT NULL, -- entities by their ids, as publishers above
  about TEXT NOT NULL
);
CREATE INDEX claim_of_revision ON claim (revision);
CREATE INDEX claim_of_day ON claim (day, first, last);
-- All that is listed of a claim, so that it is read from one place; the rest, which is read more often, is apart.
CREATE TABLE content (
  id INTEGER PRIMARY KEY,
  day INTEGER,
  speakers TEXT NOT NULL,
  publishers TEXT NOT NULL,
  language TEXT NOT NULL,
  iri TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  within TEXT
);
CREATE TABLE speaker (entity INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, claim INTEGER NOT NULL,
  PRIMARY KEY (entity, first, last, claim)) WITHOUT ROWID;
CREATE TABLE about (entity INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, claim INTEGER NOT NULL,
  PRIMARY KEY (entity, first, last, claim)) WITHOUT ROWID;

-- Every form that occurs is a word: all the lemmas that it may be a form of. The full text finds the ids of words; it
-- does not keep them, since they can be had again from the text.
CREATE TABLE word (id INTEGER PRIMARY KEY, language TEXT NOT NULL, lemmas TEXT NOT NULL, UNIQUE (language, lemmas));
CREATE TABLE form (language TEXT NOT NULL, form TEXT NOT NULL, word INTEGER NOT NULL,
  PRIMARY KEY (language, form)) WITHOUT ROWID;
CREATE TABLE lemma (language TEXT NOT NULL, lemma TEXT NOT NULL, word INTEGER NOT NULL,
  PRIMARY KEY (language, lemma, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE full_text USING fts5 (words, content = '', tokenize = 'ascii', columnsize = 0);
