import { LONGEST_SUFFIX, straighten } from '../src/annotate/language/forms.ts'
import { tagOf } from './tagdictionary.ts'
import type { TreebankSentence } from './treebank.ts'

const PROVENANCE =
  '# Learned from UD English EWT and GUM (train parts) by "npm run train -- language"; CC BY-SA 4.0. See models/language/README.md.\n' +
  '# kind\ttag\tkey\tvalue\n'

/** The text of models/language/forms.tsv: what the treebanks tell of lemmas and features, given the tags. */
export function learnForms(sentences: readonly TreebankSentence[]): string {
  const lemmas = new Map<string, Map<string, number>>()
  const formFeats = new Map<string, Map<string, number>>()
  const tagFeats = new Map<string, Map<string, number>>()
  for (const sentence of sentences) {
    for (let i = 0; i < sentence.forms.length; i++) {
      const tag = tagOf(sentence, i)
      // Typos are annotated with the word that was meant, and words written apart with "_": neither is a rule.
      if (/Typo=Yes/.test(sentence.feats[i]!) || sentence.lemmas[i] === '_') continue
      const form = straighten(sentence.forms[i]!.toLowerCase())
      const feats = sentence.feats[i]!.replace(/\|?Voice=Pass|\|?(?:Abbr|Style|ExtPos|Foreign)=\w+/g, '').replace(
        /^\||^$/,
        (m) => (m === '' ? '_' : ''),
      )
      tally(lemmas, `${tag}\t${form}`, sentence.lemmas[i]!)
      tally(formFeats, `${tag}\t${form}`, feats || '_')
      tally(tagFeats, tag, feats || '_')
    }
  }
  const rows: string[] = []
  for (const [tag, counts] of tagFeats) rows.push(`feats\t${tag}\t\t${best(counts)}`)
  for (const [key, counts] of formFeats) {
    const tag = key.split('\t')[0]!
    const feats = best(counts)
    const n = total(counts)
    if (n >= 3 && !tag.startsWith('NUM') && feats !== best(tagFeats.get(tag)!)) rows.push(`form\t${key}\t${feats}`)
  }
  rows.push(...lemmaRows(lemmas))
  rows.sort((a, b) => (a < b ? -1 : 1))
  return `${PROVENANCE + rows.join('\n')}\n`
}

function lemmaRows(lemmas: ReadonlyMap<string, ReadonlyMap<string, number>>): string[] {
  const rules = new Map<string, Map<string, number>>()
  for (const [key, counts] of lemmas) {
    const [tag, form] = key.split('\t') as [string, string]
    const edit = editOf(form, best(counts).toLowerCase())
    if (edit === undefined) continue
    for (let k = 0; k <= Math.min(LONGEST_SUFFIX, form.length); k++)
      tally(rules, `${tag}\t${form.slice(form.length - k)}`, edit)
  }
  const kept = new Map<string, string>()
  for (const [key, edits] of [...rules].sort((a, b) => a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))) {
    const [tag, suffix] = key.split('\t') as [string, string]
    const edit = best(edits)
    const shorter = lookUp(kept, tag, suffix.slice(1))
    const share = (edits.get(edit) ?? 0) / total(edits)
    if (suffix === '' || (edit !== shorter && (edits.get(edit) ?? 0) >= 2 && share > 0.6)) kept.set(key, edit)
  }
  const rows = [...kept].map(([key, edit]) => `suffix\t${key}\t${edit}`)
  for (const [key, counts] of lemmas) {
    const [tag, form] = key.split('\t') as [string, string]
    const lemma = best(counts)
    const edit = lookUp(kept, tag, form) ?? '0/'
    const slash = edit.indexOf('/')
    const made = form.slice(0, form.length - Number(edit.slice(0, slash))) + edit.slice(slash + 1)
    const isName = tag.startsWith('PROPN')
    if (isName ? made !== lemma.toLowerCase() && total(counts) >= 2 : made !== lemma)
      rows.push(`lemma\t${key}\t${lemma}`)
  }
  return rows
}

function lookUp(rules: ReadonlyMap<string, string>, tag: string, form: string): string | undefined {
  for (let k = Math.min(LONGEST_SUFFIX, form.length); k >= 0; k--) {
    const edit = rules.get(`${tag}\t${form.slice(form.length - k)}`)
    if (edit !== undefined) return edit
  }
  return undefined
}

/** "cut/add" that makes the lemma of the form, where they share a beginning. */
function editOf(form: string, lemma: string): string | undefined {
  let same = 0
  while (same < form.length && same < lemma.length && form[same] === lemma[same]) same++
  return same === 0 || form.length - same > LONGEST_SUFFIX ? undefined : `${form.length - same}/${lemma.slice(same)}`
}

function tally(table: Map<string, Map<string, number>>, key: string, value: string): void {
  const counts = table.get(key) ?? new Map<string, number>()
  table.set(key, counts.set(value, (counts.get(value) ?? 0) + 1))
}

function best(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const n of counts.values()) sum += n
  return sum
}
