import { argumentsOf } from './arguments.ts'
import { type Clauses, dependents, subtree, token } from './clause.ts'
import type { CodedEvent } from './event.ts'
import { readCardinal } from './numbers.ts'
import type { Triggered } from './triggers.ts'

/** The numbers of killed and injured that the sentence of the act states; absent where it states none. */
export function casualtiesOf(clauses: Clauses, { triggerIdx }: Triggered): CodedEvent['casualties'] {
  const sent = clauses.doc.sents[token(clauses, triggerIdx).sentIdx]!
  let killed: number | undefined
  let injured: number | undefined
  for (let idx = sent.firstTokenIdx; idx < sent.endTokenIdx; idx++) {
    const { lemma, upos } = token(clauses, idx)
    if (upos !== 'VERB' && upos !== 'ADJ' && upos !== 'NOUN') continue
    if (KILLED.has(lemma)) killed ??= victims(clauses, idx)
    else if (INJURED.has(lemma)) injured ??= victims(clauses, idx)
  }
  if (killed === undefined && injured === undefined) return undefined
  return { ...(killed === undefined ? {} : { killed }), ...(injured === undefined ? {} : { injured }) }
}

const KILLED = new Set(['kill', 'die', 'dead', 'death'])
const INJURED = new Set(['injure', 'wound', 'hurt', 'maim', 'injured', 'wounded', 'injury'])

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
  for (const idx of dependents(clauses, nominalIdx, 'nummod')) {
    const forms = subtree(clauses, idx)
      .map((i) => readCardinal(token(clauses, i).form))
      .filter((n) => n !== undefined)
    if (forms.length > 0) return forms.at(-1)! >= 100 && forms.length > 1 ? forms[0]! * forms.at(-1)! : forms.at(-1)
  }
  return undefined
}
