import type { Constraint } from './codebook.ts'

/** An argument of an entry in words: `the object`, `a phrase with “against”`. */
export function argumentName(name: string): string {
  return FUNCTIONS.get(name) ?? `phrase with “${name.replaceAll('_', ' ')}”`
}

/** Functions of the parse as the codebook names them; all other names are prepositions. */
const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['subj', 'subject'], ['obj', 'object'], ['iobj', 'indirect object'], ['comp', 'complement clause'], ['xcomp', 'infinitive'],
  ['ccomp', 'content clause'], ['comp.obj', 'object of the complement'], ['obj.poss', 'possessor of the object'], ['comp.mod', 'modifier of the complement'], ['poss', 'possessor'], ['mod', 'modifier'],
  ['prt', 'particle'], ['advmod', 'adverb'], ['support', 'support verb'], ['speaker', 'speaker'], ['modal', 'modal verb'],
  ['negation', 'negation'], ['predicate', 'predicate of which it is subject'], ['purpose', 'clause of purpose'],
]) // biome-ignore format: one glance

/** The argument with its article: `an object`. */
export function anArgument(name: string): string {
  return withArticle(argumentName(name))
}

/** How a demand is told. */
export interface Telling {
  /** Of more words than this the rest are counted. */
  readonly maxWords?: number
  readonly nameOfClass?: (id: string) => string
}

/** What a constraint asks of an argument, in words that follow the argument's name: `is a person or a country`, `is absent`. */
export function demandInEnglish(constraint: Constraint, telling: Telling = {}): string {
  const { maxWords = Number.POSITIVE_INFINITY, nameOfClass = (id: string) => id.replaceAll('-', ' ') } = telling
  const { class: classes, lemma = [], kind, absent, plural, infinitive } = constraint
  if (absent) return 'is absent'
  const parts: string[] = []
  if (infinitive) parts.push('is a clause with “to”')
  if (plural) parts.push('names several')
  const nMore = lemma.length - maxWords
  const such = [
    ...(kind ?? []).map(withArticle),
    ...(classes ?? []).map((one) => `a word for ${nameOfClass(one)}`),
    ...(nMore > 1 ? lemma.slice(0, maxWords) : lemma).map((one) => `“${one}”`),
    ...(nMore > 1 ? [`one of ${nMore} words more`] : []),
  ]
  if (such.length > 0) parts.push(`is ${listed(such, 'or')}`)
  return parts.length === 0 ? IS_THERE : listed(parts, 'and')
}

/**
 * The alternatives of which an entry needs one, as phrases: `an object or a phrase with “on” that is “extradition”`. Those that ask the
 * same of several arguments are told together.
 */
export function alternativesInEnglish(
  alternatives: readonly ReadonlyMap<string, Constraint>[],
  tell: (constraint: Constraint) => string,
): string[] {
  const byDemand = new Map<string, string[]>()
  const several: string[] = []
  for (const map of alternatives) {
    const [one, ...others] = [...map].map(([name, constraint]) => ({
      name: anArgument(name),
      demand: tell(constraint),
    }))
    if (one === undefined) continue
    if (others.length === 0) byDemand.set(one.demand, [...(byDemand.get(one.demand) ?? []), one.name])
    else
      several.push(
        listed(
          [one, ...others].map(({ name, demand }) => argumentSuch(name, demand)),
          'and',
        ),
      )
  }
  const alone = [...byDemand].map(([demand, names]) => argumentSuch(listed(names, 'or'), demand))
  return [...alone, ...several]
}

/** An argument with what is asked of it: `an object that is a person`, `an object` where it need only be there. */
export function argumentSuch(name: string, demand: string): string {
  return demand === IS_THERE ? name : `${name} that ${demand}`
}

const IS_THERE = 'is there'

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`
}

/** "a", "a or b", "a, b or c". */
export function listed(items: readonly string[], conjunction: 'and' | 'or'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`
}
