import type { Gazetteer } from '../gazetteer.ts'
import { mapped } from '../mapped.ts'
import { isAmbiguousCode, type NameDoc, type TaggedName } from './describe.ts'
import { HAS_LETTER, HAS_UPPER, IS_ALL_UPPER } from './forms.ts'
import { withKnown } from './known.ts'
import { NAME_LABELS } from './labels.ts'
import type { FoundName } from './patterns.ts'
import { trimmed } from './trim.ts'

/**
 * Names put right by what the lexicons are sure of and by the rest of the document: titles are cut off, known states,
 * bodies and towns bear their label, a surname alone is the person's, and one form has one label.
 */
export function agree(doc: NameDoc, tagged: readonly TaggedName[], gazetteer: Gazetteer): TaggedName[] {
  const known = withKnown(doc, trimmed(doc, tagged, gazetteer))
  return agreeForms(doc, recur(doc, agreeBodies(doc, joinSurnames(doc, agreePersons(doc, known)))))
}

/** Surnames alone, and family names that come first, are the person's. */
function agreePersons(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const { tokens, forms, form, known } = doc
  const parts = new Set<number>()
  const surnames = new Set<string>()
  for (const { firstTokenIdx: first, endTokenIdx: end, label } of names) {
    if (label !== 'PERSON' || end - first < 2) continue
    surnames.add(tokens[first]!.form).add(tokens[end - 1]!.form)
    for (const i of [first, end - 1])
      if (tokens[i]!.form.length > 2 && (forms.flags[form[i]!]! & HAS_UPPER) !== 0) parts.add(form[i]!)
  }
  const cover = new Uint8Array(tokens.length)
  const out = mapped(names, (name): TaggedName => {
    cover.fill(1, name.firstTokenIdx, name.endTokenIdx)
    const isAlone = name.endTokenIdx - name.firstTokenIdx === 1
    const isKnown = known[name.firstTokenIdx] !== 0 && !isAmbiguousCode(known[name.firstTokenIdx]!)
    const own = tokens[name.firstTokenIdx]!.form
    // "The Blinken-Hayashi call" is of two persons.
    const isPair = isAlone && own.includes('-') && own.split('-').every((each) => surnames.has(each))
    return isPair || (isAlone && !isKnown && parts.has(form[name.firstTokenIdx]!)) ? { ...name, label: 'PERSON' } : name
  })
  tokens.forEach((_, i) => {
    if (cover[i] === 1 || !mayBeName(doc, i) || !parts.has(form[i]!) || (known[i] !== 0 && !isAmbiguousCode(known[i]!)))
      return
    if (doc.title[i] === 0) out.push({ firstTokenIdx: i, endTokenIdx: i + 1, label: 'PERSON' })
  })
  return out.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/** "Diaz-Canel" alone is one person where "Miguel Diaz-Canel" stands elsewhere, and no two as in "the Trump-Kim summit". */
function joinSurnames({ tokens, form }: NameDoc, names: readonly TaggedName[]): readonly TaggedName[] {
  const surnames = new Set<string>()
  for (const { firstTokenIdx: first, endTokenIdx: end, label } of names) {
    if (label !== 'PERSON' || end - first < 4) continue
    for (let i = first + 1; i < end - 2; i += 1) if (isJoined(tokens, i)) surnames.add(`${form[i]} ${form[i + 2]}`)
  }
  if (surnames.size === 0) return names
  const starts: number[] = []
  for (let i = 0; i < tokens.length - 2; i += 1)
    if (isJoined(tokens, i) && surnames.has(`${form[i]} ${form[i + 2]}`)) starts.push(i)
  const isOver = ({ firstTokenIdx, endTokenIdx }: TaggedName, i: number) => firstTokenIdx < i + 3 && i < endTokenIdx
  const isLonger = ({ firstTokenIdx, endTokenIdx }: TaggedName, i: number) =>
    firstTokenIdx <= i && i + 3 <= endTokenIdx && endTokenIdx - firstTokenIdx > 3
  const alone = starts.filter((i) => !names.some((name) => isLonger(name, i)))
  return [
    ...names.filter((name) => !alone.some((i) => isOver(name, i))),
    ...mapped(alone, (i): TaggedName => ({ firstTokenIdx: i, endTokenIdx: i + 3, label: 'PERSON' })),
  ].sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/** Whether a word, a hyphen and a word stand here without a space. */
function isJoined(tokens: NameDoc['tokens'], i: number): boolean {
  const [left, hyphen, right] = [tokens[i]!, tokens[i + 1]!, tokens[i + 2]!]
  return hyphen.form === '-' && left.end !== undefined && left.end === hyphen.start && hyphen.end === right.start
}

/** Whether a capitalised word can be a name here: inside a sentence, or where it opens one and acts. */
function mayBeName(doc: NameDoc, i: number): boolean {
  const { tokens, forms, form } = doc
  if (tokens[i]!.upos === 'PROPN') return true
  if ((forms.flags[form[i]!]! & HAS_UPPER) === 0) return false
  const isInside = i > 0 && (forms.flags[form[i - 1]!]! & (HAS_LETTER | HAS_UPPER)) === HAS_LETTER
  return isInside || /^(VERB|AUX|ADP|PART)$/u.test(tokens[i + 1]?.upos ?? '')
}

/** Names of several words, and initials, that stand once more where the tagger passed them over. */
function recur(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const { form, forms } = doc
  const byFirst = new Map<number, TaggedName>()
  const cover = new Uint8Array(form.length)
  for (const name of names) {
    cover.fill(1, name.firstTokenIdx, name.endTokenIdx)
    const length = name.endTokenIdx - name.firstTokenIdx
    const known = byFirst.get(form[name.firstTokenIdx]!)
    const isInitials = length === 1 && (forms.flags[form[name.firstTokenIdx]!]! & IS_ALL_UPPER) !== 0
    if ((length > 1 || isInitials) && length > (known ? known.endTokenIdx - known.firstTokenIdx : 0))
      byFirst.set(form[name.firstTokenIdx]!, name)
  }
  const out = [...names]
  for (const { firstTokenIdx: first, endTokenIdx: end } of doc.sents) {
    for (let i = first; i < end; i += 1) {
      const name = cover[i] === 0 ? byFirst.get(form[i]!) : undefined
      const length = name ? name.endTokenIdx - name.firstTokenIdx : 0
      if (!name || i + length > end) continue
      let isSame = true
      for (let k = 0; k < length; k += 1)
        if (form[i + k] !== form[name.firstTokenIdx + k] || cover[i + k] === 1) isSame = false
      if (isSame) out.push({ firstTokenIdx: i, endTokenIdx: i + length, label: name.label })
    }
  }
  return out.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/** "Mahan" alone is the body that is "Mahan Air" elsewhere, unless a person bears it too. */
function agreeBodies(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const { form, known } = doc
  const bodies = new Set<number>()
  const persons = new Set<number>()
  for (const { firstTokenIdx: first, endTokenIdx: end, label } of names) {
    // "President Obama" is a person, though "the Obama-Xi talks" look like a body's.
    if (end - first < 2 && label === 'PERSON' && doc.afterTitle[first] !== 0) persons.add(form[first]!)
    if (end - first < 2) continue
    if (label === 'ORG') bodies.add(form[first]!)
    if (label === 'PERSON') for (let i = first; i < end; i += 1) persons.add(form[i]!)
  }
  return mapped(names, (name): TaggedName => {
    const own = form[name.firstTokenIdx]!
    const isAlone = name.endTokenIdx - name.firstTokenIdx === 1 && known[name.firstTokenIdx] === 0
    return isAlone && name.label !== 'NORP' && bodies.has(own) && !persons.has(own) ? { ...name, label: 'ORG' } : name
  })
}

/** One form, one label: the one that most of its occurrences have, where it leads by two to one. */
function agreeForms(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const keyOf = ({ firstTokenIdx, endTokenIdx }: TaggedName): string => {
    let key = ''
    for (let i = firstTokenIdx; i < endTokenIdx; i += 1) key += `${doc.form[i]} `
    return key
  }
  const votes = new Map<string, Uint16Array>()
  for (const name of names) {
    const key = keyOf(name)
    const own = votes.get(key) ?? new Uint16Array(NAME_LABELS.length)
    own[NAME_LABELS.indexOf(name.label)]! += 1
    votes.set(key, own)
  }
  return mapped(names, (name) => {
    const own = votes.get(keyOf(name))!
    let best = 0
    for (let k = 1; k < own.length; k += 1) if (own[k]! > own[best]!) best = k
    const mine = own[NAME_LABELS.indexOf(name.label)]!
    return own[best]! >= 2 * mine && own[best]! > 1 ? { ...name, label: NAME_LABELS[best]! } : name
  })
}

/** Joins tagged names and patterns; where they overlap the pattern holds. */
export function join(nTokens: number, patterns: readonly FoundName[], names: readonly TaggedName[]): FoundName[] {
  const isTaken = new Uint8Array(nTokens)
  const out: FoundName[] = patterns.filter((pattern) => !pattern.isWeak || !names.some((name) => holds(name, pattern)))
  for (const { firstTokenIdx, endTokenIdx } of out) isTaken.fill(1, firstTokenIdx, endTokenIdx)
  for (const name of names) {
    let isFree = true
    for (let i = name.firstTokenIdx; i < name.endTokenIdx; i += 1) if (isTaken[i] === 1) isFree = false
    if (isFree) out.push(name)
    isTaken.fill(1, name.firstTokenIdx, name.endTokenIdx)
  }
  return out.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/** Whether a tagged name stands against a weak pattern: the person Doris Day, the National Hurricane Center. */
function holds(name: TaggedName, pattern: FoundName): boolean {
  const { firstTokenIdx: first, endTokenIdx: end } = pattern
  if (name.endTokenIdx <= first || end <= name.firstTokenIdx) return false
  const isSame = name.firstTokenIdx === first && name.endTokenIdx === end
  return isSame ? name.label === 'PERSON' : name.firstTokenIdx < first || name.endTokenIdx > end
}
