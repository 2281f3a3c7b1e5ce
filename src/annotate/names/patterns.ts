import type { EntLabel } from '../doc.ts'
import { type Gazetteer, nameAt, type Weapon } from '../gazetteer.ts'
import type { NameDoc, NameSent, NameToken } from './describe.ts'
import { entriesOfWord, type FormIndex, longestMatch } from './form-index.ts'
import { HAS_UPPER, IS_UPPER_FIRST, OPENS_LAW, OPENS_WEAPON, OPENS_WITH_LETTER } from './forms.ts'
import { piecesOf } from './pieces.ts'

/** A name by its tokens. */
export interface FoundName {
  readonly firstTokenIdx: number
  readonly endTokenIdx: number
  readonly label: EntLabel
  /** Told by a word of its own alone ("Day"), so that a name that the tagger is sure of may hold against it. */
  readonly isWeak?: true
}

/** Weapons, laws and events of a document, told by lexicons and the shape of their names. */
export function findPatterns(doc: NameDoc, gazetteer: Gazetteer): FoundName[] {
  const { tokens, form, forms } = doc
  const found: FoundName[] = []
  for (const sent of doc.sents) {
    let telling = 0
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) telling |= forms.flags[form[i]!]!
    if ((telling & (OPENS_WEAPON | OPENS_LAW)) === 0) continue
    const isMostlyCapitals = capitalShare(doc, sent) > 0.7
    for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; ) {
      const flags = forms.flags[form[i]!]!
      const weapon = (flags & OPENS_WEAPON) !== 0 ? weaponAt(doc, i, sent, gazetteer.weapons) : undefined
      const mayBeLaw = (telling & OPENS_LAW) !== 0 && (flags & (OPENS_LAW | HAS_UPPER)) !== 0
      const name = weapon ?? (mayBeLaw ? lawOrEventAt(doc, i, sent, gazetteer, isMostlyCapitals) : undefined)
      // "Rodong Sinmun" is a newspaper, whatever "Rodong" is.
      const known = name ? nameAt(gazetteer, tokens, i, sent.endTokenIdx) : undefined
      const isNamed = name && known && known.endTokenIdx > name.endTokenIdx && !known.entries[0]!.isAmbiguous
      if (name && !isNamed) found.push(name)
      i = isNamed ? known.endTokenIdx : name ? name.endTokenIdx : i + 1
    }
  }
  return found
}

function capitalShare({ forms, form }: NameDoc, sent: NameSent): number {
  let [nWords, nCapitals] = [0, 0]
  for (let i = sent.firstTokenIdx; i < sent.endTokenIdx; i += 1) {
    const flags = forms.flags[form[i]!]!
    if ((flags & OPENS_WITH_LETTER) !== 0) nWords += 1
    if ((flags & IS_UPPER_FIRST) !== 0) nCapitals += 1
  }
  return nWords < 4 ? 0 : nCapitals / nWords
}

function isCapital({ forms, form }: NameDoc, i: number): boolean {
  return i < form.length && (forms.flags[form[i]!]! & IS_UPPER_FIRST) !== 0
}

const NUMBER = /^(?:\d{1,4}[A-Za-z]{0,3}\d?|[IVX]{1,4})$/u
const BESIDE_WEAPON =
  /^(missiles?|rockets?|systems?|batter(?:y|ies)|drones?|uavs?|jets?|fighters?|bombers?|aircraft|planes?|helicopters?|tanks?|launchers?|interceptors?|torpedo(?:es)?|rifles?|guns?|howitzers?|warheads?|munitions?|anti-tank|antitank|submarines?|satellites?|vehicles?|shells?|bombs?|class|type|warplanes?)$/iu

/** A designation: a known stem, its number, and "-type" or "-class". */
function weaponAt(doc: NameDoc, i: number, sent: NameSent, weapons: FormIndex<Weapon>): FoundName | undefined {
  const { tokens } = doc
  const stem = splitNumber(tokens[i]!.form, weapons)
  if (stem) {
    const end = withClass(tokens, i + 1, sent.endTokenIdx)
    return tokens[end]?.form === 'visa' ? undefined : { firstTokenIdx: i, endTokenIdx: end, label: 'WEAPON' }
  }
  const match = longestMatch(weapons, tokens, i, sent.endTokenIdx, 'exact')
  const weapon = match?.entries[0]
  if (!match || !weapon) return undefined
  let end = numberEnd(tokens, match.endTokenIdx, sent.endTokenIdx, weapon.name.length === 1)
  const hasNumber = end > match.endTokenIdx
  end = withClass(tokens, end, sent.endTokenIdx)
  if (weapon.number === 'needed' && !hasNumber) return undefined
  // "Fattah" between capitals is somebody's name.
  const isAmidNames = !weapon.name.includes(' ') && (isInnerCapital(doc, i - 1, sent) || isInnerCapital(doc, end, sent))
  if (weapon.number === 'allowed' && !hasNumber && isAmidNames && !isBesideWeapon(tokens, i, end, sent))
    return undefined
  if (weapon.number === 'context' && !hasNumber && !isBesideWeapon(tokens, i, end, sent)) return undefined
  return { firstTokenIdx: i, endTokenIdx: end, label: 'WEAPON' }
}

function isInnerCapital(doc: NameDoc, i: number, sent: NameSent): boolean {
  return i > sent.firstTokenIdx && i < sent.endTokenIdx && isCapital(doc, i)
}

