import { ReadoutError } from '../../errors.ts'

/**
 * What the treebanks tell of words given their tags: lemmas and morphological features. Rows are
 * `kind tag key value`; kinds are `lemma` (of one form), `suffix` (how many letters to cut, a slash, what to add),
 * `feats` (of a tag) and `form` (features of one form under a tag).
 */
export interface FormTables extends Verbs {
  readonly lemmas: ReadonlyMap<string, string>
  /** Rules by tag, then by suffix. */
  readonly suffixes: ReadonlyMap<string, ReadonlyMap<string, Edit>>
  readonly tagFeats: ReadonlyMap<string, string>
  readonly formFeats: ReadonlyMap<string, string>
}

/** What verbs.txt tells. */
export interface Verbs {
  /** Base forms of verbs: of several possible lemmas, the one that is a word is taken. */
  readonly verbs: ReadonlySet<string>
  /** Base forms of irregular past forms that the treebanks lack ("froze", "retook"). */
  readonly irregularVerbs: ReadonlyMap<string, string>
}

interface Edit {
  readonly cut: number
  readonly add: string
}

/** Longest suffix that a rule looks at. */
export const LONGEST_SUFFIX = 5

/** Reads forms.tsv, and the list of verbs as `readVerbs` does. */
export function readForms(text: string, verbList = ''): FormTables {
  const lemmas = new Map<string, string>()
  const suffixes = new Map<string, Map<string, Edit>>()
  const tagFeats = new Map<string, string>()
  const formFeats = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [kind, tag, key, value] = line.split('\t')
    if (value === undefined) throw new ReadoutError('bad-model', `language/forms.tsv: "${line}" has not four columns`)
    if (kind === 'lemma') lemmas.set(`${tag} ${key}`, value)
    else if (kind === 'suffix') {
      const slash = value.indexOf('/')
      const rules = suffixes.get(tag!) ?? new Map<string, Edit>()
      suffixes.set(tag!, rules.set(key!, { cut: Number(value.slice(0, slash)), add: value.slice(slash + 1) }))
    } else if (kind === 'feats') tagFeats.set(tag!, value)
    else if (kind === 'form') formFeats.set(`${tag} ${key}`, value)
  }
  return { lemmas, suffixes, tagFeats, formFeats, ...readVerbs(verbList) }
}

/** Reads a list of base forms of verbs, one a line; an irregular form stands before its base, with a tab between. */
export function readVerbs(list: string): Verbs {
  const entries = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const verbs = new Set(entries.filter((line) => !line.includes('\t')))
  const irregularVerbs = new Map(
    entries.filter((line) => line.includes('\t')).map((line) => line.split('\t') as [string, string]),
  )
  return { verbs, irregularVerbs }
}

/** The form of a verb that is an irregular one and no base form of another verb. */
export const IRREGULAR = 1

/** Which form of a verb the word in small letters could be, as a small number: 0 where it could be none. */
export function verbFormOf({ verbs, irregularVerbs }: Verbs, lower: string): number {
  const isBase = verbs.has(lower)
  if (irregularVerbs.has(lower)) return isBase ? 2 : IRREGULAR
  if (isBase) return 3
  if (regularVerb(verbs, lower) === undefined) return 0
  return lower.endsWith('s') ? 4 : lower.endsWith('d') ? 5 : 6
}

/** The dictionary form of a word that bears `tag` (`UPOS/XPOS`): a proper noun keeps its capitals. */
export function lemmaOf(tables: FormTables, form: string, tag: string): string {
  const lower = straighten(form.toLowerCase())
  const irregular = tag.startsWith('VERB') ? tables.irregularVerbs.get(lower) : undefined
  if (irregular !== undefined) return irregular
  const known = tables.lemmas.get(`${tag} ${lower}`)
  const isName = tag.startsWith('PROPN')
  if (known !== undefined && (!isName || known.toLowerCase() === known)) return known
  const base = isName ? form : lower
  if (tag.startsWith('VERB')) {
    const verb = regularVerb(tables.verbs, lower)
    if (verb !== undefined) return verb
  }
  const rules = tables.suffixes.get(tag)
  for (let k = rules === undefined ? -1 : Math.min(LONGEST_SUFFIX, lower.length); k >= 0; k--) {
    const edit = rules!.get(lower.slice(lower.length - k))
    if (edit && edit.cut < base.length) return base.slice(0, base.length - edit.cut) + edit.add
  }
  return base
}

/** The base form of a regular inflection that is a word: "raided" is of "raid", "hoped" of "hope", "stopped" of "stop". */
function regularVerb(verbs: ReadonlySet<string>, form: string): string | undefined {
  if (verbs.has(form)) return form
  const third = /^(.+)s$/.exec(form)?.[1]
  if (third !== undefined)
    return [third, third.replace(/e$/, ''), third.replace(/ie$/, 'y')].find((one) => verbs.has(one))
  const stem = /^(.+?)(?:ed|ing)$/.exec(form)?.[1]
  if (stem === undefined) return undefined
  // "hoping" is of "hope", for "hop" would double; "singing" is of "sing", for two consonants never do.
  const mayDouble = /(^|[^aeiou])[aeiouy][^aeiouwxy]$/.test(stem)
  const doubled = /([bdgklmnprstvz])\1$/.test(stem) ? [stem.slice(0, -1)] : []
  const candidates = [...(mayDouble ? [`${stem}e`, stem] : [stem, `${stem}e`]), ...doubled, stem.replace(/i$/, 'y')]
  return candidates.find((one) => verbs.has(one))
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
