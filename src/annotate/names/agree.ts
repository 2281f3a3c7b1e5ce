import { type Gazetteer, type GazetteerEntry, nameAt } from '../gazetteer.ts'
import { HAS_LETTER, HAS_UPPER, IS_ALL_UPPER, IS_FIRST_NAME, type NameDoc } from './describe.ts'
import type { NameLabel } from './labels.ts'
import { NAME_LABELS } from './labels.ts'
import type { FoundName } from './patterns.ts'

/** A name that the tagger or a lexicon gave. */
export interface TaggedName {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
  readonly label: NameLabel
}

/**
 * Names put right by what the lexicons are sure of and by the rest of the document: titles are cut off, known states,
 * bodies and towns bear their label, a surname alone is the person's, and one form has one label.
 */
export function agree(doc: NameDoc, tagged: readonly TaggedName[], gazetteer: Gazetteer): TaggedName[] {
  const trimmed = tagged
    .flatMap((name) => trim(doc, name))
    .flatMap((name) => unbind(doc, name))
    .flatMap((name) => part(doc, name, gazetteer))
  const known = withKnown(doc, withTitled(doc, trimmed), gazetteer)
  return agreeForms(doc, recur(doc, agreeBodies(doc, agreePersons(doc, known))))
}

/** Without title, article and what follows a dash; nothing where the name is a part of a title. */
function trim(doc: NameDoc, name: TaggedName): TaggedName[] {
  const { tokens, title, afterTitle } = doc
  let { firstTokenIdx: first, endTokenIdx: end } = name
  if (end - first === 1 && NO_NAMES.test(tokens[first]!.form)) return []
  // "State" of "Secretary of State": the title goes on across the name.
  if (first > 0 && title[first - 1] !== 0 && title[end - 1] !== 0 && afterTitle[first] === 0) return []
  // "The Hague" and "The Guardian" keep the article that their capital makes a part of the name.
  const isOpening = first === 0 || /^[.!?"“:]$/u.test(tokens[first - 1]!.form)
  const article = isOpening ? /^(the|a|an)$/iu : /^(the|a|an)$/u
  while (end - first > 1 && article.test(tokens[first]!.form) && name.label !== 'PERSON') first += 1
  if (name.label === 'PERSON') {
    while (end - first > 1 && (title[first] !== 0 || /^(aunt|uncle)$/iu.test(tokens[first]!.form))) first += 1
    for (let i = first + 1; i < end - 1; i += 1) if (tokens[i]!.form === '-' && isApart(doc, i)) end = i
  }
  return [{ firstTokenIdx: first, endTokenIdx: end, label: name.label }]
}

/** Parts a state from its body in "Japan's Coast Guard", and joins a given name that a hyphen has cut: "Moon Jae" + "-in". */
function unbind(doc: NameDoc, name: TaggedName): TaggedName[] {
  const { tokens, known } = doc
  const { firstTokenIdx: first, endTokenIdx: end, label } = name
  if (label === 'ORG') {
    for (let i = first + 1; i < end - 1; i += 1) {
      if (!/^['’]s?$/u.test(tokens[i]!.form) || known[first] === 0 || isAmbiguousCode(known[first]!)) continue
      return [
        { firstTokenIdx: first, endTokenIdx: i, label: 'GPE' },
        { firstTokenIdx: i + 1, endTokenIdx: end, label },
      ]
    }
  }
  const [last, hyphen, rest] = [tokens[end - 1]!, tokens[end], tokens[end + 1]]
  const isCut =
    label === 'PERSON' && hyphen?.form === '-' && rest !== undefined && /^\p{Ll}{2,6}$/u.test(rest.form) &&
    last.end !== undefined && last.end === hyphen.start && hyphen.end === rest.start // biome-ignore format: one condition
  return isCut ? [{ firstTokenIdx: first, endTokenIdx: end + 2, label }] : [name]
}

/** "Ambassador to Japan Rahm Emanuel": a state or body and the person who is named after it. */
function part(doc: NameDoc, name: TaggedName, gazetteer: Gazetteer): TaggedName[] {
  const { forms, form, tokens, known } = doc
  const { firstTokenIdx: first, endTokenIdx: end } = name
  if (end - first < 3 || known[first] === 0 || isAmbiguousCode(known[first]!)) return [name]
  const match = nameAt(gazetteer, tokens, first, end)
  const at = match?.endTokenIdx ?? end
  if (!match || end - at < 2 || (forms.flags[form[at]!]! & IS_FIRST_NAME) === 0) return [name]
  return [
    { firstTokenIdx: first, endTokenIdx: at, label: match.entries[0]!.label },
    { firstTokenIdx: at, endTokenIdx: end, label: 'PERSON' },
  ]
}

/** Zones and eras, which look like the abbreviation of a body. */
const NO_NAMES =
  /^(?:UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|IST|JST|KST|BST|MSK|AD|BC|CE|BCE|AM|PM|COVID-\d+|Covid-\d+)(?:[+-]\d+)?$/u

/** Whether the token has space on both sides, where the tokens bear offsets. */
function isApart(doc: NameDoc, i: number): boolean {
  const [before, token, after] = [doc.tokens[i - 1]!, doc.tokens[i]!, doc.tokens[i + 1]!]
  if (before.end === undefined || token.start === undefined || token.end === undefined || after.start === undefined)
    return false
  return before.end < token.start && token.end < after.start
}

/** A first name and what follows it in capitals, right after a title, is a person even where "Price" is a word too. */
function withTitled(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const { forms, form, afterTitle } = doc
  const cover = new Uint8Array(form.length)
  for (const { firstTokenIdx, endTokenIdx } of names) cover.fill(1, firstTokenIdx, endTokenIdx)
  const out = [...names]
  for (const sent of doc.sents) {
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
      if (afterTitle[i] === 0 || (forms.flags[form[i]!]! & IS_FIRST_NAME) === 0) continue
      let end = i
      while (end < sent.endTokenIdx && end - i < 4 && cover[end] === 0 && (forms.flags[form[end]!]! & HAS_UPPER) !== 0)
        end += 1
      if (end - i >= 2) out.push({ firstTokenIdx: i, endTokenIdx: end, label: 'PERSON' })
    }
  }
  return out.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/** Gives known names their label, and adds those that the tagger passed over. */
function withKnown(doc: NameDoc, names: readonly TaggedName[], gazetteer: Gazetteer): TaggedName[] {
  const { tokens, sents } = doc
  const cover = new Uint8Array(tokens.length)
  for (const { firstTokenIdx, endTokenIdx } of names) cover.fill(1, firstTokenIdx, endTokenIdx)
  const mentioned = new Set<string>()
  const nicknames: { readonly name: TaggedName; readonly country: string }[] = []
  const out = new Map(names.map((name) => [name.firstTokenIdx, name]))
  for (const sent of sents) {
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
      if (doc.known[i] === 0) continue
      const match = nameAt(gazetteer, tokens, i, sent.endTokenIdx)
      const entry = match?.entries[0]
      if (!match || !entry) continue
      const article = tokens[i]!.form
      const hasArticle = article === 'the' || (article === 'The' && !entry.form.startsWith('The '))
      const known = {
        firstTokenIdx: hasArticle ? i + 1 : i,
        endTokenIdx: match.endTokenIdx,
        label: entry.label as NameLabel,
      }
      if (entry.country && entry.how === 'nickname' && hasArticle)
        nicknames.push({ name: known, country: entry.country })
      else settle(out, cover, known, entry)
      if (!entry.isAmbiguous && entry.country) mentioned.add(entry.country)
      i = match.endTokenIdx - 1
    }
  }
  // "The North" is North Korea where the report speaks of North Korea, and no name where it does not.
  for (const { name, country } of nicknames) if (mentioned.has(country)) out.set(name.firstTokenIdx, name)
  return [...out.values()].sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

function settle(out: Map<number, TaggedName>, cover: Uint8Array, known: TaggedName, entry: GazetteerEntry): void {
  const own = out.get(known.firstTokenIdx)
  if (own?.endTokenIdx === known.endTokenIdx) {
    if (entry.how === 'seat' && own.label !== 'FAC') out.set(known.firstTokenIdx, { ...known, label: 'ORG' })
    else if (!entry.isAmbiguous && own.label !== known.label && isSure(entry, own.label))
      out.set(known.firstTokenIdx, known)
    return
  }
  if (!isAdded(entry) && !(entry.kind === 'place' && !entry.isAmbiguous && known.endTokenIdx - known.firstTokenIdx > 1))
    return
  if (reachesOut(out, cover, known)) return
  for (let i = known.firstTokenIdx; i < known.endTokenIdx; i += 1) out.delete(i)
  out.set(known.firstTokenIdx, known)
}

/** Whether a name of the tagger's lies partly outside of the known one; those within it are parts that it took apart. */
function reachesOut(out: ReadonlyMap<number, TaggedName>, cover: Uint8Array, known: TaggedName): boolean {
  let end = known.firstTokenIdx
  for (let i = known.firstTokenIdx; i < known.endTokenIdx; i += 1) {
    end = Math.max(end, out.get(i)?.endTokenIdx ?? 0)
    // Covered by a name that does not begin within.
    if (cover[i] === 1 && i >= end) return true
  }
  return end > known.endTokenIdx
}

/** A seat ("White House") is a building or those who sit there, and what kind of place a place is the tagger may tell. */
function isSure(entry: GazetteerEntry, told: NameLabel): boolean {
  if (entry.how === 'seat') return false
  return entry.kind !== 'place' || told === 'PERSON' || told === 'ORG' || told === 'NORP'
}

/** Entries that are a name wherever they stand; whose "Foreign Ministry" it is does not matter here. */
function isAdded({ kind, how, form, isAmbiguous }: GazetteerEntry): boolean {
  if (kind === 'organization' && /^\p{Lu}.* .*\p{Lu}/u.test(form)) return true
  if (isAmbiguous) return false
  if (kind === 'country') return how !== 'nickname'
  return kind === 'group' || (kind === 'organization' && how === 'abbreviation')
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
  const out = names.map((name): TaggedName => {
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
    if (end - first < 2) continue
    if (label === 'ORG' && known[first] === 0) bodies.add(form[first]!)
    if (label === 'PERSON') for (let i = first; i < end; i += 1) persons.add(form[i]!)
  }
  return names.map((name): TaggedName => {
    const own = form[name.firstTokenIdx]!
    const isAlone = name.endTokenIdx - name.firstTokenIdx === 1 && known[name.firstTokenIdx] === 0
    return isAlone && bodies.has(own) && !persons.has(own) ? { ...name, label: 'ORG' } : name
  })
}

/** The bit of `NameDoc.known` that says the form may be something else. */
function isAmbiguousCode(code: number): boolean {
  return ((code >> 2) & (1 << 10)) !== 0
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
  return names.map((name) => {
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
  const out: FoundName[] = [...patterns]
  for (const { firstTokenIdx, endTokenIdx } of patterns) isTaken.fill(1, firstTokenIdx, endTokenIdx)
  for (const name of names) {
    let isFree = true
    for (let i = name.firstTokenIdx; i < name.endTokenIdx; i += 1) if (isTaken[i] === 1) isFree = false
    if (isFree) out.push(name)
    isTaken.fill(1, name.firstTokenIdx, name.endTokenIdx)
  }
  return out.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}
