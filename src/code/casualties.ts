import { REL } from '../annotate/index.ts'
import { argumentsOf } from './arguments.ts'
import { type Clauses, dependents, subtree, token } from './clause.ts'
import type { CodedEvent } from './event.ts'
import { beginsWithOneOf, lettersOf } from './letters.ts'
import { readCardinal } from './numbers.ts'
import type { Triggered } from './triggers.ts'

/** The numbers of killed and injured that the sentence of an attack states, or of arrested of an arrest; absent where it states none. */
export function casualtiesOf(clauses: Clauses, triggered: Triggered): CodedEvent['casualties'] {
  const { eventType, mode } = triggered.entry.gives
  if (eventType === 'ASSAULT') return killedAndInjured(clauses, triggered)
  if (eventType !== 'COERCE' || mode !== 'arrest') return undefined
  const arrested = victims(clauses, triggered.triggerIdx)
  return arrested === undefined ? undefined : { killed: undefined, injured: undefined, arrested }
}

function killedAndInjured(clauses: Clauses, { triggerIdx }: Triggered): CodedEvent['casualties'] {
  const sent = clauses.doc.sents[token(clauses, triggerIdx).sentIdx]!
  let killed: number | undefined
  let injured: number | undefined
  for (let idx = sent.firstTokenIdx; idx < sent.endTokenIdx; idx++) {
    const { lemma, upos } = token(clauses, idx)
    if (upos !== 'VERB' && upos !== 'ADJ' && upos !== 'NOUN') continue
    const harm = beginsWithOneOf(OF_HARMS, lemma) ? HARMS.get(lemma) : undefined
    if (harm === undefined) continue
    if (harm === 'toll') killed ??= tollOf(clauses, idx)
    else if (harm === 'killed') killed ??= victims(clauses, idx)
    else injured ??= victims(clauses, idx)
  }
  return killed === undefined && injured === undefined ? undefined : { killed, injured, arrested: undefined }
}

const HARMS: ReadonlyMap<string, 'toll' | 'killed' | 'injured'> = new Map([
  ['toll', 'toll'],
  ['kill', 'killed'], ['die', 'killed'], ['dead', 'killed'], ['death', 'killed'],
  ['injure', 'injured'], ['wound', 'injured'], ['hurt', 'injured'], ['maim', 'injured'],
  ['injured', 'injured'], ['wounded', 'injured'], ['injury', 'injured'],
]) // biome-ignore format: one line a harm
const OF_HARMS = lettersOf(HARMS.keys())

/** "the death toll rose to 49", "a toll of 12". */
function tollOf(clauses: Clauses, idx: number): number | undefined {
  const { deprel, head } = token(clauses, idx)
  const governing = deprel === 'nsubj' && head >= 0 ? argumentsOf(clauses, head) : undefined
  const counted = [
    ...(argumentsOf(clauses, idx).get('of') ?? []),
    ...['to', 'at', 'obj', 'comp'].flatMap((name) => governing?.get(name) ?? []),
  ]
  return counted.map((one) => numberOf(clauses, one)).find((stated) => stated !== undefined)
}

/** "killed three people", "three people died", "leaving 12 dead", "wounding at least 40". */
function victims(clauses: Clauses, idx: number): number | undefined {
  const args = argumentsOf(clauses, idx)
  const names = token(clauses, idx).lemma === 'die' ? ['subj'] : ['obj', 'of']
  for (const name of names) {
    for (const argument of args.get(name) ?? []) {
      const stated = numberOf(clauses, argument)
      if (stated !== undefined) return stated
    }
  }
  return token(clauses, idx).upos === 'VERB' ? undefined : numberOf(clauses, idx)
}

function numberOf(clauses: Clauses, nominalIdx: number): number | undefined {
  const own = token(clauses, nominalIdx)
  if (own.upos === 'NUM') return readCardinal(own.form)
  for (const idx of dependents(clauses, nominalIdx, REL.nummod)) {
    const forms: number[] = []
    for (const i of subtree(clauses, idx)) {
      const n = readCardinal(token(clauses, i).form)
      if (n !== undefined) forms.push(n)
    }
    if (forms.length > 0) return forms.at(-1)! >= 100 && forms.length > 1 ? forms[0]! * forms.at(-1)! : forms.at(-1)
  }
  return undefined
}
