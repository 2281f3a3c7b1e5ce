export {
  type AnnotateFiles,
  type AnnotateResources,
  annotate,
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
} from './doc.ts'
export { UPOS } from './doc.ts'
export { countryByCode, type Gazetteer, type GazetteerEntry, nameAt, readGazetteer } from './gazetteer.ts'
export { docToConllu } from './language/conllu.ts'
export { sentenceSpans } from './language/spans.ts'
export { readYaml } from './yaml.ts'
