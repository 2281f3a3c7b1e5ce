import type { Constraint, RolePath, RolePaths } from '../src/code/codebook.ts'
import {
  alternativesInEnglish,
  anArgument,
  argumentName,
  argumentSuch,
  demandInEnglish,
  listed,
} from '../src/code/english.ts'
import type { Entry } from '../src/code/index.ts'

/** One entry as an analyst reads it, in Markdown, headed by its id. */
export function codebookEntry(entry: Entry): string {
  const { id, triggers, gives, frame, complement, why, yes, no } = entry
  const type =
    gives.eventType === 'NONE' ? 'no event' : `${gives.eventType}${gives.mode === undefined ? '' : `/${gives.mode}`}`
  const code = gives.cameo === '' ? '' : ` · CAMEO ${gives.cameo}, ${ROOTS[gives.cameo.slice(0, 2)]}`
  const lines = [
    `## ${id}`,
    '',
    `${type}${code}. ${why}`,
    '',
    ...wordLines('Verbs', triggers.verb),
    ...wordLines('Nouns', triggers.noun),
    ...wordLines('Support verbs of the nouns', triggers.support),
    ...(triggers.verb.length > 0 ? roleLines(triggers.noun.length > 0 ? ' of a verb' : '', frame.verb) : []),
    ...(triggers.noun.length > 0 ? roleLines(triggers.verb.length > 0 ? ' of a noun' : '', frame.noun) : []),
    ...(frame.together ? ['- **Done together:** all who take part; whoever is named first is the actor.'] : []),
    ...demandLines(entry),
    ...(complement === undefined
      ? []
      : [`- **An act in its complement** ${COMPLEMENTS[complement] ?? `is ${complement}`}.`]),
    ...exampleLines('Told by', yes),
    ...exampleLines('Not told by', no),
  ]
  return `${lines.join('\n')}\n`
}

/** CAMEO's roots by their first two digits. */
const ROOTS: Readonly<Record<string, string>> = {
  '01': 'statements', '02': 'appeals', '03': 'intent to cooperate', '04': 'consultation', '05': 'diplomatic cooperation',
  '06': 'material cooperation', '07': 'aid', '08': 'yielding', '09': 'investigation', '10': 'demands', '11': 'disapproval',
  '12': 'rejection', '13': 'threats', '14': 'protest', '15': 'military posture', '16': 'reduced relations', '17': 'coercion',
  '18': 'assault', '19': 'fighting', '20': 'mass violence',
} // biome-ignore format: one glance

const COMPLEMENTS: Readonly<Record<string, string>> = { drop: 'is none' }

function wordLines(label: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`- **${label}:** ${words.join(', ')}`]
}

function roleLines(of: string, { actor, recipient }: RolePaths): string[] {
  const roles = [
    ['Actor', actor],
    ['Recipient', recipient],
  ] as const
  return roles.flatMap(([role, paths]) =>
    paths.length === 0 ? [] : [`- **${role}${of}:** ${paths.map(pathInEnglish).join('; else ')}`],
  )
}

function pathInEnglish({ inside, name, ofOwner }: RolePath): string {
  const place =
    inside === undefined
      ? `the ${argumentName(name)}`
      : name === 'actor' || name === 'recipient'
        ? `the ${name} of the act in the ${argumentName(inside)}`
        : `the ${argumentName(name)} of the ${argumentName(inside)}`
  return ofOwner ? `whoever ${place} belongs to` : place
}

function demandLines({ where, whereNot, whereAny }: Entry): string[] {
  const needs = [...where].map(([name, constraint]) =>
    constraint.absent ? `no ${argumentName(name)}` : argumentSuch(anArgument(name), linked(constraint)),
  )
  const nots = [...whereNot].map(([name, constraint]) =>
    constraint.absent ? `without ${anArgument(name)}` : argumentSuch(anArgument(name), linked(constraint)),
  )
  const any = alternativesInEnglish(
    whereAny.map((map) => new Map([...map].map(([name, one]) => [name, one]))),
    linked,
  )
  return [
    ...(needs.length === 0 ? [] : [`- **Needs** ${listed(needs, 'and')}`]),
    ...(any.length === 0 ? [] : ['- **Needs one of:**', ...any.map((one) => `  - ${one}`)]),
    ...(nots.length === 0 ? [] : ['- **Not with:**', ...nots.map((one) => `  - ${one}`)]),
  ]
}

/** A demand whose word classes lead to the list of their members. */
function linked(constraint: Constraint): string {
  return demandInEnglish(constraint, { nameOfClass: (id) => `[${id.replaceAll('-', ' ')}](classes.md#${id})` })
}

function exampleLines(label: string, examples: readonly string[]): string[] {
  return examples.length === 0 ? [] : [`- **${label}:**`, ...examples.map((example) => `  - ${marked(example)}`)]
}

/** The roles that an example marks (`{actor:The envoy} met …`) in bold and italics. */
function marked(example: string): string {
  return example
    .replace(/[*_`<\\[\]]/g, '\\$&')
    .replace(/\{(\w+):([^{}]*)\}/g, (_, label: string, words: string) =>
      label === 'actor' ? `**${words}**` : label === 'recipient' ? `*${words}*` : words,
    )
    .replace(/\{([^{}]*)\}/g, '$1')
}
