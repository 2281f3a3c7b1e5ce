import { ReadoutError } from '../../errors.ts'

/**
 * What the treebanks tell of words given their tags: lemmas and morphological features. Rows are
 * `kind tag key value`; kinds are `lemma` (of one form), `suffix` (how many letters to cut, a slash, what to add),
 * `feats` (of a tag) and `form` (features of one form under a tag).
 */
export interface FormTables {
  readonly lemmas: ReadonlyMap<string, string>
  readonly suffixes: ReadonlyMap<string, Edit>
  readonly tagFeats: ReadonlyMap<string, string>
  readonly formFeats: ReadonlyMap<string, string>
}

interface Edit {
  readonly cut: number
  readonly add: string
}

/** Longest suffix that a rule looks at. */
export const LONGEST_SUFFIX = 5

export function readForms(text: string): FormTables {
  const lemmas = new Map<string, string>()
  const suffixes = new Map<string, Edit>()
  const tagFeats = new Map<string, string>()
  const formFeats = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [kind, tag, key, value] = line.split('\t')
    if (value === undefined) throw new ReadoutError('bad-model', `language/forms.tsv: "${line}" has not four columns`)
    if (kind === 'lemma') lemmas.set(`${tag} ${key}`, value)
    else if (kind === 'suffix') {
      const slash = value.indexOf('/')
      suffixes.set(`${tag} ${key}`, { cut: Number(value.slice(0, slash)), add: value.slice(slash + 1) })
    } else if (kind === 'feats') tagFeats.set(tag!, value)
    else if (kind === 'form') formFeats.set(`${tag} ${key}`, value)
  }
  return { lemmas, suffixes, tagFeats, formFeats }
}

/** The dictionary form of a word that bears `tag` (`UPOS/XPOS`): a proper noun keeps its capitals. */
export function lemmaOf(tables: FormTables, form: string, tag: string): string {
  const lower = straighten(form.toLowerCase())
  const known = tables.lemmas.get(`${tag} ${lower}`)
  const isName = tag.startsWith('PROPN')
  if (known !== undefined && (!isName || known.toLowerCase() === known)) return isName ? known : known
  const base = isName ? form : lower
  for (let k = Math.min(LONGEST_SUFFIX, lower.length); k >= 0; k--) {
    const edit = tables.suffixes.get(`${tag} ${lower.slice(lower.length - k)}`)
    if (edit && edit.cut < base.length) return base.slice(0, base.length - edit.cut) + edit.add
  }
  return base
}

/** Morphological features of a word that bears `tag`, before the parse tells its voice. */
export function featsOf(tables: FormTables, form: string, tag: string): string {
  const known = tables.formFeats.get(`${tag} ${straighten(form.toLowerCase())}`)
  if (known !== undefined) return known
  if (tag.startsWith('NUM/')) return /\d/.test(form) ? 'NumForm=Digit|NumType=Card' : 'NumForm=Word|NumType=Card'
  return tables.tagFeats.get(tag) ?? '_'
}

/** Curly apostrophes made straight, so that both kinds find the same row. */
export function straighten(form: string): string {
  return form.includes('’') ? form.replaceAll('’', "'") : form
}