/** The weapon of a token that holds stem and number in one, such as "F-35A", "TB2" or "Hwasong-12". */
function splitNumber(form: string, weapons: FormIndex<Weapon>): Weapon | undefined {
  const parts = /^(\p{L}[\p{L}’']*?)[-‑]?(\d[\dA-Za-z]{0,4})$/u.exec(form)
  if (!parts) return undefined
  const [first] = piecesOf(parts[1]!)
  // "F-16", but an "A300" is an airliner.
  if (first?.length === 1 && !/[-‑]/u.test(form)) return undefined
  const weapon = first === undefined ? undefined : entriesOfWord(weapons, first)?.[0]
  return weapon && weapon.number !== 'none' ? weapon : undefined
}

/** The end of a number after a stem; a stem of one letter needs its hyphen. */
function numberEnd(tokens: readonly NameToken[], at: number, end: number, needsHyphen: boolean): number {
  const hasHyphen = at + 1 < end && /^[-‑–]$/u.test(tokens[at]!.form)
  if (needsHyphen && !hasHyphen) return at
  const numberIdx = hasHyphen ? at + 1 : at
  return numberIdx < end && NUMBER.test(tokens[numberIdx]!.form.replace(/-(?:type|class)$/u, '')) ? numberIdx + 1 : at
}

function withClass(tokens: readonly NameToken[], at: number, end: number): number {
  if (at + 1 < end && /^[-‑–]$/u.test(tokens[at]!.form) && /^(type|class)$/u.test(tokens[at + 1]!.form)) return at + 2
  return at
}

function isBesideWeapon(tokens: readonly NameToken[], first: number, end: number, sent: NameSent): boolean {
  for (let i = end; i < Math.min(end + 3, sent.endTokenIdx); i += 1) {
    if (BESIDE_WEAPON.test(tokens[i]!.form)) return true
  }
  return first > sent.firstTokenIdx && BESIDE_WEAPON.test(tokens[first - 1]!.form)
}

/** A law or event that begins here: a known name, a word and its number, or a run of capitals with a telling word. */
function lawOrEventAt(
  doc: NameDoc,
  i: number,
  sent: NameSent,
  gazetteer: Gazetteer,
  isMostlyCapitals: boolean,
): FoundName | undefined {
  const { tokens } = doc
  const index = gazetteer.lawsAndEvents
  const match = opensLaw(doc, i) ? longestMatch(index, tokens, i, sent.endTokenIdx, 'exact') : undefined
  const entry = match?.entries[0]
  if (match && entry?.form === 'name') return { firstTokenIdx: i, endTokenIdx: match.endTokenIdx, label: entry.label }
  if (match && entry?.form === 'numbered' && /^\d[\d()]*$/u.test(tokens[match.endTokenIdx]?.form ?? ''))
    return match.endTokenIdx < sent.endTokenIdx
      ? { firstTokenIdx: i, endTokenIdx: match.endTokenIdx + 1, label: entry.label }
      : undefined
  if (isMostlyCapitals || !isCapital(doc, i)) return undefined
  const end = runEnd(doc, i, sent.endTokenIdx)
  if (match && entry?.form === 'prefixed' && end > match.endTokenIdx)
    return { firstTokenIdx: i, endTokenIdx: end, label: entry.label, isWeak: true }
  if (i > sent.firstTokenIdx && isCapital(doc, i - 1)) return undefined
  return headAt(doc, i, end, index)
}

function opensLaw({ forms, form }: NameDoc, i: number): boolean {
  return (forms.flags[form[i]!]! & OPENS_LAW) !== 0
}

/** The longest part of a run of capitals that ends in a telling word: "Magnitsky Act". */
function headAt(doc: NameDoc, first: number, end: number, index: Gazetteer['lawsAndEvents']): FoundName | undefined {
  const { tokens } = doc
  for (let last = end - 1; last > first; last -= 1) {
    if (!opensLaw(doc, last) || isCapital(doc, last + 1)) continue
    const entry = longestMatch(index, tokens, last, end, 'exact')?.entries.find((each) => each.form === 'head')
    if (!entry) continue
    // Only the capitals right before it: "members of the G7 Summit".
    let from = last
    while (from > first && isCapital(doc, from - 1)) from -= 1
    if (/^(The|A|An|This|That|In|On|At)$/u.test(tokens[from]!.form)) from += 1
    if (from >= last) continue
    return { firstTokenIdx: from, endTokenIdx: withNumber(tokens, last + 1), label: entry.label, isWeak: true }
  }
  return undefined
}

/** The end of "No. 3846" after "Republic Act", or `at`. */
function withNumber(tokens: readonly NameToken[], at: number): number {
  return /^No\.?$/u.test(tokens[at]?.form ?? '') && /^\d+$/u.test(tokens[at + 1]?.form ?? '') ? at + 2 : at
}

/** The end of a run of capitals, across "of the" and the like. */
function runEnd(doc: NameDoc, first: number, end: number): number {
  let at = first
  while (at < end && at - first < 10) {
    if (isCapital(doc, at)) at += 1
    else if (isLink(doc, at, end)) at += 1
    else if (isLink(doc, at, end - 1) && isLink(doc, at + 1, end)) at += 2
    else break
  }
  return at
}

function isLink(doc: NameDoc, at: number, end: number): boolean {
  if (at + 1 >= end || !/^(of|on|for|the|and|against|to)$/u.test(doc.tokens[at]!.form)) return false
  return isCapital(doc, at + 1) || doc.tokens[at + 1]!.form === 'the'
}
