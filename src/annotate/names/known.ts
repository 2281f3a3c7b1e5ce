import type { GazetteerEntry } from '../gazetteer.ts'
import type { NameDoc, TaggedName } from './describe.ts'
import type { NameLabel } from './labels.ts'

/** Gives known names their label, and adds those that the tagger passed over. */
export function withKnown(doc: NameDoc, names: readonly TaggedName[]): TaggedName[] {
  const { tokens, matches } = doc
  const cover = new Uint8Array(tokens.length)
  for (const { firstTokenIdx, endTokenIdx } of names) cover.fill(1, firstTokenIdx, endTokenIdx)
  const mentioned = new Set<string>()
  const nicknames: { readonly name: TaggedName; readonly country: string }[] = []
  const out = new Map(names.map((name) => [name.firstTokenIdx, name]))
  for (const { firstTokenIdx: i, endTokenIdx, entries } of matches) {
    const entry = entries[0]!
    const article = tokens[i]!.form
    const hasArticle = article === 'the' || (article === 'The' && !entry.form.startsWith('The '))
    const known = { firstTokenIdx: hasArticle ? i + 1 : i, endTokenIdx, label: entry.label as NameLabel }
    if (entry.country && entry.how === 'nickname' && hasArticle) nicknames.push({ name: known, country: entry.country })
    else if (isStateAlone(doc, names, known, entry)) out.set(known.firstTokenIdx, known)
    else settle(out, cover, known, entry)
    if (!entry.isAmbiguous && entry.country) mentioned.add(entry.country)
  }
  // "The North" is North Korea where the report speaks of North Korea, and no name where it does not.
  for (const { name, country } of nicknames) if (mentioned.has(country)) out.set(name.firstTokenIdx, name)
  return [...out.values()].sort((a, b) => a.firstTokenIdx - b.firstTokenIdx)
}

/**
 * "Chad closed its border", "Jordan freed two men": a state whose name people bear too is the state where it stands alone, with no
 * title or name beside it and nobody of that name in the report.
 */
function isStateAlone(
  { tokens }: NameDoc,
  names: readonly TaggedName[],
  { firstTokenIdx, endTokenIdx }: TaggedName,
  { kind, how, isAmbiguous }: GazetteerEntry,
): boolean {
  if (!isAmbiguous || kind !== 'country' || how !== 'name' || endTokenIdx !== firstTokenIdx + 1) return false
  const { form } = tokens[firstTokenIdx]!
  const isNameBeside = (idx: number) => /^\p{Lu}/u.test(tokens[idx]?.form ?? '')
  if (isNameBeside(firstTokenIdx - 1) || isNameBeside(endTokenIdx)) return false
  return !names.some(
    (name) =>
      name.label === 'PERSON' &&
      name.endTokenIdx - name.firstTokenIdx > 1 &&
      tokens.slice(name.firstTokenIdx, name.endTokenIdx).some((token) => token.form === form),
  )
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
