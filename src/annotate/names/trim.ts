import { type Gazetteer, nameAt } from '../gazetteer.ts'
import { isAmbiguousCode, type NameDoc, type TaggedName } from './describe.ts'
import { HAS_LETTER, HAS_UPPER, IS_ALL_UPPER, IS_FIRST_NAME, IS_UPPER_FIRST } from './forms.ts'

/** Names as they should end and begin: titles cut off, possessives and persons parted from the body before them. */
export function trimmed(doc: NameDoc, tagged: readonly TaggedName[], gazetteer: Gazetteer): TaggedName[] {
  const names: TaggedName[] = []
  for (const name of tagged)
    for (const bare of trim(doc, name))
      for (const unbound of unbind(doc, bare))
        for (const untitled of partTitled(doc, unbound))
          for (const parted of part(doc, untitled, gazetteer)) names.push(headed(doc, parted, gazetteer))
  return withTitled(doc, names)
}

/** Without title, article and what follows a dash; nothing where the name is a part of a title. */
function trim(doc: NameDoc, name: TaggedName): TaggedName[] {
  const { tokens, title, afterTitle } = doc
  let { firstTokenIdx: first, endTokenIdx: end } = name
  if (end - first === 1 && NO_NAMES.test(tokens[first]!.form)) return []
  // "State" of "Secretary of State": the title goes on across the name.
  if (first > 0 && title[first - 1] !== 0 && title[end - 1] !== 0 && afterTitle[first] === 0) return []
  // "The Hague" and "The Guardian" keep the article that their capital makes a part of the name.
  const isOpening = first === 0 || ENDS_SENTENCE.has(tokens[first - 1]!.form)
  const isArticle = (form: string): boolean => form.length <= 3 && ARTICLES.has(isOpening ? form.toLowerCase() : form)
  while (end - first > 1 && name.label !== 'PERSON' && isArticle(tokens[first]!.form)) first += 1
  // "Near Mosul, troops …": a preposition bears a capital only where it opens the sentence.
  if (isOpening && end - first > 1 && OPENING_PREPOSITION.test(tokens[first]!.form)) first += 1
  if (name.label === 'PERSON') {
    while (
      end - first > 1 &&
      (title[first] !== 0 || JOINTS.has(tokens[first]!.form) || /^(aunt|uncle)$/iu.test(tokens[first]!.form))
    )
      first += 1
    for (let i = first + 1; i < end - 1; i += 1) if (tokens[i]!.form === '-' && isApart(doc, i)) end = i
  }
  return [{ firstTokenIdx: first, endTokenIdx: end, label: name.label }]
}

const ENDS_SENTENCE: ReadonlySet<string> = new Set(['.', '!', '?', '"', '“', ':'])
const ARTICLES: ReadonlySet<string> = new Set(['the', 'a', 'an'])
const JOINTS: ReadonlySet<string> = new Set(['of', 'to', 'for', 'in', 'and', 'the'])
const OPENING_PREPOSITION = /^(?:Near|Outside|Inside|Across|Around|Amid|In|At|From|During|Unlike)$/u

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
    hyphen?.form === '-' && rest !== undefined && (label === 'PERSON' ? /^\p{Ll}{2,6}$/u : KOREAN_PLACE).test(rest.form) &&
    last.end !== undefined && last.end === hyphen.start && hyphen.end === rest.start // biome-ignore format: one condition
  return isCut ? [{ firstTokenIdx: first, endTokenIdx: end + 2, label }] : [name]
}

/** What towns, districts and provinces end in where Korean and Japanese are written in our letters: "Seongbuk-gu". */
const KOREAN_PLACE = /^(do|dong|eup|fu|gu|gun|ken|ku|myeon|ri|shi|si)$/u

/** Parts "DNC Chair Debbie Wasserman Schultz": behind a title inside a body's name a given name begins a person's. */
function partTitled({ forms, form, title, afterTitle }: NameDoc, name: TaggedName): TaggedName[] {
  const { firstTokenIdx: first, endTokenIdx: end, label } = name
  if (label !== 'ORG') return [name]
  for (let at = first + 2; at + 1 < end; at += 1) {
    if (afterTitle[at] === 0 || (forms.flags[form[at]!]! & IS_FIRST_NAME) === 0) continue
    let last = at
    while (last > first && title[last - 1] !== 0) last -= 1
    if (last > first && last < at)
      return [
        { firstTokenIdx: first, endTokenIdx: last, label },
        { firstTokenIdx: at, endTokenIdx: end, label: 'PERSON' },
      ]
  }
  return [name]
}

