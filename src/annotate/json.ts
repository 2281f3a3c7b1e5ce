import type { Doc, Word } from './doc.ts'

/** The document as one line of JSON; of its words what the treebanks tell of them. */
export function docToJson(doc: Doc): string {
  return JSON.stringify({ ...doc, tokens: doc.tokens.map(columnsOf) })
}

function columnsOf({ start, end, form, lemma, upos, feats, head, deprel, sentIdx }: Word) {
  return { start, end, form, lemma, upos, feats, head, deprel, sentIdx }
}
