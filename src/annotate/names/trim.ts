import { type Gazetteer, nameAt } from '../gazetteer.ts'
import { HAS_UPPER, IS_FIRST_NAME, isAmbiguousCode, type NameDoc, type TaggedName } from './describe.ts'

/** Names as they should end and begin: titles cut off, possessives and persons parted from the body before them. */
export function trimmed(doc: NameDoc, tagged: readonly TaggedName[], gazetteer: Gazetteer): TaggedName[] {
  const names = tagged
    .flatMap((name) => trim(doc, name))
    .flatMap((name) => unbind(doc, name))
    .flatMap((name) => part(doc, name, gazetteer))
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