/** Parts a name that begins with one that the gazetteer has. */
function part(doc: NameDoc, name: TaggedName, gazetteer: Gazetteer): TaggedName[] {
  const { forms, form, tokens, known } = doc
  const { firstTokenIdx: first, endTokenIdx: end, label } = name
  if (end - first < 2 || known[first] === 0) return [name]
  const match = nameAt(gazetteer, tokens, first, end)
  const entry = match?.entries[0]
  const at = match?.endTokenIdx ?? end
  if (!entry || at === end) return [name]
  const head = { firstTokenIdx: first, endTokenIdx: at, label: entry.label }
  const isCapital = (i: number): boolean => (forms.flags[form[i]!]! & HAS_UPPER) !== 0
  // "Ambassador to Japan Rahm Emanuel": a state or body and the person who is named after it.
  const isPerson = (forms.flags[form[at]!]! & IS_FIRST_NAME) !== 0 || (label === 'PERSON' && entry.kind === 'country')
  if (end - at > 1 && isPerson && !entry.isAmbiguous)
    return [head, { firstTokenIdx: at, endTokenIdx: end, label: 'PERSON' }]
  if (label !== 'ORG') return [name]
  // "The Seoul government": a place and what is no part of any name.
  if (!entry.isAmbiguous && entry.kind !== 'organization') {
    let small = at
    while (small < end && !isCapital(small) && (forms.flags[form[small]!]! & HAS_LETTER) !== 0) small += 1
    if (small === end) return [head]
  }
  const rest = tokens[at]!.form === 'of' ? at + 1 : at
  const next = rest < end ? nameAt(gazetteer, tokens, rest, end) : undefined
  if (next?.endTokenIdx !== end) return [name]
  const other = next.entries[0]!
  // "The Parliament of Iraq" is any parliament and a state, "the Belarusian KGB" a people and a body.
  const isOf = rest > at && entry.kind === 'organization' && entry.isAmbiguous && other.how === 'name'
  const isNational = rest === at && entry.how === 'adjective' && other.kind === 'organization' && !other.isAmbiguous
  if ((isOf && other.kind === 'country') || isNational)
    return [head, { firstTokenIdx: rest, endTokenIdx: end, label: other.label }]
  return [name]
}

/** The label that a telling word gives to a name of several words: "Mount Bukak" is no person, nor is a "Rally Party". */
function headed({ forms, form, tokens }: NameDoc, name: TaggedName, { nameHeads }: Gazetteer): TaggedName {
  const { firstTokenIdx: first, endTokenIdx: end, label } = name
  const isFullName = end - first === 2 && label === 'PERSON' && (forms.flags[form[first]!]! & IS_FIRST_NAME) !== 0
  if (end - first < 2 || isFullName) return name
  const [opening, closing] = [nameHeads.get(tokens[first]!.form), nameHeads.get(tokens[end - 1]!.form)]
  const head = closing?.at === 'end' ? closing : opening?.at === 'start' ? opening : undefined
  if (!head || head.label === label || label === 'FAC') return name
  return label === 'PERSON' || head.label === 'ORG' ? { ...name, label: head.label } : name
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

const DAYS_AND_MONTHS =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Today|Yesterday)$/u

/**
 * Persons where the tagger has none: a first name and what follows it in capitals right after a title, even where "Price" is a
 * word too, and one capitalised word after a title in capitals ("President Moon").
 */
function withTitled(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const { forms, form, afterTitle, tokens, known } = doc
  const cover = new Uint8Array(form.length)
  for (const { firstTokenIdx, endTokenIdx } of names) cover.fill(1, firstTokenIdx, endTokenIdx)
  const out = [...names]
  for (const sent of doc.sents) {
    for (let i = sent.firstTokenIdx + 1; i < sent.endTokenIdx; i += 1) {
      if (afterTitle[i] === 0 || cover[i] === 1) continue
      let end = i
      while (end < sent.endTokenIdx && end - i < 4 && cover[end] === 0 && (forms.flags[form[end]!]! & HAS_UPPER) !== 0)
        end += 1
      const flags = forms.flags[form[i]!]!
      const isFull = end - i >= 2 && (flags & IS_FIRST_NAME) !== 0
      const isSurname =
        end - i === 1 && (end === sent.endTokenIdx || cover[end] === 0) && (flags & (IS_UPPER_FIRST | IS_ALL_UPPER)) === IS_UPPER_FIRST &&
        (forms.flags[form[i - 1]!]! & IS_UPPER_FIRST) !== 0 && tokens[i]!.upos === 'PROPN' && doc.title[i] === 0 &&
        known[i] === 0 && !DAYS_AND_MONTHS.test(tokens[i]!.form) // biome-ignore format: one condition
      if (isFull || isSurname) out.push({ firstTokenIdx: i, endTokenIdx: end, label: 'PERSON' })
    }
  }
  return out.sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}
