-- The sketches of the texts of revisions, by the IRIs of their graphs, and the bands by which they are looked up. For
-- one that is `seen` those nearly the same were looked for and linked. A text too short to be is here with nothing.
CREATE TABLE sketch (
  id INTEGER PRIMARY KEY,
  iri TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,
  size INTEGER NOT NULL,
  least BLOB NOT NULL,
  seen INTEGER NOT NULL
);
CREATE INDEX unseen ON sketch (id) WHERE seen = 0;
CREATE TABLE band (band INTEGER NOT NULL, sketch INTEGER NOT NULL, PRIMARY KEY (band, sketch)) WITHOUT ROWID;
