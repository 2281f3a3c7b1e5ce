export {
  type AnnotateFiles,
  type AnnotateResources,
  annotate,
  annotateAll,
  annotateConllu,
  readAnnotateResources,
} from './annotate.ts'
export type {
  Doc,
  Ent,
  EntLabel,
  Mention,
  MentionKind,
  Office,
  ParsedDoc,
  QuotationKind,
  QuotationLayer,
  Referent,
  ReferentKind,
  Sent,
  Timex,
  TimexType,
  Token,
  TokenSpan,
  Upos,
  Word,
} from './doc.ts'
export { UPOS } from './doc.ts'
export {
  countryByCode,
  entriesFor,
  type Gazetteer,
  type GazetteerEntry,
  nameAt,
  regionBehind,
  regionListed,
} from './gazetteer.ts'
export { COMPILED_GAZETTEER, compileGazetteer, readGazetteer } from './gazetteer-index.ts'
export { GAZETTEER_FILES } from './gazetteer-tables.ts'
export { docToJson } from './json.ts'
export { docToConllu } from './language/conllu.ts'
export { sentenceSpans } from './language/spans.ts'
export { mapped } from './mapped.ts'
export { interned, remembered } from './remembered.ts'
export { FEAT, REL } from './trees/relations.ts'
export { readYaml } from './yaml.ts'
