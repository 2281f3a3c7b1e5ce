/** The relations that the coder asks for, a bit each; a relation with a subtype has the bit of its base too: `obl:tmod` is REL.obl. */
export const REL = {
  nsubj: 1 << 0, csubj: 1 << 1, obj: 1 << 2, iobj: 1 << 3, obl: 1 << 4, nmod: 1 << 5, amod: 1 << 6, appos: 1 << 7, compound: 1 << 8, nummod: 1 << 9,
  det: 1 << 10, case: 1 << 11, fixed: 1 << 12, flat: 1 << 13, acl: 1 << 14, advcl: 1 << 15, xcomp: 1 << 16, ccomp: 1 << 17, parataxis: 1 << 18,
  conj: 1 << 19, cc: 1 << 20, aux: 1 << 21, cop: 1 << 22, mark: 1 << 23, advmod: 1 << 24, expl: 1 << 25,
  nsubjPass: 1 << 26, nmodPoss: 1 << 27, nmodDesc: 1 << 28, ccPreconj: 1 << 29,
} as const // biome-ignore format: one glance

const BITS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(REL),
  ['nsubj:pass', REL.nsubjPass],
  ['nmod:poss', REL.nmodPoss],
  ['nmod:desc', REL.nmodDesc],
  ['cc:preconj', REL.ccPreconj],
])

/** The bits of REL for a relation. */
export function relationBits(deprel: string): number {
  return bitsOf(deprel, RELATIONS, relationOf)
}

function relationOf(deprel: string): number {
  return (BITS.get(deprel) ?? 0) | (BITS.get(deprel.split(':', 1)[0]!) ?? 0)
}

/** The features that the coder asks for, a bit each. */
export const FEAT = {
  finite: 1 << 0, participle: 1 << 1, gerund: 1 << 2, infinitive: 1 << 3, past: 1 << 4, present: 1 << 5, passive: 1 << 6, plural: 1 << 7,
  /** A relative or interrogative word. */
  relative: 1 << 8,
} as const // biome-ignore format: one glance

const PATTERNS: readonly (readonly [RegExp, number])[] = [
  [/VerbForm=Fin/, FEAT.finite],
  [/VerbForm=Part/, FEAT.participle],
  [/VerbForm=Ger/, FEAT.gerund],
  [/VerbForm=Inf/, FEAT.infinitive],
  [/Tense=Past/, FEAT.past],
  [/Tense=Pres/, FEAT.present],
  [/Voice=Pass/, FEAT.passive],
  [/Number=Plur/, FEAT.plural],
  [/PronType=(Rel|Int)/, FEAT.relative],
]

/** The bits of FEAT for the features of a token. */
export function featureBits(feats: string): number {
  return feats === '' ? 0 : bitsOf(feats, FEATURES, featuresOf)
}

function featuresOf(feats: string): number {
  return PATTERNS.reduce((bits, [pattern, bit]) => (pattern.test(feats) ? bits | bit : bits), 0)
}

/** Relations and sets of features are few and each is met thousands of times; a file of trees may hold any number. */
const RELATIONS = new Map<string, number>()
const FEATURES = new Map<string, number>()
const MAX_KNOWN = 500

function bitsOf(text: string, known: Map<string, number>, read: (text: string) => number): number {
  const answer = known.get(text)
  if (answer !== undefined) return answer
  const bits = read(text)
  if (known.size < MAX_KNOWN) known.set(text, bits)
  return bits
}
