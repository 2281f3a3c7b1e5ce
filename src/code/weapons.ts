import { REL } from '../annotate/index.ts'
import { type Clauses, childrenOf, dependents, subtree } from './clause.ts'
import type { Codebook } from './codebook.ts'
import type { CodedEvent } from './event.ts'
import { thingsMeant } from './standIns.ts'
import type { Triggered } from './triggers.ts'
import { USE } from './vocabulary.ts'

/** rules/code/weapons.yaml: from phrases, in lower case, to kinds and to classes. */
export interface WeaponRules {
  /** By the last word of a phrase and what stands before it, nothing for a word alone. */
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** By phrases between spaces and without hyphens, in order of precedence: "intercontinental ballistic missile" is intercontinental. */
  readonly classes: readonly (readonly [phrase: string, className: string])[]
  /** The first words of the phrases for classes. */
  readonly classWords: ReadonlySet<string>
}

/** The weapon that an act's own words name: kind, class and designation as far as told. */
export function weaponOf(clauses: Clauses, { weapons }: Codebook, triggered: Triggered): CodedEvent['weapon'] {
  for (const idx of weaponWords(clauses, triggered)) {
    const kind = kindAt(clauses, weapons, idx)
    if (kind === undefined) continue
    const phrase = subtree(clauses, idx)
    const className = classOf(clauses, weapons, phrase)
    const designation = designationIn(clauses, phrase, idx)
    return { kind, designation, class: className }
  }
  return undefined
}

function classOf(
  { forms }: Clauses,
  { classes, classWords }: WeaponRules,
  phrase: readonly number[],
): string | undefined {
  // Most phrases have no word of any class.
  if (!phrase.some((idx) => classWords.has(forms[idx]!) || forms[idx]!.includes('-'))) return undefined
  let described = ' '
  for (const idx of phrase) described += `${forms[idx]} `
  if (described.includes('-')) described = described.replace(/ - |-/g, ' ')
  for (const [words, className] of classes) if (described.includes(words)) return className
  return undefined
}

/** The words that may name a weapon: the trigger's compounds and objects first, then the rest of its phrase. */
function weaponWords(clauses: Clauses, { args, triggerIdx, supportIdx, part }: Triggered): readonly number[] {
  const own: number[] = []
  if (args.names.length > 0)
    for (const name of BESIDE_WEAPONS) {
      const idxs = args.get(name)
      if (idxs !== undefined) for (const idx of idxs) own.push(idx)
    }
  const found: number[] = []
  const add = (idxs: readonly number[]) => {
    for (const idx of idxs) if ((clauses.uses[idx]! & USE.weapon) !== 0) found.push(idx)
  }
  if (part === 'noun') add([triggerIdx])
  add(own)
  for (const idx of own) add(dependents(clauses, idx, REL.conj | REL.nmod | REL.compound | REL.appos))
  for (const idx of own) add(thingsMeant(clauses, idx))
  if (supportIdx !== undefined) add(childrenOf(clauses, supportIdx))
  return found
}

const BESIDE_WEAPONS = ['mod', 'obj', 'of', 'with', 'subj', 'by']

function kindAt({ words, lemmas }: Clauses, { kinds }: WeaponRules, idx: number): string | undefined {
  const { upos } = words[idx]!
  if (upos !== 'NOUN' && upos !== 'PROPN') return undefined
  const ofHead = kinds.get(lemmas[idx]!)
  if (ofHead === undefined) return undefined
  return (idx > 0 ? ofHead.get(lemmas[idx - 1]!) : undefined) ?? ofHead.get('')
}

/** A name with a number or capitals beside the weapon: a WEAPON entity in the phrase that is not just the common noun. */
function designationIn({ doc, entsIn }: Clauses, phrase: readonly number[], headIdx: number): string | undefined {
  const [first, last] = [phrase[0] ?? headIdx, phrase.at(-1) ?? headIdx]
  for (const ent of entsIn[doc.tokens[headIdx]!.sentIdx]!) {
    if (ent.label !== 'WEAPON' || ent.firstTokenIdx < first || ent.endTokenIdx > last + 1) continue
    const name = doc.tokens
      .slice(ent.firstTokenIdx, ent.endTokenIdx)
      .filter(({ upos, form }) => upos === 'PROPN' || upos === 'NUM' || /\d|^[-–]$/.test(form))
    if (name.length > 0) return doc.report.text.slice(name[0]!.start, name.at(-1)!.end)
  }
  return undefined
}
